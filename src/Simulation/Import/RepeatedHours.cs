using System.Globalization;
using Simulator.Markets;
using Simulator.Quality;

namespace Simulator.Import;

/// <summary>
/// Which of its two instants a time means in the hour that a clock repeats when summer time ends: the one that the name of the zone beside
/// it says (<c>EDT</c>, <c>EST</c>), else the one that the order of the rows shows. What neither settles is told with its rows.
/// </summary>
internal sealed class RepeatedHours
{
    private readonly SeriesBuffer _buffer;
    private readonly ZoneClock _clock;
    private readonly string _zone;
    private readonly Dictionary<int, (long First, long Second)> _repeated = [];
    private readonly List<int> _open = [];
    private readonly bool _namesCount;

    private RepeatedHours(SeriesBuffer buffer, TimeZoneInfo zone, TimeZoneInfo? named)
    {
        (_buffer, _clock, _zone) = (buffer, new ZoneClock(zone), zone.Id);
        _namesCount = named?.Id == zone.Id; // else the user chose another zone than the file names
    }

    /// <summary>Settles the rows of a series, as <see cref="SeriesBuffer.Instants"/>, and says what is left open.</summary>
    /// <exception cref="ImportException">The user named an unknown zone.</exception>
    public static IReadOnlyList<QualityFinding> Settle(
        SeriesBuffer buffer,
        Table table,
        Layout layout,
        MarketCalendar calendar,
        ImportOptions options
    )
    {
        if (table.Zones.HasOffsets || !table.HasTimes || !IsIntraday(buffer))
            return [];
        var zone = FileClock.Of(new StampedRows(buffer, []), table, layout, calendar, options).Zone;
        if (!zone.SupportsDaylightSavingTime)
            return [];
        var hours = new RepeatedHours(buffer, zone, table.Zones.Zone);
        var misnamed = hours.Misnamed();
        hours.Find();
        if (hours._repeated.Count > 0)
            hours.SettleAll(areNamesTrusted: hours._namesCount && (misnamed.Count == 0 || hours.HasBothNames()));
        return [.. new[] { hours.OpenFinding(), hours.HasBothNames() ? hours.MisnamedFinding(misnamed) : null }.OfType<QualityFinding>()];
    }

    private static bool IsIntraday(SeriesBuffer buffer)
    {
        for (var i = 1; i < buffer.Count; i++)
        {
            var step = Math.Abs(buffer.Ticks[i] - buffer.Ticks[i - 1]);
            if (step < 20 * TimeSpan.TicksPerHour && (step > 0 || buffer.Ticks[i] % TimeSpan.TicksPerDay > 0))
                return true;
        }
        return false;
    }

    private void Find()
    {
        for (var i = 0; i < _buffer.Count; i++)
        {
            if (_clock.Both(_buffer.Ticks[i]) is { } both)
                _repeated.Add(i, both);
        }
    }

    private void SettleAll(bool areNamesTrusted)
    {
        var instants = new long[_buffer.Count];
        var byOrder = new List<int>();
        for (var i = 0; i < instants.Length; i++)
        {
            if (!_repeated.TryGetValue(i, out var both))
                instants[i] = _clock.ToUtc(_buffer.Ticks[i]) ?? BeforeTheGap(_buffer.Ticks[i]);
            else if (areNamesTrusted && _buffer.Summer[i] is { } summer)
                instants[i] = summer ? both.First : both.Second;
            else
                byOrder.Add(i);
        }
        var newestFirst = IsNewestFirst();
        foreach (var hour in byOrder.GroupBy(i => _buffer.Ticks[i] / TimeSpan.TicksPerDay))
            SettleByOrder(newestFirst ? [.. hour.Reverse()] : [.. hour], instants);
        _buffer.Instants = instants;
    }

    // The rows of one hour, oldest first: where their times go back once, or stand still once, the hour begins again.
    private void SettleByOrder(List<int> hour, long[] instants)
    {
        var turn = -1;
        var turns = 0;
        for (var k = 1; k < hour.Count; k++)
        {
            if (_buffer.Ticks[hour[k]] > _buffer.Ticks[hour[k - 1]])
                continue;
            turns++;
            turn = IsCopy(hour[k - 1], hour[k]) ? -1 : k;
        }
        var isSettled = turns == 1 && turn > 0;
        for (var k = 0; k < hour.Count; k++)
            instants[hour[k]] = isSettled && k < turn ? _repeated[hour[k]].First : _repeated[hour[k]].Second;
        if (!isSettled)
            _open.AddRange(hour);
    }

    private bool IsCopy(int a, int b) =>
        _buffer.Ticks[a] == _buffer.Ticks[b]
        && _buffer.Close[a].Equals(_buffer.Close[b])
        && (!_buffer.Columns.HasOhlc || (_buffer.High[a].Equals(_buffer.High[b]) && _buffer.Low[a].Equals(_buffer.Low[b])))
        && (_buffer.Volume.Length == 0 || _buffer.Volume[a].Equals(_buffer.Volume[b]));

    // A time that the clock skips has no instant; its row is left out later. Until then it keeps its place in the order.
    private long BeforeTheGap(long local)
    {
        var after = local;
        while (_clock.ToUtc(after) is null)
            after += 15 * TimeSpan.TicksPerMinute;
        after -= after % (15 * TimeSpan.TicksPerMinute);
        return _clock.ToUtc(after)!.Value - ((after - local) / 1_000_000);
    }

    private bool IsNewestFirst()
    {
        int up = 0,
            down = 0;
        for (var i = 1; i < _buffer.Count; i++)
            (up, down) = _buffer.Ticks[i] > _buffer.Ticks[i - 1] ? (up + 1, down) : (up, down + 1);
        return down > up;
    }

    private bool HasBothNames()
    {
        var names = _buffer.Summer.AsSpan(0, _buffer.Count);
        return _namesCount && names.Contains(true) && names.Contains(false);
    }

    // Rows whose name says the other time than their date: exporters that write one name all year.
    private List<int> Misnamed()
    {
        var rows = new List<int>();
        for (var i = 0; i < _buffer.Count; i++)
        {
            if (
                _buffer.Summer[i] is { } named
                && _clock.ToUtc(_buffer.Ticks[i]) is not null
                && _clock.Both(_buffer.Ticks[i]) is null
                && _clock.IsSummer(_buffer.Ticks[i]) != named
            )
                rows.Add(i);
        }
        return rows;
    }

    private QualityFinding? OpenFinding() =>
        Finding(
            _open,
            $"in the hour that {_zone} has twice when summer time ends, and neither a name such as EST nor the order of the rows "
                + "says which is meant: the second is assumed. Write the offset from UTC beside the times, or choose --time-zone"
        );

    private QualityFinding? MisnamedFinding(List<int> rows) =>
        Finding(
            rows,
            $"under the name of summer time in winter, or of winter in summer: they are read as the clock of {_zone} showed them"
        );

    private QualityFinding? Finding(List<int> rows, string what)
    {
        if (rows.Count == 0)
            return null;
        var lines = rows.Select(r => _buffer.Lines[r]).Order().ToArray();
        return new QualityFinding
        {
            Check = QualityCheck.Clock,
            Severity = Severity.Warning,
            Count = lines.Length,
            Rows = [.. lines.Take(QualityFinding.MaxRows)],
            Message = string.Create(
                CultureInfo.InvariantCulture,
                $"{lines.Length} {(lines.Length == 1 ? "time stands" : "times stand")} {what} (first line {lines[0]})"
            ),
        };
    }
}
