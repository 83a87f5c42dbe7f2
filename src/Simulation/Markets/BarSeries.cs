using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Simulator.Markets;

/// <summary>
/// An immutable series of bars in columns, ordered by strictly increasing close time (UTC). Nothing is repaired here:
/// the importer decides what is excluded and says so; a series that breaks the order cannot be made.
/// </summary>
public sealed class BarSeries
{
    private string? _contentHash;

    /// <summary>Takes over the columns; they must not be changed afterwards.</summary>
    /// <param name="symbol">The name under which the series is asked for, e.g. <c>GS</c>.</param>
    /// <param name="closeTimeTicks">Close times as UTC ticks, strictly increasing.</param>
    /// <param name="open">Opens; same length as the rest.</param>
    /// <param name="high">Highs.</param>
    /// <param name="low">Lows.</param>
    /// <param name="close">Closes.</param>
    /// <param name="volume">Volumes, NaN where unknown.</param>
    /// <exception cref="ArgumentException">Columns of different lengths, or times that do not increase.</exception>
    public BarSeries(string symbol, long[] closeTimeTicks, double[] open, double[] high, double[] low, double[] close, double[] volume)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(symbol);
        var n = closeTimeTicks.Length;
        if (open.Length != n || high.Length != n || low.Length != n || close.Length != n || volume.Length != n)
            throw new ArgumentException(
                $"series {symbol}: columns differ in length ({n}, {open.Length}, "
                    + $"{high.Length}, {low.Length}, {close.Length}, {volume.Length})"
            );
        for (var i = 1; i < n; i++)
        {
            if (closeTimeTicks[i] <= closeTimeTicks[i - 1])
                throw new ArgumentException(
                    $"series {symbol}: close times must increase, bar {i} "
                        + $"({new DateTime(closeTimeTicks[i], DateTimeKind.Utc):u}) does not follow bar {i - 1} "
                        + $"({new DateTime(closeTimeTicks[i - 1], DateTimeKind.Utc):u})"
                );
        }
        (Symbol, CloseTimeTicks, Open, High, Low, Close, Volume) = (symbol, closeTimeTicks, open, high, low, close, volume);
    }

    /// <summary>The name under which the series is asked for.</summary>
    public string Symbol { get; }

    /// <summary>Close times, UTC ticks, strictly increasing.</summary>
    public long[] CloseTimeTicks { get; }

    /// <summary>Opens.</summary>
    public double[] Open { get; }

    /// <summary>Highs.</summary>
    public double[] High { get; }

    /// <summary>Lows.</summary>
    public double[] Low { get; }

    /// <summary>Closes.</summary>
    public double[] Close { get; }

    /// <summary>Volumes; NaN where unknown.</summary>
    public double[] Volume { get; }

    /// <summary>Whose calendar the bars follow.</summary>
    public MarketCalendar Calendar { get; init; } = MarketCalendar.Nyse;

    /// <summary>Nominal length of a bar.</summary>
    public BarInterval Interval { get; init; } = BarInterval.Daily;

    /// <summary>What the values are.</summary>
    public SeriesKind Kind { get; init; } = SeriesKind.Price;

    /// <summary>Whether it is the price of something that may trade at zero and below.</summary>
    public bool IsSigned => Kind == SeriesKind.SignedPrice;

    /// <summary>Made by a generator, not by a market; every page that shows it says so.</summary>
    public bool IsSynthetic { get; init; }

    /// <summary>False when only a close (or a single value) was given: open, high and low then repeat it.</summary>
    public bool HasOhlc { get; init; } = true;

    /// <summary>
    /// Date and time that the source wrote for each bar, in ticks of its own clock. Null where that is the trading day (bars of a day and
    /// longer) or the close time on the calendar's clock (intraday), and where the source wrote none.
    /// </summary>
    public long[]? LocalTicks { get; init; }

    /// <summary>
    /// Corporate actions of its company, from a file: splits, dividends and others; the prices are then unadjusted. Nothing is applied to
    /// them here.
    /// </summary>
    public IReadOnlyList<CorporateAction> Actions { get; init; } = [];

    /// <summary>Number of bars.</summary>
    public int Count => Close.Length;

    /// <summary>Bar <paramref name="index"/>, oldest first.</summary>
    public Bar this[int index] => new(CloseTimeAt(index), Open[index], High[index], Low[index], Close[index], Volume[index]);

    /// <summary>Close time of bar <paramref name="index"/>, UTC.</summary>
    public DateTime CloseTimeAt(int index) => new(CloseTimeTicks[index], DateTimeKind.Utc);

    /// <summary>Date and time that the source wrote for bar <paramref name="index"/>, without a zone.</summary>
    public DateTime LocalAt(int index) =>
        LocalTicks is { } written ? new DateTime(written[index])
        : Interval.IsIntraday
            ? DateTime.SpecifyKind(TimeZoneInfo.ConvertTimeFromUtc(CloseTimeAt(index), Calendar.TimeZone), DateTimeKind.Unspecified)
        : Calendar.DateOf(CloseTimeAt(index)).ToDateTime(TimeOnly.MinValue);

    /// <summary>
    /// The trading day of bar <paramref name="index"/>: of daily and longer bars the date they carry, of intraday ones the day that the
    /// calendar counts their end to. In foreign exchange Sunday evening is Monday, also where a source gives it a daily bar of its own.
    /// </summary>
    public DateOnly DayAt(int index) => Calendar.DayOf(CloseTimeAt(index), Interval);

    /// <summary>The trading day of every bar, as <see cref="DateOnly.DayNumber"/>; see <see cref="DayAt"/>.</summary>
    public int[] DayNumbers()
    {
        var days = new int[Count];
        var clock = new DayClock(Calendar);
        for (var bar = 0; bar < days.Length; bar++)
            days[bar] = (Interval.IsIntraday ? clock.DayOf(CloseTimeTicks[bar]) : DayAt(bar)).DayNumber;
        return days;
    }

    /// <summary>
    /// SHA-256 over symbol, calendar, interval, kind, every column, the written times and the corporate actions: two series with this hash
    /// are the same series.
    /// </summary>
    public string ContentHash => _contentHash ??= ComputeHash();

    /// <summary>The same bars with other corporate actions.</summary>
    public BarSeries WithActions(IReadOnlyList<CorporateAction> actions) =>
        new(Symbol, CloseTimeTicks, Open, High, Low, Close, Volume)
        {
            Calendar = Calendar,
            Interval = Interval,
            Kind = Kind,
            IsSynthetic = IsSynthetic,
            HasOhlc = HasOhlc,
            LocalTicks = LocalTicks,
            Actions = actions,
        };

    /// <summary>The bars [<paramref name="start"/>, <paramref name="end"/>).</summary>
    public BarSeries Slice(int start, int end) =>
        new(Symbol, CloseTimeTicks[start..end], Open[start..end], High[start..end], Low[start..end], Close[start..end], Volume[start..end])
        {
            Calendar = Calendar,
            Interval = Interval,
            Kind = Kind,
            IsSynthetic = IsSynthetic,
            HasOhlc = HasOhlc,
            LocalTicks = LocalTicks?[start..end],
            Actions = Actions,
        };

    /// <summary>The bars whose close lies on or between two trading days of the series' own calendar; either end may be open.</summary>
    public BarSeries Between(DateOnly? from, DateOnly? to)
    {
        var start = 0;
        while (from is { } first && start < Count && DayAt(start) < first)
            start++;
        var end = Count;
        while (to is { } last && end > start && DayAt(end - 1) > last)
            end--;
        return Slice(start, end);
    }

    private string ComputeHash()
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(
            Encoding.UTF8.GetBytes(
                FormattableString.Invariant(
                    $"bars/1|{Symbol}|{Calendar.Id}|{Interval.Length.Ticks}|{Kind}|{IsSynthetic}|{HasOhlc}|{Count}|"
                )
            )
        );
        sha.AppendData(MemoryMarshal.AsBytes<long>(CloseTimeTicks));
        Span<byte> word = stackalloc byte[8];
        foreach (var column in new[] { Open, High, Low, Close, Volume })
        {
            BinaryPrimitives.WriteInt64LittleEndian(word, column.Length);
            sha.AppendData(word);
            sha.AppendData(MemoryMarshal.AsBytes<double>(column));
        }
        if (LocalTicks is { } written)
        {
            sha.AppendData("|local|"u8);
            sha.AppendData(MemoryMarshal.AsBytes<long>(written));
        }
        if (Actions.Count > 0)
            sha.AppendData(Encoding.UTF8.GetBytes($"|actions|{string.Join('|', Actions.Select(a => a.Canonical))}"));
        return Convert.ToHexStringLower(sha.GetHashAndReset());
    }
}
