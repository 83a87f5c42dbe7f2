namespace Simulator.Learning.Forecasters.Gan;

/// <summary>Rows that a model trains on.</summary>
/// <param name="Training">Those before the rows that decide when to stop.</param>
/// <param name="All">Those and the rest whose outcomes the fold knows.</param>
internal sealed record GanRows(int[] Training, int[] All)
{
    /// <summary>Rows [start, trainingEnd) and [start, end).</summary>
    public static GanRows Of(int start, int trainingEnd, int end) =>
        new([.. Enumerable.Range(start, trainingEnd - start)], [.. Enumerable.Range(start, end - start)]);
}
