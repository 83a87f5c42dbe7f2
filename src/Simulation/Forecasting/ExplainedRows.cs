namespace Simulator.Forecasting;

/// <summary>
/// Which forecasts of a tape are explained: all of the first 4,096, every second one up to the 8,192nd, every fourth up to the 16,384th,
/// and so on, so that long tapes do not pay for reasons that nobody reads. Whether one is explained depends on no later bar.
/// </summary>
public static class ExplainedRows
{
    private const int Dense = 4_096;

    /// <summary>Whether a forecast is explained.</summary>
    /// <param name="row">Its bar.</param>
    /// <param name="first">Bar of the tape's first forecast.</param>
    public static bool Includes(int row, int first)
    {
        var (served, stride) = ((long)row - first, 1L);
        while (served >= Dense * stride)
            stride *= 2;
        return served >= 0 && served % stride == 0;
    }

    /// <summary>The explained bars among some that have a forecast.</summary>
    /// <param name="start">First bar.</param>
    /// <param name="end">One behind the last bar.</param>
    /// <param name="first">Bar of the tape's first forecast.</param>
    public static int[] Of(int start, int end, int first) =>
        [.. Enumerable.Range(start, Math.Max(0, end - start)).Where(row => Includes(row, first))];
}
