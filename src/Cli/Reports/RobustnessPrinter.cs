using System.Globalization;
using System.Text;
using Simulator.Forecasting;
using Simulator.Markets;
using Simulator.Reporting;
using Simulator.Robustness;
using Simulator.Robustness.CrossValidation;
using Simulator.Robustness.Resampling;
using Simulator.Robustness.Sweeps;
using Simulator.Robustness.WalkForward;

namespace Simulator.Cli.Reports;

/// <summary>Results of robustness tests in words.</summary>
internal static class RobustnessPrinter
{
    /// <summary>A sweep: the sentence, the best, and what the choice leaves of it.</summary>
    public static string Sweep(SweepResult result, VerdictFacts? facts)
    {
        var text = new StringBuilder();
        if (facts is not null)
            Line(text, Verdict.Sentence(facts)).AppendLine();
        AddSweep(text, result);
        return text.ToString().TrimEnd();
    }

    /// <summary>A walk: the sentence, the windows, and what was kept.</summary>
    public static string WalkForward(BarSeries series, WalkForwardResult result, VerdictFacts? facts)
    {
        var text = new StringBuilder();
        if (facts is not null)
            Line(text, Verdict.Sentence(facts)).AppendLine();
        AddWalk(text, series, result);
        return text.ToString().TrimEnd();
    }

    /// <summary>A cross-validation: the sentence, the paths, and what each split chose.</summary>
    public static string CrossValidation(CombinatorialTest test)
    {
        var text = new StringBuilder();
        Line(text, CombinatorialWords.Of(test)).AppendLine();
        AddPaths(text, test);
        Line(
            text,
            FormattableString.Invariant(
                $"median             Sharpe {Figures.Number(test.MedianSharpe)}, {Percent(test.ShareOfLosingPaths)} of the paths below zero; {test.Candidates:N0} choices compared{(test.EmptySplits > 0 ? FormattableString.Invariant($", {test.EmptySplits:N0} splits had nothing left to choose on") : "")}"
            )
        );
        foreach (var choice in test.Choices)
            Line(
                text,
                FormattableString.Invariant(
                    $"  test {string.Join(" + ", choice.Test.Select(g => g + 1))}  {choice.Chosen?.ToString() ?? "cash"}  {Figures.Number(choice.InSampleSharpe)} then {Figures.Number(choice.OutOfSampleSharpe)}"
                )
            );
        foreach (var (group, index) in test.Groups.Select((g, i) => (g, i)))
            Line(text, FormattableString.Invariant($"  group {index + 1}: {group.From:yyyy-MM-dd} to {group.To:yyyy-MM-dd}"));
        return text.ToString().TrimEnd();
    }

    /// <summary>A battery: the sentence, then every test.</summary>
    public static string Battery(BarSeries series, RobustnessResult r)
    {
        var text = new StringBuilder();
        Line(text, r.Sentence).AppendLine();
        Line(text, $"parameters         {(r.Parameters.Names.Count == 0 ? "every default" : r.Parameters)}");
        if (r.LookAhead is { } ahead)
            Line(text, $"look-ahead         {ahead.Sentence}");
        if (r.FillBand is { } band)
            Line(
                text,
                band.IsCertain
                    ? "way inside bars    nothing hangs on it"
                    : FormattableString.Invariant(
                        $"way inside bars    return {Percent(band.LowestReturn)} to {Percent(band.HighestReturn)}; {band.Bars.Count} of {band.Examined} bars with a fill inside hang on it"
                    )
            );
        if (r.Entries is { } entries)
            Line(
                text,
                FormattableString.Invariant(
                    $"random entries     p = {Figures.Probability(entries.PValue)} over {entries.Statistic.Count:N0} draws of {entries.Trades:N0} trades"
                )
            );
        text.AppendLine();
        Line(text, $"{"", -26}{"return 5 %", 12}{"50 %", 10}{"95 %", 10}{"drawdown 95 %", 15}{"loss", 8}{"ruin", 8}");
        foreach (
            var draw in new[]
            {
                r.ShuffledTrades,
                r.ResampledTrades,
                r.Bootstrap,
                r.PriceNoise,
                r.RandomCosts,
                r.ShuffledBars,
            }.OfType<MonteCarloResult>()
        )
            AddMonteCarlo(text, draw);
        text.AppendLine();
        if (r.Sweep is { } sweep)
            AddSweep(text, sweep);
        if (r.WalkForward is { } walk)
            AddWalk(text, series, walk);
        if (r.CrossValidation is { } paths)
            AddPaths(text, paths);
        return text.ToString().TrimEnd();
    }

    private static void AddMonteCarlo(StringBuilder text, MonteCarloResult draw) =>
        Line(
            text,
            $"{draw.Method, -26}{Percent(draw.Return.Quantiles[1]), 12}{Percent(draw.Return.Quantiles[3]), 10}{Percent(draw.Return.Quantiles[5]), 10}{Percent(draw.MaxDrawdown.Quantiles[5]), 15}{Percent(draw.ProbabilityOfLoss), 8}{Percent(draw.ProbabilityOfRuin), 8}  {draw.Note}"
        );

    private static void AddSweep(StringBuilder text, SweepResult result)
    {
        Line(
            text,
            FormattableString.Invariant(
                $"sweep              {result.Completed:N0} runs{(result.Refused > 0 ? FormattableString.Invariant($", {result.Refused:N0} points refused ({result.FirstRefusal})") : "")}; {result.RankedBy} {Figures.Number(result.Scores.Mean)} ± {Figures.Number(result.Scores.StandardDeviation)}, {Percent(result.Scores.ShareAboveZero)} above zero"
            )
        );
        if (result.Selection is { } s)
        {
            Line(
                text,
                FormattableString.Invariant(
                    $"deflated Sharpe    {Figures.Probability(s.DeflatedSharpe)} with {s.Trials:N0} trials (alone {Figures.Probability(s.ProbabilisticSharpe)}; {Figures.Number(s.MinimumTrackRecord)} periods needed against zero)"
                )
            );
            if (s.Overfitting is { } o)
                Line(
                    text,
                    FormattableString.Invariant(
                        $"overfitting        {Percent(o.Probability)} over {o.Splits:N0} splits of {o.Runs:N0} runs; the chosen lose in {Percent(o.ProbabilityOfLoss)}"
                    )
                );
        }
        if (result.Neighbourhood is { } near)
            Line(
                text,
                FormattableString.Invariant(
                    $"neighbours         {near.Neighbours}: mean {Figures.Number(near.Mean)}, worst {Figures.Number(near.Worst)}{(near.IsPlateau ? ", a plateau" : "")}"
                )
            );
        if (!result.Reproduced && result.BestResult is not null)
            Line(text, "not repeatable     the best came out differently when it was run again");
        foreach (var run in result.Best)
            Line(
                text,
                FormattableString.Invariant(
                    $"  {Figures.Number(run.Score), 10}  {run.Parameters}  (return {Percent(run.Figures["returnFraction"])}, drawdown {Percent(run.MaxDrawdown)}, {run.Figures["trades"]:0} trades)"
                )
            );
        text.AppendLine();
    }

    private static void AddWalk(StringBuilder text, BarSeries series, WalkForwardResult result)
    {
        Line(
            text,
            FormattableString.Invariant(
                $"walk-forward       {Percent(result.OutOfSampleAnnualReturn)} a year out of sample, {Percent(result.InSampleAnnualReturn)} where chosen: efficiency {Figures.Number(result.Efficiency)}; Sharpe {Figures.Number(result.OutOfSampleSharpe)}; {Percent(result.ProfitableShare)} of {result.Folds.Count} windows gained"
            )
        );
        foreach (var fold in result.Folds)
            Line(
                text,
                FormattableString.Invariant(
                    $"  {series.CloseTimeAt(fold.Window.TestFirst):yyyy-MM-dd} to {series.CloseTimeAt(fold.Window.TestLast):yyyy-MM-dd}  {fold.Chosen?.ToString() ?? "cash"}  {Figures.Number(fold.InSampleScore)} then {Figures.Number(fold.OutOfSampleScore)}, return {Percent(fold.OutOfSampleReturn)}"
                )
            );
        foreach (var drift in result.Drift)
            Line(
                text,
                FormattableString.Invariant(
                    $"  {drift.Name} changed {drift.Changes} times, on average by {Percent(drift.MeanMove)} of its range"
                )
            );
        text.AppendLine();
    }

    private static void AddPaths(StringBuilder text, CombinatorialTest paths) =>
        Line(
            text,
            FormattableString.Invariant(
                $"cross-validation   {paths.Splits} splits, {paths.PathSharpe.Count} paths: Sharpe {string.Join(", ", paths.PathSharpe.Order().Select(Figures.Number))} (where chosen {Figures.Number(paths.InSampleSharpe)})"
            )
        );

    private static StringBuilder Line(StringBuilder text, string line) => text.Append(line.TrimEnd()).Append('\n');

    private static string Percent(double fraction) =>
        double.IsFinite(fraction) ? fraction.ToString("0.0 %", CultureInfo.InvariantCulture) : "—";
}
