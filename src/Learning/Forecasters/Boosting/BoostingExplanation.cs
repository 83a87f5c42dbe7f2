using Simulator.Errors;
using Simulator.Folds;
using Simulator.Learners;
using Simulator.Learning.Trees;
using Simulator.Stages;

namespace Simulator.Learning.Forecasters.Boosting;

/// <summary>Says of every forecast what each column adds to it: the forecaster's walk again, with the trees of each fit asked.</summary>
public static class BoostingExplanation
{
    /// <summary>Explains the forecasts that a run with this spec and seed makes.</summary>
    /// <param name="spec">The forecaster.</param>
    /// <param name="input">Target, features, split.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="SimulationException">Too few bars for the spec.</exception>
    /// <exception cref="DllNotFoundException">XGBoost is not installed; the text names the package.</exception>
    public static IReadOnlyList<BoostedOutput> Of(BoostingSpec spec, ForecastInput input, long seed, CancellationToken cancellation)
    {
        var collected = new Collected([.. input.Features.Names, "volatility"]);
        var stage = new StageContext(StageName.Forecaster, seed, "cpu", _ => { }, (_, _) => { }, null, TimeProvider.System, cancellation);
        BoostingRow.Forecaster(spec, collected.Add).Forecast(input, stage);
        return collected.Outputs;
    }

    private sealed class Collected(IReadOnlyList<string> columns)
    {
        private readonly Dictionary<string, (List<AttributedRow> Rows, double[] Gains)> _outputs = new(StringComparer.Ordinal);

        public IReadOnlyList<BoostedOutput> Outputs =>
            [
                .. _outputs.Select(o => new BoostedOutput(
                    o.Key,
                    columns,
                    Array.ConvertAll(o.Value.Gains, g => g / Math.Max(o.Value.Gains.Sum(), double.Epsilon)),
                    o.Value.Rows
                )),
            ];

        public void Add(WalkForwardFold fold, BoostedTrees trees, TreeMatrix rows)
        {
            for (var k = 0; k < trees.Boosters.Count; k++)
            {
                var name = trees.Loss.Names[k];
                if (!_outputs.TryGetValue(name, out var own))
                    _outputs[name] = own = ([], new double[columns.Count]);
                var gains = trees.Boosters[k].Gains();
                for (var c = 0; c < gains.Length; c++)
                    own.Gains[c] += gains[c];
                var (start, row) = (trees.Loss.Start[k], fold.ForecastStart);
                foreach (var contributions in trees.Boosters[k].Contributions(rows))
                    own.Rows.Add(new(row++, start + contributions.Sum(c => (double)c), start + contributions[^1], contributions[..^1]));
            }
        }
    }
}
