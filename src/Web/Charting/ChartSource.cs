using System.Globalization;
using System.Text;
using Simulator.Markets;
using Simulator.Rules;
using Simulator.Runs;

namespace Simulator.Web.Charting;

/// <summary>What a chart is drawn of: an imported series, or a run with the bars that it used.</summary>
/// <param name="Tag">Changes whenever the content does.</param>
/// <param name="Series">The bars; null of a run whose bars are gone.</param>
/// <param name="Others">Other series that expressions may name.</param>
/// <param name="Result">The run's result; null of a series.</param>
/// <param name="Run">The run with its bars; null of a series, and of a run whose bars are gone.</param>
public sealed record ChartSource(string Tag, BarSeries? Series, ISeriesSource Others, SimulationResult? Result, KeptRun? Run)
{
    /// <summary>The asset that is shown of an account with several; null elsewhere.</summary>
    public string? Asset { get; init; }

    /// <summary>What a draft would trade, where the source is one; null of series and runs.</summary>
    public RunPreview? Preview { get; init; }

    /// <summary>Tag of what lines of expressions depend on besides the bars; the source's own where nothing is known of it.</summary>
    public string LinesTag { get; init; } = Tag;

    /// <summary>The rules of the run or the draft, whose parameters and definitions expressions may use; null without.</summary>
    public RuleDocument? Rules => ((Result?.Spec ?? Preview?.Spec)?.Strategy as RulesStrategySpec)?.Rules;

    /// <summary>One asset of an account with several; null where the run has no such asset.</summary>
    public ChartSource? Of(string asset)
    {
        if (Result?.Report.Portfolio?.Assets.FirstOrDefault(a => a.Symbol.Equals(asset, StringComparison.OrdinalIgnoreCase)) is not { } row)
            return null;
        var series = Run is null
            ? []
            : Run.Others.Prepend(Run.Target).DistinctBy(s => s.Symbol, StringComparer.OrdinalIgnoreCase).ToArray();
        bool IsOwn(BarSeries s) => s.Symbol.Equals(row.Symbol, StringComparison.OrdinalIgnoreCase);
        return this with
        {
            Asset = row.Symbol,
            Series = Array.Find(series, IsOwn),
            Others = new InMemorySeries(series.Where(s => !IsOwn(s))),
        };
    }

    /// <summary>A draft as a source.</summary>
    /// <param name="tag">Its tag.</param>
    /// <param name="preview">What it would trade.</param>
    public static ChartSource Of(string tag, RunPreview preview)
    {
        ArgumentNullException.ThrowIfNull(preview);
        var others = new InMemorySeries(preview.Others.DistinctBy(o => o.Symbol, StringComparer.OrdinalIgnoreCase));
        var source = new ChartSource(tag, preview.Target, others, null, null) { Preview = preview };
        return source with { LinesTag = TagOfLines(source) };
    }

    // While conditions are typed, the lines that they are made of stay the same: they depend on numbers and definitions only.
    private static string TagOfLines(ChartSource source)
    {
        var text = new StringBuilder("draft");
        foreach (var other in source.Preview!.Others)
            text.Append('|').Append(other.ContentHash);
        foreach (var (name, value) in source.Rules?.Parameters ?? [])
            text.Append(CultureInfo.InvariantCulture, $"|{name}={value:R}");
        foreach (var (name, value) in source.Rules?.Let ?? [])
            text.Append(CultureInfo.InvariantCulture, $"|{name}:={value}");
        return text.ToString();
    }

    /// <summary>The bars.</summary>
    /// <exception cref="ChartMissingException">They are gone.</exception>
    public BarSeries Bars =>
        Series
        ?? throw new ChartMissingException(
            $"The bars that this run used ({Result!.Spec.Data.Target}) are no longer stored. Its trades and curves are still here. "
                + "Remedy: import the same file again."
        );
}

/// <summary>What a request asks for is not there; the message is a sentence.</summary>
public sealed class ChartMissingException(string message) : Exception(message);
