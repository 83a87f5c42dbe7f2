using Simulator.Markets;

namespace Simulator.Rules.Clocks;

/// <summary>
/// Longer bars made of shorter ones. A longer bar is stamped with the close of its last part and counts only once it is complete: at the
/// close of a part after which the calendar has no more of the period, else with the first part of the next period. What it is known
/// by depends on bars up to then alone, so cutting the series off later changes nothing; an unfinished period at the end is no bar.
/// </summary>
internal static class Resampling
{
    /// <summary>The bars of a timeframe.</summary>
    public static Clock Of(BarSeries source, Timeframe frame)
    {
        var bars = new Builder(source, frame);
        for (var t = 0; t < source.Count; t++)
            bars.Add(t);
        return bars.Build();
    }

    private sealed class Builder(BarSeries source, Timeframe frame)
    {
        private readonly TimeZoneInfo _zone = source.Calendar.TimeZone;
        private readonly List<long> _time = [];
        private readonly List<long> _known = [];
        private readonly List<double> _open = [];
        private readonly List<double> _high = [];
        private readonly List<double> _low = [];
        private readonly List<double> _close = [];
        private readonly List<double> _volume = [];
        private long _period = long.MinValue;
        private int _first = -1;
        private double _highest;
        private double _lowest;
        private double _traded;

        public void Add(int t)
        {
            var close = source.CloseTimeAt(t);
            var day = source.Calendar.TradingDay(close);
            var period = PeriodOf(day, close);
            if (_first >= 0 && period != _period)
                Finish(t - 1, source.CloseTimeTicks[t]);
            if (_first < 0 && period != _period)
                (_first, _period, _highest, _lowest, _traded) = (t, period, source.High[t], source.Low[t], 0);
            else if (_first < 0)
                return; // a part stamped after its period was taken to be complete
            (_highest, _lowest, _traded) = (Math.Max(_highest, source.High[t]), Math.Min(_lowest, source.Low[t]), _traded + source.Volume[t]);
            if (IsLast(day, close))
                Finish(t, source.CloseTimeTicks[t]);
        }

        public Clock Build() => new(
            new BarSeries(source.Symbol, [.. _time], [.. _open], [.. _high], [.. _low], [.. _close], [.. _volume])
            {
                Calendar = source.Calendar, Interval = frame.Interval, Kind = source.Kind, IsSynthetic = source.IsSynthetic, HasOhlc = source.HasOhlc,
            },
            [.. _known]);

        private void Finish(int last, long knownAt)
        {
            _time.Add(source.CloseTimeTicks[last]);
            _known.Add(knownAt);
            _open.Add(source.Open[_first]);
            _high.Add(_highest);
            _low.Add(_lowest);
            _close.Add(source.Close[last]);
            _volume.Add(_traded);
            _first = -1;
        }

        private long PeriodOf(DateOnly day, DateTime close) => frame.Unit switch
        {
            TimeframeUnit.Minutes => (day.DayNumber * 100_000L) + ((MinutesIntoDay(close) - 1) / frame.Count),
            TimeframeUnit.Days => day.DayNumber,
            TimeframeUnit.Weeks => day.DayNumber / 7, // day 0 of the calendar was a Monday
            _ => (day.Year * 12L) + day.Month,
        };

        private bool IsLast(DateOnly day, DateTime close)
        {
            if (frame.Unit == TimeframeUnit.Minutes)
                return MinutesIntoDay(close) % frame.Count == 0 || IsDayOver(day, close);
            if (!IsDayOver(day, close))
                return false;
            var end = frame.Unit switch
            {
                TimeframeUnit.Weeks => day.AddDays(6 - (day.DayNumber % 7)),
                TimeframeUnit.Months => new DateOnly(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month)),
                _ => day,
            };
            for (var next = day.AddDays(1); next <= end; next = next.AddDays(1))
            {
                if (!source.Calendar.IsClosed(next))
                    return false;
            }
            return true;
        }

        private bool IsDayOver(DateOnly day, DateTime close) => !source.Interval.IsIntraday || close >= source.Calendar.CloseOf(day);

        // Whole minutes of local time, a part of one counted as one; midnight closes the day before it.
        private int MinutesIntoDay(DateTime close)
        {
            var local = TimeZoneInfo.ConvertTimeFromUtc(close, _zone).TimeOfDay;
            return local == TimeSpan.Zero ? 1440 : (int)Math.Ceiling(local.TotalMinutes);
        }
    }
}
