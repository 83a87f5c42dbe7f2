namespace Simulator.Robustness.Resuming;

/// <summary>
/// What a long test has worked out so far, row by row, so that one that was stopped goes on where it was. A row is found again by its part
/// (0, 1, … as the test divides its work) and its index in that part; the test finds bit for bit what it added. Serves all threads.
/// </summary>
public interface IPartialResults
{
    /// <summary>The row that an earlier, stopped run of the same test added; null where it had not come so far.</summary>
    PartialRow? Find(int part, long index);

    /// <summary>Keeps a row.</summary>
    void Add(int part, long index, PartialRow row);
}

/// <summary>One row: numbers, and a text where the numbers do not say it all.</summary>
/// <param name="Values">Numbers, in an order that the test knows.</param>
/// <param name="Text">A text, or null.</param>
public sealed record PartialRow(double[] Values, string? Text = null);
