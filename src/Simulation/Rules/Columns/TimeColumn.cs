using Simulator.Markets;

namespace Simulator.Rules.Columns;

/// <summary>Parts of a bar's time: local time of the market at the bar's close.</summary>
internal enum TimePart
{
    Hour,
    Minute,
    DayOfWeek,
    DayOfMonth,
    Month,
    Year,
    BarOfDay,
}

/// <summary>A part of the bars' times. Days are trading days.</summary>
internal sealed class TimeColumn : ComputedColumn
{
    private readonly BarSeries _series;
    private readonly TimePart _part;
    private readonly TimeZoneInfo _zone;
    private int _day = int.MinValue;
    private int _barOfDay;

    public TimeColumn(BarSeries series, TimePart part, int history)
        : base(history) => (_series, _part, _zone) = (series, part, series.Calendar.TimeZone);

    protected override void Compute(int start, Span<double> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var bar = start + i;
            values[i] = _part is TimePart.Hour or TimePart.Minute ? ClockPart(_series.CloseTimeAt(bar)) : DayPart(_series.DayAt(bar));
        }
    }

    private int ClockPart(DateTime close)
    {
        var local = TimeZoneInfo.ConvertTimeFromUtc(close, _zone);
        return _part == TimePart.Hour ? local.Hour : local.Minute;
    }

    private int DayPart(DateOnly day) =>
        _part switch
        {
            TimePart.DayOfWeek => day.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)day.DayOfWeek,
            TimePart.DayOfMonth => day.Day,
            TimePart.Month => day.Month,
            TimePart.Year => day.Year,
            _ => BarOf(day.DayNumber),
        };

    private int BarOf(int day)
    {
        _barOfDay = day == _day ? _barOfDay + 1 : 0;
        _day = day;
        return _barOfDay;
    }
}
