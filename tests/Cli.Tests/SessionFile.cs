using System.Globalization;
using System.Text;
using Simulator.Seeding;

namespace Simulator.Tests.Cli;

/// <summary>
/// One market of a random walk by the minute, sessions of six hours on weekdays, and the longer bars that are made of it. Times are written
/// as local times, with an offset where one is given.
/// </summary>
internal sealed class SessionFile
{
    private const int MinutesPerDay = 360;

    private readonly List<(DateTime Start, double Open, double High, double Low, double Close)> _minutes = [];

    public SessionFile(int days, int opensAt = 9)
    {
        var random = new SplitMix64(23);
        var close = 100.0;
        for (var day = new DateTime(2024, 3, 4); _minutes.Count < days * MinutesPerDay; day = day.AddDays(1))
        {
            if (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
                continue;
            for (var minute = 0; minute < MinutesPerDay; minute++)
            {
                var open = close;
                close = open * (1 + (0.001 * random.NextGaussian()));
                _minutes.Add(
                    (
                        day.AddHours(opensAt).AddMinutes(minute),
                        open,
                        Math.Max(open, close) * (1 + (0.0002 * random.NextDouble())),
                        Math.Min(open, close) * (1 - (0.0002 * random.NextDouble())),
                        close
                    )
                );
            }
        }
    }

    /// <summary>Bars of so many minutes, stamped at their starts, as every session begins on the hour.</summary>
    public string Bars(int minutes, string offset = "") => Text(minutes, t => Written(t, "yyyy-MM-dd HH:mm:ss") + offset);

    /// <summary>Bars of a session, stamped with its date, or another; with an offset, with the midnight before it.</summary>
    public string Days(string offset = "", int daysEarly = 0) =>
        Text(MinutesPerDay, t => Written(t.AddDays(-daysEarly), offset.Length == 0 ? "yyyy-MM-dd" : "yyyy-MM-dd 00:00:00") + offset);

    private static string Written(DateTime time, string format) => time.ToString(format, CultureInfo.InvariantCulture);

    private string Text(int minutes, Func<DateTime, string> stamp)
    {
        var text = new StringBuilder("Date,Open,High,Low,Close,Volume\n");
        foreach (var bar in _minutes.Chunk(minutes))
            text.Append(
                CultureInfo.InvariantCulture,
                $"{stamp(bar[0].Start)},{bar[0].Open:0.######},{bar.Max(b => b.High):0.######},{bar.Min(b => b.Low):0.######},"
                    + $"{bar[^1].Close:0.######},100\n"
            );
        return text.ToString();
    }
}
