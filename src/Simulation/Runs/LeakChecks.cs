using System.Globalization;
using Simulator.Alignment;
using Simulator.Backtesting;
using Simulator.Evaluation;
using Simulator.Features;
using Simulator.Forecasting;
using Simulator.Learners;
using Simulator.Markets;
using Simulator.Robustness.Causality;
using Simulator.Rules;
using Simulator.Strategies;

namespace Simulator.Runs;

/// <summary>
/// Checks that every run makes of itself: could anything have seen the future? Each is computed from this run's own data, not
/// asserted; a check that fails is shown as failed.
/// </summary>
internal static class LeakChecks
{
    private static readonly double[] s_cuts = [0.55, 0.75, 0.95];

    /// <summary>All checks that apply to the spec.</summary>
    public static IReadOnlyList<HonestyCheck> Run(FinishedRun run, CancellationToken cancellation)
    {
        var (spec, market, features) = (run.Spec, run.Market, run.Features.Value);
        var (tape, agent) = (run.Tape?.Value, run.Agent?.Value);
        List<HonestyCheck> checks = [];
        if (market.Aligned.Related.Count > 0)
            checks.Add(RelatedKnownInTime(market));
        if (spec.Features.Any(f => f is not FittedFeatureSpec))
            checks.Add(FeaturesSurviveTruncation(spec, market, features, cancellation));
        if (features.Fits.Count > 0)
            checks.Add(FittedFeaturesOutOfSample(spec, features));
        if (tape is not null)
            checks.Add(ForecastsOutOfSample(spec, tape));
        if (agent is not null)
            checks.Add(FillsOnTestOnly(spec, market, agent));
        if (spec.Strategy is RulesStrategySpec or NamedStrategySpec)
            checks.Add(DecisionsSurviveTruncation(spec, market, tape, run.Backtest.Value, cancellation));
        return checks;
    }

    private static HonestyCheck RelatedKnownInTime(MarketData market)
    {
        var late = 0;
        for (var k = 0; k < market.Aligned.Related.Count; k++)
        {
            var source = market.Sources[k + 1];
            var bars = market.Aligned.Related[k].SourceBar;
            for (var t = 0; t < bars.Length; t++)
            {
                if (bars[t] >= 0 && source.CloseTimeTicks[bars[t]] > market.Aligned.Target.CloseTimeTicks[t])
                    late++;
            }
        }
        const string Name = "Related series were known at the decision";
        if (BarTimeCheck.All(market.Sources, market.Sources[0]) is { Count: > 0 } early)
            return new HonestyCheck(Name, false, string.Join("; ", early.Select(e => e.Sentence)));
        return new HonestyCheck(
            Name,
            late == 0,
            late == 0
                ? $"every value of {string.Join(", ", market.Aligned.Related.Select(r => r.Symbol))} closed no later than the target's bar"
                : FormattableString.Invariant($"{late} values were stamped after the target's bar")
        );
    }

    // Recomputes the features on data that ends at t: whatever changes up to t had looked ahead.
    private static HonestyCheck FeaturesSurviveTruncation(
        SimulationSpec spec,
        MarketData market,
        FeatureTable features,
        CancellationToken cancellation
    )
    {
        var checkedColumns = features.ColumnCount - features.Fits.SelectMany(f => f.Columns).Distinct().Count();
        List<string> leaking = [];
        foreach (var share in s_cuts)
        {
            cancellation.ThrowIfCancellationRequested();
            var bars = (int)(features.RowCount * share);
            var target = market.Aligned.Target.Slice(0, bars);
            var related = market.Sources.Skip(1).Select(s => Until(s, target)).ToArray();
            var cut = FeatureBuilder.Compute(MarketAlignment.Align(target, related), spec.Features);
            foreach (var (name, column) in cut.Names.Zip(cut.Columns))
            {
                if (!BitwiseEquality.Holds(features.Column(name).AsSpan(0, bars), column))
                    leaking.Add(name);
            }
        }
        return new HonestyCheck(
            "Features do not change when the future is cut off",
            leaking.Count == 0,
            leaking.Count == 0
                ? FormattableString.Invariant(
                    $"{checkedColumns} columns recomputed on data cut at {s_cuts.Length} places, bit for bit the same"
                )
                : $"changed: {string.Join(", ", leaking.Distinct())}"
        );
    }

    private static HonestyCheck FittedFeaturesOutOfSample(SimulationSpec spec, FeatureTable features)
    {
        var early = features.Fits.Count(f => f.Cutoff >= f.Start - spec.Split.EmbargoBars);
        return new HonestyCheck(
            "Every fitted feature was out of sample",
            early == 0,
            early == 0
                ? FormattableString.Invariant(
                    $"{features.Fits.Count} fits, each at least {spec.Split.EmbargoBars} bars before the rows that it serves"
                )
                : FormattableString.Invariant(
                    $"{early} of {features.Fits.Count} fits less than {spec.Split.EmbargoBars} bars before the rows that they serve"
                )
        );
    }

    // Runs the strategy again on data that ends inside the test: had it looked ahead, the account would have gone another way.
    private static HonestyCheck DecisionsSurviveTruncation(
        SimulationSpec spec,
        MarketData market,
        ForecastTape? tape,
        BacktestResult backtest,
        CancellationToken cancellation
    )
    {
        var changed = 0;
        foreach (var share in s_cuts)
        {
            var run = 2 + (int)((backtest.Equity.Length - 2) * share);
            var bars = backtest.FirstBar + run;
            var cut = market.Until(bars);
            var again = BacktestEngine.Run(
                cut.Aligned.Target,
                backtest.FirstBar,
                bars - 1,
                cut.Strategy(spec.Strategy, tape?.Until(bars)),
                spec.Execution,
                spec.Capital,
                null,
                null,
                cancellation
            );
            changed += BitwiseEquality.Holds(backtest.Equity.AsSpan(0, run), again.Equity) ? 0 : 1;
        }
        return new HonestyCheck(
            "Decisions do not change when the future is cut off",
            changed == 0,
            changed == 0
                ? FormattableString.Invariant(
                    $"run again on data cut at {s_cuts.Length} places, the account went the same way to the last bit"
                )
                : FormattableString.Invariant($"on {changed} of {s_cuts.Length} shortened data sets the account went another way")
        );
    }

    private static HonestyCheck ForecastsOutOfSample(SimulationSpec spec, ForecastTape tape)
    {
        var rows = 0;
        var early = 0;
        for (var t = tape.FirstBar; t < tape.Cutoff.Length; t++)
        {
            rows++;
            if (tape.Cutoff[t] >= t - spec.Split.EmbargoBars)
                early++;
        }
        return new HonestyCheck(
            "Every forecast was out of sample",
            early == 0,
            early == 0
                ? FormattableString.Invariant($"{rows} rows, each by a model fitted at least {spec.Split.EmbargoBars} bars before")
                : FormattableString.Invariant($"{early} of {rows} rows by a model fitted less than {spec.Split.EmbargoBars} bars before")
        );
    }

    private static HonestyCheck FillsOnTestOnly(SimulationSpec spec, MarketData market, AgentOutcome agent)
    {
        var first = spec.Split.TestStart(market.Aligned.Target.Count);
        var passed = agent.Decisions.FirstBar >= first - 1;
        return new HonestyCheck(
            "No decision fills before the test part",
            passed,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Deciding(agent)} from the close of bar {agent.Decisions.FirstBar} on; "
                    + $"the test part, and its first fill, begins at bar {first}"
            )
        );
    }

    private static string Deciding(AgentOutcome agent) =>
        agent.Evidence switch
        {
            { Decides: true } evidence => FormattableString.Invariant($"{evidence.Members} training(s) together decide"),
            { } => "the agent's baseline is held",
            null => FormattableString.Invariant($"the chosen one of {agent.Seeds.Count} training(s) decides"),
        };

    private static BarSeries Until(BarSeries series, BarSeries target)
    {
        var end = target.Count == 0 ? 0 : UpperBound(series.CloseTimeTicks, target.CloseTimeTicks[target.Count - 1]);
        return series.Slice(0, end);
    }

    private static int UpperBound(long[] sorted, long value)
    {
        var index = Array.BinarySearch(sorted, value);
        return index >= 0 ? index + 1 : ~index;
    }
}
