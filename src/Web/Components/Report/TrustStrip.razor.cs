using Microsoft.AspNetCore.Components;
using Simulator.Reporting;
using Simulator.Runs;
using Simulator.Web.Components.Words;

namespace Simulator.Web.Components.Report;

/// <summary>What supports the finding and what limits it, in one strip.</summary>
public sealed partial class TrustStrip
{
    // How the engine's own note of made-up prices begins, in every language of the pages: the strip says it in its own words.
    private const string EngineNote = "Synthetic data";

    /// <summary>The report.</summary>
    [Parameter, EditorRequired]
    public required PerformanceReport Report { get; set; }

    /// <summary>The result it belongs to.</summary>
    [Parameter, EditorRequired]
    public required SimulationResult Result { get; set; }

    private Honesty Honesty => Report.Honesty;

    private int Passed => Honesty.Checks.Count(c => c.Passed);

    private IEnumerable<TrustItem> Items
    {
        get
        {
            yield return new TrustItem("evidence", ReportText.Evidence, Evidence(), ReportText.EvidenceMeaning);
            yield return new TrustItem("trials", ReportText.Trials, Figures.Count(Honesty.Trials), ReportText.TrialsMeaning);
            if (Honesty.Seeds > 0)
                yield return new TrustItem("seeds", ReportText.Seeds, Figures.Count(Honesty.Seeds), ReportText.SeedsMeaning);
            yield return new TrustItem(
                "probabilistic",
                ReportText.SharpeAboveZero,
                Figures.Percent(Honesty.ProbabilisticSharpe),
                ReportText.ProbabilisticMeaningHere,
                ReportText.ProbabilisticFormula,
                ReportText.RecordNeededSource
            );
            yield return new TrustItem(
                "deflated",
                ReportText.AboveLuck,
                Figures.Percent(Honesty.DeflatedSharpe),
                ReportText.DeflatedMeaningHere,
                Source: ReportText.DeflatedSourceShort
            );
            yield return new TrustItem(
                "ambiguity",
                ReportText.FillAmbiguity,
                Report.Robustness?.Fills is { } fills ? RobustnessWords.Band(fills) : Figures.Undefined,
                Report.Robustness?.Fills is not null ? ReportText.AmbiguityMeaningHere
                    : Report.Robustness is null ? ReportText.AmbiguityNotComputed
                    : ReportText.AmbiguityNotKnown
            );
            yield return new TrustItem(
                "checks",
                ReportText.LeakChecks,
                ReportText.FormatPassedOf(Passed, Honesty.Checks.Count),
                ReportText.LeakChecksMeaning,
                Class: Passed < Honesty.Checks.Count ? "down" : null
            );
            yield return new TrustItem(
                "result",
                ReportText.Result,
                Result.ResultHash[..Math.Min(8, Result.ResultHash.Length)],
                ReportText.FormatResultMeaning(Result.ResultHash, Result.Device),
                Class: "mono"
            );
        }
    }

    private string Evidence() =>
        Honesty.Evidence switch
        {
            Simulator.Evaluation.Evidence.Some => ReportText.EvidenceSome,
            Simulator.Evaluation.Evidence.Inconclusive => ReportText.EvidenceInconclusive,
            Simulator.Evaluation.Evidence.None => ReportText.EvidenceNone,
            _ => ReportText.NotEnoughData,
        };

    private string Words(string text) => ReportWords.Text(Report, text);

    private static string Sentence(string text) =>
        text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..] + (text[^1] is '.' or '!' ? "" : ".");

    private sealed record TrustItem(
        string Id,
        string Name,
        string Value,
        string Meaning,
        string? Formula = null,
        string? Source = null,
        string? Class = null
    );
}
