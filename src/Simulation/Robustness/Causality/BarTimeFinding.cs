using System.Globalization;
using Simulator.Markets;

namespace Simulator.Robustness.Causality;

/// <summary>Two series of one market whose times contradict each other.</summary>
/// <param name="Early">The series that shows prices too early.</param>
/// <param name="Witness">The series whose bars had not shown those prices by then.</param>
/// <param name="Ahead">How much too early, at least.</param>
/// <param name="Bars">Bars of the coarser series that were compared.</param>
/// <param name="Explained">Share of their highs, lows and closes that the finer bars explain at the times as they are.</param>
/// <param name="ExplainedLater">The same with the coarser bars moved by <paramref name="Ahead"/>.</param>
public sealed record BarTimeFinding(string Early, string Witness, TimeSpan Ahead, int Bars, double Explained, double ExplainedLater)
{
    /// <summary>The finding as a sentence, with what to look at.</summary>
    public string Sentence =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Early} shows prices {new BarInterval(Ahead)} too early: {Witness}, of the same market, agrees with {100 * Explained:0} % of "
                + $"them at their times and with {100 * ExplainedLater:0} % {new BarInterval(Ahead)} later; "
                + $"check both clocks (--stamps, --time-zone, --calendar)"
        );
}
