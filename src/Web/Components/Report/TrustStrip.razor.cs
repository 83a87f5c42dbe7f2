using Microsoft.AspNetCore.Components;
using Simulator.Reporting;
using Simulator.Runs;
using Simulator.Web.Components.Words;

namespace Simulator.Web.Components.Report;

/// <summary>What supports the finding and what limits it, in one strip.</summary>
public sealed partial class TrustStrip
{
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
            yield return new TrustItem(
                "evidence",
                "Evidence",
                Evidence(),
                "What the figures support by fixed rules. One market over one period is never more than some evidence."
            );
            yield return new TrustItem(
                "trials",
                "Trials",
                Figures.Count(Honesty.Trials),
                "Simulations of this target in this data folder, this one included. The more you try, the better the best one looks by "
                    + "luck alone."
            );
            if (Honesty.Seeds > 0)
                yield return new TrustItem(
                    "seeds",
                    "Seeds",
                    Figures.Count(Honesty.Seeds),
                    "Trainings with different random numbers. The one that was best on validation traded the test part, once."
                );
            yield return new TrustItem(
                "probabilistic",
                "Sharpe above zero",
                Figures.Percent(Honesty.ProbabilisticSharpe),
                "Probability that the true Sharpe ratio is above zero, given length, skewness and kurtosis of the returns, if this were "
                    + "the only run.",
                "Φ( SR·√(T−1) ÷ √(1 − γ₃·SR + (γ₄−1)/4·SR²) )",
                "Bailey, López de Prado (2012)"
            );
            yield return new TrustItem(
                "deflated",
                "Above luck",
                Figures.Percent(Honesty.DeflatedSharpe),
                "Probability that the true Sharpe ratio is above the best that this number of worthless trials would show (deflated).",
                Source: "Bailey, López de Prado (2014)"
            );
            yield return new TrustItem(
                "ambiguity",
                "Fill ambiguity",
                Report.Robustness?.Fills is { } fills ? RobustnessWords.Band(fills) : Figures.Undefined,
                Report.Robustness?.Fills is not null
                        ? "How much the return depends on the intrabar order of prices, which the data do not show: half of the range. "
                            + "Robustness has the details."
                    : Report.Robustness is null ? "The version that made this run did not compute it."
                    : "The strategy of this run could not be run again, so it is not known."
            );
            yield return new TrustItem(
                "checks",
                "Leak checks",
                $"{Passed} of {Honesty.Checks.Count}",
                "Tests that nothing used the future, that the account adds up, and that a second run gives the same. All must pass.",
                Class: Passed < Honesty.Checks.Count ? "down" : null
            );
            yield return new TrustItem(
                "result",
                "Result",
                Result.ResultHash[..Math.Min(8, Result.ResultHash.Length)],
                $"Equal hashes, equal results: {Result.ResultHash}. It ran on {Result.Device}.",
                Class: "mono"
            );
        }
    }

    private string Evidence() =>
        Honesty.Evidence switch
        {
            Simulator.Evaluation.Evidence.Some => "some",
            Simulator.Evaluation.Evidence.Inconclusive => "inconclusive",
            Simulator.Evaluation.Evidence.None => "none",
            _ => "not enough data",
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
