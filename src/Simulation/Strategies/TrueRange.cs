namespace Simulator.Strategies;

/// <summary>Mean true ranges taken afresh from the last bars.</summary>
internal static class TrueRange
{
    /// <summary>
    /// Simple mean of the true range max(high − low, |last close − high|, |last close − low|) of the last bars; bar 0 has high − low.
    /// </summary>
    public static double Mean(ReadOnlySpan<double> high, ReadOnlySpan<double> low, ReadOnlySpan<double> close, int bars)
    {
        var sum = 0.0;
        for (var i = close.Length - bars; i < close.Length; i++)
        {
            var range = high[i] - low[i];
            sum += i == 0 ? range : Math.Max(range, Math.Max(Math.Abs(close[i - 1] - high[i]), Math.Abs(close[i - 1] - low[i])));
        }
        return sum / bars;
    }
}
