using Simulator.Distributions;
using Simulator.Errors;
using Simulator.Learners;
using Simulator.Learning.Explanations;
using Simulator.Markets;
using Simulator.Seeding;
using Simulator.Stages;

namespace Simulator.Learning.Importance;

/// <summary>
/// Measures what inputs are worth to a spec's own forecaster, which is fitted once with planted columns of noise beside its features:
/// permutation importance (Breiman, “Random forests”, 2001, section 10; for any model Fisher, Rudin and Dominici 2019) by the CRPS of
/// forecasts that were out of sample. An input's whole window is exchanged between the rows of a fold, so that a model of windows sees
/// windows that occurred. The volatility that forecasts are multiples of stays that of the row.
/// </summary>
public static class ForecasterAnalysis
{
    private const int FewestRows = 20; // of a stretch

    /// <summary>Measures a forecaster.</summary>
    /// <param name="input">Target, features, split: the test part is not touched.</param>
    /// <param name="spec">The forecaster.</param>
    /// <param name="options">Stretches, noise, orders, seed.</param>
    /// <param name="everyBars">
    /// Local surrogates are fitted at every so many-th forecast of a fold; 0 for none.
    /// </param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="SimulationException">A kind that cannot be asked about inputs that did not occur, or too few forecasts.</exception>
    public static ForecasterImportance Of(
        ForecastInput input,
        ForecasterSpec spec,
        ImportanceOptions options,
        int everyBars,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(input);
        var kind = LearnerTable.Of(spec).Name;
        if (LearnerTable.Create(spec) is not IAskable forecaster)
            throw new SimulationException(
                $"forecaster '{kind}' cannot be asked about inputs that did not occur; use a neural forecaster, gan or xgboost"
            );
        var walk = new Walk(options, everyBars, Math.Min(input.Split.TestStart(input.Target.Count), input.Target.Count) - 1, cancellation);
        var stage = new StageContext(
            StageName.Forecaster,
            options.Seed,
            "cpu",
            _ => { },
            (_, _) => { },
            null,
            TimeProvider.System,
            cancellation
        );
        forecaster.Forecast(WithNoise(input, options), stage, fitted => walk.Measure(fitted, input.Target));
        if (walk.Rows.Count < options.Folds * FewestRows)
            throw new SimulationException(
                FormattableString.Invariant($"{input.Target.Symbol}: {walk.Rows.Count} forecasts lie before the test part; each of ")
                    + FormattableString.Invariant($"{options.Folds} folds takes {FewestRows}; use more bars, fewer --folds or more ")
                    + "forecaster.trainFolds"
            );
        return walk.ToResult(input.Target.Symbol, kind);
    }

    private static ForecastInput WithNoise(ForecastInput input, ImportanceOptions options)
    {
        double[][] noise = [.. ImportanceData.Noise(input.Target.Count, options)];
        var names = noise.Select((_, i) => ImportanceData.NoiseName(i, options));
        return input with { Features = new([.. input.Features.Names, .. names], [.. input.Features.Columns, .. noise]) };
    }

    private sealed class Walk(ImportanceOptions options, int everyBars, int end, CancellationToken cancellation)
    {
        private readonly List<double> _crps = [];
        private readonly List<double[]> _rises = []; // [row][input]
        private readonly List<SurrogateRow> _surrogates = [];
        private IReadOnlyList<string> _inputs = [];

        public List<int> Rows { get; } = [];

        public void Measure(IFittedForecast fitted, BarSeries target)
        {
            _inputs = fitted.Inputs;
            int[] rows =
            [
                .. Enumerable.Range(
                    fitted.Fold.ForecastStart,
                    Math.Max(0, Math.Min(fitted.Fold.ForecastEnd, end) - fitted.Fold.ForecastStart)
                ),
            ];
            if (rows.Length < 2)
                return;
            double[] outcomes = [.. rows.Select(t => Math.Log(target.Close[t + 1] / target.Close[t]))];
            float[][] at = [.. rows.Select(fitted.At)];
            double[] Scores(float[][] inputs) => [.. fitted.Ask(inputs, rows, cancellation).Select((law, i) => law.Crps(outcomes[i]))];
            var own = Scores(at);
            double[][] rises = [.. rows.Select(_ => new double[_inputs.Count])];
            for (var c = 0; c < _inputs.Count; c++)
            {
                var random = Seeds.Generator(
                    options.Seed,
                    FormattableString.Invariant($"importance/forecaster/fold{fitted.Fold.Index}/input{c}")
                );
                for (var k = 0; k < options.Repeats; k++)
                {
                    int[] order = [.. Enumerable.Range(0, rows.Length)];
                    random.Shuffle<int>(order);
                    var scores = Scores([.. at.Select((window, i) => Exchanged(window, at[order[i]], c))]);
                    for (var i = 0; i < rows.Length; i++)
                        rises[i][c] += (scores[i] - own[i]) / options.Repeats;
                }
            }
            if (everyBars > 0)
                _surrogates.AddRange(
                    rows.Where(row => (row - fitted.Fold.ForecastStart) % everyBars == 0).Select(row => Surrogate(fitted, row))
                );
            Rows.AddRange(rows);
            _crps.AddRange(own);
            _rises.AddRange(rises);
        }

        public ForecasterImportance ToResult(string symbol, string kind)
        {
            var crps = _crps.Average();
            double[][] stretches = [.. Enumerable.Range(0, options.Folds).Select(k => Stretch(k, crps))];
            string[] planted = [.. Enumerable.Range(0, options.NoiseColumns).Select(i => ImportanceData.NoiseName(i, options))];
            int[] noise = [.. Enumerable.Range(0, _inputs.Count).Where(c => planted.Contains(_inputs[c]))];
            int[] own = [.. Enumerable.Range(0, _inputs.Count).Except(noise)];
            var comparison = new NoiseComparison(stretches, noise);
            var p = comparison.PValues(own);
            var inputs = _inputs.Select(
                (name, c) =>
                {
                    var place = Array.IndexOf(own, c);
                    var isBeyond = place >= 0 && comparison.IsBeyond(c, p[place]);
                    return new InputImportance(
                        name,
                        place < 0,
                        comparison.Rise(c),
                        comparison.Error(c),
                        place < 0 ? double.NaN : p[place],
                        isBeyond
                    );
                }
            );
            return new(
                symbol,
                kind,
                Rows.Count,
                options.Folds,
                crps,
                [.. inputs.OrderBy(i => i.IsNoise).ThenByDescending(i => i.Rise)],
                _inputs,
                [.. _surrogates]
            );
        }

        // A step moves an input over its whole window.
        private SurrogateRow Surrogate(IFittedForecast fitted, int row)
        {
            var at = fitted.At(row);
            LocalSurrogate Of(Func<IPredictiveLaw, double> figure, string name) =>
                LocalSurrogate.Of(
                    steps =>
                    {
                        float[][] moved = [.. steps.Select(step => at.Select((v, i) => v + (float)step[i % step.Length]).ToArray())];
                        int[] rows = [.. steps.Select(_ => row)];
                        return [.. fitted.Ask(moved, rows, cancellation).Select(figure)];
                    },
                    _inputs.Count,
                    Seeds.Generator(options.Seed, FormattableString.Invariant($"importance/surrogate/{name}/{row}"))
                );
            return new(row, Of(law => law.Mean, "mean"), Of(law => Math.Log(law.StandardDeviation), "deviation"));
        }

        private double[] Stretch(int k, double crps)
        {
            var (start, stop) = (k * Rows.Count / options.Folds, (k + 1) * Rows.Count / options.Folds);
            return [.. Enumerable.Range(0, _inputs.Count).Select(c => _rises.Take(start..stop).Average(r => r[c]) / crps)];
        }

        private float[] Exchanged(float[] window, float[] other, int input)
        {
            var exchanged = (float[])window.Clone();
            for (var i = input; i < window.Length; i += _inputs.Count)
                exchanged[i] = other[i];
            return exchanged;
        }
    }
}
