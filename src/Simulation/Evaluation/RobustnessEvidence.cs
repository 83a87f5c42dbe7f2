using System.Globalization;
using Simulator.Robustness.Ambiguity;
using Simulator.Robustness.Causality;
using Simulator.Robustness.CrossValidation;
using Simulator.Robustness.Sweeps;
using Simulator.Robustness.WalkForward;

namespace Simulator.Evaluation;

/// <summary>
/// What tests of robustness add to the sentence about a result. Each becomes an objection, which no result outweighs, or a finding next to
/// it. The limits are fixed here and nowhere else: a result cannot choose them.
/// </summary>
public static class RobustnessEvidence
{
    /// <summary>Probability of overfitting above which the choice among the runs speaks against the best.</summary>
    public const double MostOverfitting = 0.2;

    /// <summary>Walk-forward efficiency below which past results did not persist (Pardo, 2008).</summary>
    public const double LeastEfficiency = 0.5;

    /// <summary>p-value from which chance explains the entries.</summary>
    public const double Significance = 0.05;

    /// <summary>The facts of a result with what a battery found.</summary>
    public static VerdictFacts Join(VerdictFacts facts, RobustnessResult tests)
    {
        var (against, findings) = (new List<string>(), new List<string>());
        AddSelection(tests.Sweep, against, findings);
        AddWalkForward(tests.WalkForward, against, findings);
        AddPaths(tests.CrossValidation, against, findings);
        AddChance(facts, tests, against, findings);
        AddBand(tests.FillBand, facts, against, findings);
        AddDelays(tests.OtherSeries, against, findings);
        var selection = tests.Sweep?.Selection;
        return facts with
        {
            Objections = against,
            Findings = findings,
            DeflatedSharpe = selection?.DeflatedSharpe ?? facts.DeflatedSharpe,
            FailedChecks =
                tests.LookAhead is { } check && Failure(check.Verdict) is { } failure
                    ? [.. facts.FailedChecks, failure]
                    : facts.FailedChecks,
        };
    }

    /// <summary>The facts of a sweep's best.</summary>
    public static VerdictFacts Join(VerdictFacts facts, SweepResult sweep)
    {
        var (against, findings) = (new List<string>(), new List<string>());
        AddSelection(sweep, against, findings);
        return facts with
        {
            Objections = against,
            Findings = findings,
            DeflatedSharpe = sweep.Selection?.DeflatedSharpe ?? facts.DeflatedSharpe,
        };
    }

    /// <summary>The facts of a walk-forward account.</summary>
    public static VerdictFacts Join(VerdictFacts facts, WalkForwardResult walk)
    {
        var (against, findings) = (new List<string>(), new List<string>());
        AddWalkForward(walk, against, findings);
        return facts with { Objections = against, Findings = findings };
    }

    private static void AddSelection(SweepResult? sweep, List<string> against, List<string> findings)
    {
        if (sweep?.Selection is not { } selection)
            return;
        if (double.IsFinite(selection.DeflatedSharpe))
            findings.Add($"deflated Sharpe {Number(selection.DeflatedSharpe)}");
        if (selection.Overfitting is { Splits: > 0 } overfitting)
            Split(
                overfitting.Probability > MostOverfitting,
                $"the best of one half of the data is below the median of the other in {Percent(overfitting.Probability)} of the splits",
                against,
                findings
            );
        if (sweep.Neighbourhood is { } around && double.IsFinite(around.Ratio))
            findings.Add($"its neighbours keep {Percent(around.Ratio)} of its {sweep.RankedBy}");
        if (sweep.Stopped)
            against.Add("the sweep was stopped before its end");
    }

    private static void AddWalkForward(WalkForwardResult? walk, List<string> against, List<string> findings)
    {
        if (walk is null || !double.IsFinite(walk.OutOfSampleAnnualReturn))
            return;
        if (walk.OutOfSampleAnnualReturn <= 0)
            against.Add($"walking forward it lost {Percent(-walk.OutOfSampleAnnualReturn)} a year");
        else if (double.IsFinite(walk.Efficiency))
            Split(
                walk.Efficiency < LeastEfficiency,
                $"walking forward it kept {Percent(walk.Efficiency)} of the return of its choices",
                against,
                findings
            );
        if (walk.Stopped)
            against.Add("the walk was stopped before its end");
    }

    private static void AddPaths(CombinatorialTest? paths, List<string> against, List<string> findings)
    {
        if (paths is null)
            return;
        findings.Add(
            FormattableString.Invariant($"{paths.PathSharpe.Count(s => s < 0)} of {paths.PathSharpe.Count} cross-validated paths lose")
        );
        if (paths.Stopped)
            against.Add("the cross-validation was stopped before its end");
    }

    private static void AddChance(VerdictFacts facts, RobustnessResult tests, List<string> against, List<string> findings)
    {
        var (entries, shuffled) = (tests.Entries, tests.ShuffledBars);
        var thin = Statistics.EvidenceNeed.TooFewToDraw(facts.Bars, "bars") is { } few ? $"; {few}" : "";
        if (entries is not null && double.IsFinite(entries.PValue))
            Split(
                entries.PValue >= Significance,
                entries.PValue >= Significance
                    ? $"random entries do as well (p = {Number(entries.PValue)}{thin})"
                    : $"random entries do worse (p = {Number(entries.PValue)}{thin})",
                against,
                findings
            );
        if (shuffled is not null && double.IsFinite(shuffled.Return.ObservedRank))
            findings.Add($"it beats {Percent(shuffled.Return.ObservedRank)} of its runs on shuffled bars{thin}");
    }

    private static void AddBand(FillBand? band, VerdictFacts facts, List<string> against, List<string> findings)
    {
        if (band is null)
            return;
        var text = band.IsCertain
            ? "no fill depends on the intrabar order"
            : $"the intrabar order moves the return between {Percent(band.LowestReturn)} and {Percent(band.HighestReturn)}";
        Split(
            !band.IsCertain
                && band.LowestReturn <= Math.Max(0, facts.BuyAndHoldReturn)
                && facts.Return > Math.Max(0, facts.BuyAndHoldReturn),
            text,
            against,
            findings
        );
    }

    private static void AddDelays(OtherSeriesReport? others, List<string> against, List<string> findings)
    {
        foreach (var delay in others?.Delays ?? [])
            Split(delay.LivesOnUndelayed, delay.Sentence, against, findings);
    }

    private static string? Failure(LookAheadVerdict verdict) =>
        verdict switch
        {
            LookAheadVerdict.LooksAhead => "the rule looks ahead",
            LookAheadVerdict.KeepsState => "the rule remembers earlier runs",
            LookAheadVerdict.NotRepeatable => "the rule is not repeatable",
            LookAheadVerdict.SeriesLooksAhead => "another series looks ahead",
            _ => null,
        };

    private static void Split(bool speaksAgainst, string text, List<string> against, List<string> findings) =>
        (speaksAgainst ? against : findings).Add(text);

    private static string Number(double value) => value.ToString(value < 0.01 ? "0.000" : "0.00", CultureInfo.InvariantCulture);

    private static string Percent(double fraction) => (100 * fraction).ToString("0;−0;0", CultureInfo.InvariantCulture) + "\u00A0%";
}
