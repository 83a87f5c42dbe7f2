namespace Simulator.Statistics;

/// <summary>A drawdown from a peak and its recovery.</summary>
/// <param name="Depth">1 − trough/peak, in (0, 1].</param>
/// <param name="Peak">Trading day of the peak; the day before the run if the starting cash is the peak.</param>
/// <param name="Trough">Trading day of the lowest close.</param>
/// <param name="Recovery">Trading day on which the peak was recovered; null if it was not.</param>
/// <param name="LengthDays">Calendar days from the peak to the recovery, or to the end of the run.</param>
/// <param name="RecoveryDays">Calendar days from the trough to the recovery; null while there was none.</param>
public sealed record DrawdownRow(double Depth, DateOnly Peak, DateOnly Trough, DateOnly? Recovery, int LengthDays, int? RecoveryDays);

/// <summary>The drawdowns of an account, deepest first.</summary>
public static class DrawdownTable
{
    /// <summary>
    /// The deepest <paramref name="count"/> drawdowns of the account's closes, the starting cash counting as the first peak; of equal
    /// depth the earlier first.
    /// </summary>
    public static IReadOnlyList<DrawdownRow> Of(AccountFigures account, int count = 10)
    {
        var equity = account.Result.Equity;
        var rows = new List<(double Depth, int Peak, int Trough, int End)>();
        var (peak, peakAt, low, lowAt) = (account.Result.StartingCash, -1, double.PositiveInfinity, -1);
        for (var i = 0; i < equity.Length; i++)
        {
            if (equity[i] < peak)
            {
                if (equity[i] < low)
                    (low, lowAt) = (equity[i], i);
                continue;
            }
            if (lowAt >= 0)
                rows.Add((1 - (low / peak), peakAt, lowAt, i));
            (peak, peakAt, low, lowAt) = (equity[i], i, double.PositiveInfinity, -1);
        }
        if (lowAt >= 0)
            rows.Add((1 - (low / peak), peakAt, lowAt, equity.Length));
        return
        [
            .. rows.OrderByDescending(r => r.Depth)
                .ThenBy(r => r.Peak)
                .Take(count)
                .Select(r => Row(account, r.Depth, r.Peak, r.Trough, r.End)),
        ];
    }

    private static DrawdownRow Row(AccountFigures account, double depth, int peak, int trough, int end)
    {
        var recovered = end < account.Result.Equity.Length;
        var (start, low, last) = (
            DayOf(account, peak),
            DayOf(account, trough),
            DayOf(account, recovered ? end : account.Result.Equity.Length - 1)
        );
        return new DrawdownRow(
            depth,
            start,
            low,
            recovered ? last : null,
            last.DayNumber - start.DayNumber,
            recovered ? last.DayNumber - low.DayNumber : null
        );
    }

    private static DateOnly DayOf(AccountFigures account, int offset)
    {
        var bar = Math.Max(0, account.Result.FirstBar + offset); // −1: the close before the run, if there is one
        return account.Series.DayAt(bar);
    }
}
