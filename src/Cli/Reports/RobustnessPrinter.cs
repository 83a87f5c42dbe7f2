using System.Globalization;
using System.Text;
using Simulator.Evaluation;
using Simulator.Markets;
using Simulator.Robustness.Ambiguity;
using Simulator.Robustness.CrossValidation;
using Simulator.Robustness.Resampling;
using Simulator.Robustness.Sweeps;
using Simulator.Robustness.WalkForward;

namespace Simulator.Cli.Reports;

/// <summary>Results of searches and robustness tests as text.</summary>
internal static class RobustnessPrinter
{
    /// <summary>A sweep: the verdict, the best runs, and what remains of them after the choice.</summary>
    public static string Sweep(SweepResult result, VerdictFacts? facts)
    {
        var text = Begin(facts is null ? null : Verdict.Sentence(facts));
        AddSweep(text, result);
        return End(text);
    }

    /// <summary>A walk-forward test: the verdict, and every window.</summary>
    public static string WalkForward(BarSeries series, WalkForwardResult result, VerdictFacts? facts)
    {
        var text = Begin(facts is null ? null : Verdict.Sentence(facts));
        AddWalk(text, series, result);
        return End(text);
    }

    /// <summary>A cross-validation: the verdict, the paths, and the choice of every split.</summary>
    public static string CrossValidation(CombinatorialTest test)
    {
        var text = Begin(CombinatorialWords.Of(test));
        AddPaths(text, test);
        Row(
            text,
            "median",
            $"Sharpe {Figures.Number(test.MedianSharpe)}, {Percent(test.ShareOfLosingPaths)} of the paths below zero; "
                + $"{Figures.Whole(test.Candidates)} choices compared"
                + (test.EmptySplits > 0 ? $"; {Figures.Whole(test.EmptySplits)} splits had no data left to choose on" : "")
        );
        foreach (var choice in test.Choices)
            Line(
                text,
                $"  test {string.Join(" + ", choice.Test.Select(g => g + 1))}  {choice.Chosen?.ToString() ?? "cash"}  "
                    + $"Sharpe {Figures.Number(choice.InSampleSharpe)} in sample, {Figures.Number(choice.OutOfSampleSharpe)} out of sample"
            );
        foreach (var (group, index) in test.Groups.Select((g, i) => (g, i)))
            Line(text, $"  group {index + 1}: {Day(group.From)} to {Day(group.To)}");
        return End(text);
    }

    /// <summary>All robustness tests: the verdict, then every test.</summary>
    public static string Battery(BarSeries series, RobustnessResult r)
    {
        var text = Begin(r.Sentence);
        Row(text, "parameters", r.Parameters.Names.Count == 0 ? "all defaults" : r.Parameters.ToString());
        if (r.LookAhead is { } ahead)
            Row(text, "look-ahead", ahead.Sentence);
        foreach (var delay in r.OtherSeries?.Delays ?? [])
            Row(text, "other series", delay.Sentence);
        if (r.FillBand is { } band)
            Row(text, "intrabar order", Describe(band));
        if (r.Entries is { } entries)
            Row(
                text,
                "random entries",
                $"p = {Figures.Probability(entries.PValue)} over {Figures.Whole(entries.Statistic.Count)} draws "
                    + $"of {Figures.Whole(entries.Trades)} trades"
            );
        text.AppendLine();
        AddMonteCarlo(text, r);
        text.AppendLine();
        if (r.Sweep is { } sweep)
            AddSweep(text, sweep);
        if (r.WalkForward is { } walk)
            AddWalk(text, series, walk);
        if (r.CrossValidation is { } paths)
            AddPaths(text, paths);
        return End(text);
    }

    private static string Describe(FillBand band) =>
        band.IsCertain
            ? "has no effect on the result"
            : $"return from {Percent(band.LowestReturn)} to {Percent(band.HighestReturn)}; "
                + $"{band.Bars.Count} of {band.Examined} bars with a fill inside depend on it";

    private static void AddMonteCarlo(StringBuilder text, RobustnessResult r)
    {
        Line(text, $"{"", -26}{"return 5 %", 12}{"50 %", 10}{"95 %", 10}{"drawdown 95 %", 15}{"loss", 8}{"ruin", 8}");
        var draws = new[] { r.ShuffledTrades, r.ResampledTrades, r.Bootstrap, r.PriceNoise, r.RandomCosts, r.ShuffledBars };
        foreach (var draw in draws.OfType<MonteCarloResult>())
        {
            var (quantiles, drawdown) = (draw.Return.Quantiles, draw.MaxDrawdown.Quantiles[5]);
            Line(
                text,
                $"{draw.Method, -26}{Percent(quantiles[1]), 12}{Percent(quantiles[3]), 10}{Percent(quantiles[5]), 10}"
                    + $"{Percent(drawdown), 15}{Percent(draw.ProbabilityOfLoss), 8}{Percent(draw.ProbabilityOfRuin), 8}  {draw.Note}"
            );
        }
    }

    private static void AddSweep(StringBuilder text, SweepResult result)
    {
        var scores = result.Scores;
        Row(
            text,
            "sweep",
            $"{Figures.Whole(result.Completed)} runs"
                + (result.Refused > 0 ? $", {Figures.Whole(result.Refused)} points refused ({result.FirstRefusal})" : "")
                + $"; {result.RankedBy} {Figures.Number(scores.Mean)} ± {Figures.Number(scores.StandardDeviation)}, "
                + $"{Percent(scores.ShareAboveZero)} above zero"
        );
        if (result.Selection is { } selection)
            AddSelection(text, selection);
        if (result.Neighbourhood is { } near)
            Row(
                text,
                "neighbours",
                $"{near.Neighbours}: mean {Figures.Number(near.Mean)}, worst {Figures.Number(near.Worst)}"
                    + (near.IsPlateau ? ", a plateau" : "")
            );
        if (!result.Reproduced && result.BestResult is not null)
            Row(text, "not repeatable", "the best run gave another result when it ran again");
        foreach (var run in result.Best)
            Line(
                text,
                $"  {Figures.Number(run.Score), 10}  {run.Parameters}  (return {Percent(run.Figures["returnFraction"])}, "
                    + $"drawdown {Percent(run.MaxDrawdown)}, {run.Figures["trades"].ToString("0", CultureInfo.InvariantCulture)} trades)"
            );
        text.AppendLine();
    }

    private static void AddSelection(StringBuilder text, SelectionBias selection)
    {
        Row(
            text,
            "deflated Sharpe",
            $"{Figures.Probability(selection.DeflatedSharpe)} with {Figures.Whole(selection.Trials)} trials "
                + $"({Figures.Probability(selection.ProbabilisticSharpe)} as a single trial; 95 % confidence of a Sharpe ratio "
                + $"above zero needs {Figures.Number(selection.MinimumTrackRecord)} periods)"
        );
        if (selection.Overfitting is { } o)
            Row(
                text,
                "overfitting",
                o.Splits == 0
                    ? $"not known: the {Figures.Whole(o.Runs)} runs do not differ"
                    : $"probability {Percent(o.Probability)} over {Figures.Whole(o.Splits)} splits of {Figures.Whole(o.Runs)} runs; "
                        + $"the chosen run loses in {Percent(o.ProbabilityOfLoss)}"
            );
    }

    private static void AddWalk(StringBuilder text, BarSeries series, WalkForwardResult result)
    {
        var judged = result.Judged.Count;
        var left = judged < result.Folds.Count ? $"; the last has only {result.Folds[^1].Window.TestBars} bars and is not counted" : "";
        Row(
            text,
            "walk-forward",
            $"{Percent(result.OutOfSampleAnnualReturn)} a year out of sample, {Percent(result.InSampleAnnualReturn)} in sample: "
                + $"efficiency {Figures.Number(result.Efficiency)}; Sharpe {Figures.Number(result.OutOfSampleSharpe)}; "
                + $"{Percent(result.ProfitableShare)} of {judged} windows made a profit{left}"
        );
        foreach (var fold in result.Folds)
            Line(
                text,
                $"  {Day(series.CloseTimeAt(fold.Window.TestFirst))} to {Day(series.CloseTimeAt(fold.Window.TestLast))}  "
                    + $"{fold.Chosen?.ToString() ?? "cash"}  score {Figures.Number(fold.InSampleScore)} in sample, "
                    + $"{(result.IsStub(fold) ? "—" : Figures.Number(fold.OutOfSampleScore))} out of sample, "
                    + $"return {Percent(fold.OutOfSampleReturn)}"
            );
        foreach (var drift in result.Drift)
            Line(text, $"  {drift.Name} changed {drift.Changes} times, on average by {Percent(drift.MeanMove)} of its range");
        text.AppendLine();
    }

    private static void AddPaths(StringBuilder text, CombinatorialTest paths) =>
        Row(
            text,
            "cross-validation",
            $"{paths.Splits} splits, {paths.PathSharpe.Count} paths: "
                + $"Sharpe {string.Join(", ", paths.PathSharpe.Order().Select(Figures.Number))} out of sample, "
                + $"{Figures.Number(paths.InSampleSharpe)} in sample"
        );

    private static StringBuilder Begin(string? sentence)
    {
        var text = new StringBuilder();
        if (sentence is not null)
            Line(text, sentence).AppendLine();
        return text;
    }

    private static string End(StringBuilder text) => text.ToString().TrimEnd();

    private static void Row(StringBuilder text, string label, string words) => Line(text, $"{label, -18} {words}");

    private static StringBuilder Line(StringBuilder text, string line) => text.Append(line.TrimEnd()).Append('\n');

    private static string Day(DateTime time) => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Percent(double fraction) =>
        double.IsFinite(fraction) ? fraction.ToString("0.0 %", CultureInfo.InvariantCulture) : "—";
}
