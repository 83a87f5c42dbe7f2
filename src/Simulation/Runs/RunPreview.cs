using Simulator.Backtesting;
using Simulator.Markets;
using Simulator.Numerics;

namespace Simulator.Runs;

/// <summary>
/// What a spec would trade, before it is run: its bars, its parts, entries and exits. It has no equity and no profit on purpose: whoever
/// looks at results while writing rules tries many of them, and no report would count those trials.
/// </summary>
public sealed record RunPreview
{
    /// <summary>The spec.</summary>
    public required SimulationSpec Spec { get; init; }

    /// <summary>The bars of the target: cut to the spec's dates, with its price treatment; of a portfolio its first asset.</summary>
    public required BarSeries Target { get; init; }

    /// <summary>The other series that the spec reads.</summary>
    public required IReadOnlyList<BarSeries> Others { get; init; }

    /// <summary>
    /// The instants that the fractions of the split count, UTC ticks: the closes of the target, of a portfolio those of all its assets.
    /// </summary>
    public required ReadOnlyMemory<long> Instants { get; init; }

    /// <summary>First bar of the target in the test part.</summary>
    public required int TestStart { get; init; }

    /// <summary>
    /// The trades of the target in the test part, as the run would make them; null where a forecaster or an agent must learn first.
    /// </summary>
    public required IReadOnlyList<Trade>? Trades { get; init; }

    /// <summary>Fraction of the tested bars that close with a position in the target, in [0, 1]; null without trades.</summary>
    public required double? HeldFraction { get; init; }

    /// <summary>Bars of the target in the test part.</summary>
    public int TestedBars => Target.Count - TestStart;

    /// <summary>
    /// The spec's split with one of its parts beginning at another bar of the target, as far as the other parts allow it. Of what learns
    /// nothing, everything before the test is held back.
    /// </summary>
    /// <param name="part">Which part begins there.</param>
    /// <param name="bar">Bar of the target.</param>
    public SplitSpec Moved(MovedPart part, int bar)
    {
        var (split, count) = (Spec.Split, Instants.Length);
        var at = bar <= 0 ? 0 : SortedSearch.FirstAtLeast(Instants.Span, 0, Target.CloseTimeTicks[Math.Min(bar, Target.Count - 1)]);
        var least = Spec.Learns ? 1 : 0;
        var last = Math.Max(least, count - SpecChecks.MinimumTestBars);
        if (part is MovedPart.Validation)
            return split.At(count, Math.Clamp(at, least, split.TestStart(count)), split.TestStart(count));
        at = Math.Clamp(at, Spec.Learns ? split.ValidationStart(count) : 0, last);
        return split.At(count, Spec.Learns ? split.ValidationStart(count) : at, at);
    }
}

/// <summary>A part of the split whose beginning is moved.</summary>
public enum MovedPart
{
    /// <summary>The part that chooses between candidates.</summary>
    Validation,

    /// <summary>The part that is tested, once.</summary>
    Test,
}
