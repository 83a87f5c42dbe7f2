using System.Globalization;
using Simulator.Errors;
using Simulator.Markets;

namespace Simulator.Folds;

/// <summary>
/// A plan for models that are cheap to fit: a new one every few weeks, each fitted on all that was known an embargo before the first row it
/// serves. Where the stretches lie does not depend on how many bars follow.
/// </summary>
/// <param name="FirstRow">First row that can be fitted on.</param>
/// <param name="MinimumBars">Rows that the first model is fitted on, ≥ 1.</param>
/// <param name="RefitBars">Rows that one model serves, ≥ 1.</param>
public sealed record RefitPlan(int FirstRow, int MinimumBars, int RefitBars)
{
    /// <summary>First row that is served.</summary>
    public int FirstServed(SplitSpec split) => FirstRow + MinimumBars + split.EmbargoBars + 1;

    /// <summary>The models in time order; the last one serves what is left.</summary>
    /// <param name="barCount">Bars of the target.</param>
    /// <param name="split">Its embargo lies between what is fitted on and what is served.</param>
    /// <exception cref="SimulationException">Too few bars; <see cref="Shortage"/> tells it without throwing.</exception>
    public IReadOnlyList<WalkForwardFold> Folds(int barCount, SplitSpec split)
    {
        if (Shortage(barCount, split) is { } shortage)
            throw new SimulationException(shortage);
        var folds = new List<WalkForwardFold>();
        for (var start = FirstServed(split); start < barCount; start += RefitBars)
        {
            var end = Math.Min(start + RefitBars, barCount);
            folds.Add(new WalkForwardFold(folds.Count, FirstRow, start - 1 - split.EmbargoBars, start, end));
        }
        return folds;
    }

    /// <summary>Why no row before validation would be served, with what would help; null where one is.</summary>
    public string? Shortage(int barCount, SplitSpec split) =>
        FirstServed(split) < split.ValidationStart(barCount)
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"split: of {split.ValidationStart(barCount)} training bars {FirstRow} pass until the forecaster's inputs have values, "
                    + $"{MinimumBars} are for its first fit and {split.EmbargoBars} are embargoed; use more bars, a smaller "
                    + $"forecaster.minimumBars or a larger split.trainFraction"
            );
}
