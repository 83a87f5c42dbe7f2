namespace Simulator.Markets;

/// <summary>
/// A target and its related series on the target's bars. <c>Related[k][t]</c> is the last value of related series k that was
/// known at the close of the target's bar t (its own close time ≤ the target's), and the value before that; never one from later.
/// </summary>
/// <param name="Target">The traded series; its bars are the clock.</param>
/// <param name="Related">Related series on that clock.</param>
public sealed record AlignedMarket(BarSeries Target, IReadOnlyList<AlignedSeries> Related)
{
    /// <summary>The market as it was before bar <paramref name="bars"/> of the target.</summary>
    public AlignedMarket Until(int bars) =>
        new(Target.Slice(0, bars), [.. Related.Select(r => r with { Last = r.Last[..bars], SourceBar = r.SourceBar[..bars] })]);
}

/// <summary>One related series on the target's clock.</summary>
/// <param name="Symbol">Its name.</param>
/// <param name="Kind">What its values are.</param>
/// <param name="Last">[t] the last known value; NaN before the first.</param>
/// <param name="SourceBar">[t] index of that value in its own series; −1 before the first. Equal to the row before where nothing new was
/// known.</param>
public sealed record AlignedSeries(string Symbol, SeriesKind Kind, double[] Last, int[] SourceBar);
