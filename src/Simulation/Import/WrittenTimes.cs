namespace Simulator.Import;

/// <summary>The dates and times that a file writes, kept with the bars where they are not what the calendar says anyway.</summary>
internal static class WrittenTimes
{
    /// <summary>Local ticks per bar, or null where each is its trading day or its close on the calendar's clock.</summary>
    public static long[]? Of(StampedRows rows, long[] closeTicks, BarTiming timing)
    {
        var written = new long[rows.Count];
        for (var i = 0; i < written.Length; i++)
            written[i] = rows.Local(i);
        return AreImplied(written, closeTicks, timing) ? null : written;
    }

    private static bool AreImplied(long[] written, long[] closeTicks, BarTiming timing)
    {
        for (var i = 0; i < written.Length; i++)
        {
            if (written[i] != Implied(closeTicks[i], timing))
                return false;
        }
        return true;
    }

    private static long Implied(long close, BarTiming timing)
    {
        var at = new DateTime(close, DateTimeKind.Utc);
        return timing.ByDate
            ? timing.Calendar.DateOf(at).ToDateTime(TimeOnly.MinValue).Ticks
            : TimeZoneInfo.ConvertTimeFromUtc(at, timing.Calendar.TimeZone).Ticks;
    }
}
