using System.Globalization;
using System.Text;
using Simulator.Seeding;

namespace Simulator.Tests.Cli;

/// <summary>A small daily CSV file.</summary>
internal static class WalkFile
{
    /// <summary>A seeded random walk with stretches that trend, so that averages cross.</summary>
    public static string Text(int bars)
    {
        var random = new SplitMix64(7);
        var text = new StringBuilder("Date,Open,High,Low,Close,Volume\n");
        var day = new DateOnly(2015, 1, 5);
        var close = 100.0;
        for (var i = 0; i < bars; i++)
        {
            var open = close * (1 + (0.002 * random.NextGaussian()));
            close = open * (1 + (0.01 * random.NextGaussian()) + (0.003 * Math.Sin(i / 25.0)));
            text.Append(
                CultureInfo.InvariantCulture,
                $"{day:yyyy-MM-dd},{open:0.####},{Math.Max(open, close) * 1.002:0.####},{Math.Min(open, close) * 0.998:0.####},"
                    + $"{close:0.####},{1000 + random.NextInt(500)}\n"
            );
            day = day.AddDays(day.DayOfWeek == DayOfWeek.Friday ? 3 : 1);
        }
        return text.ToString();
    }

    /// <summary>The same by the hour, round the clock, on every day of the week.</summary>
    public static string HourlyText(int days)
    {
        var random = new SplitMix64(11);
        var text = new StringBuilder("Time,Open,High,Low,Close,Volume\n");
        var close = 100.0;
        for (var i = 0; i < 24 * days; i++)
        {
            var open = close;
            close = open * (1 + (0.004 * random.NextGaussian()) + (0.0004 * Math.Sin(i / 60.0)));
            text.Append(
                CultureInfo.InvariantCulture,
                $"{new DateTime(2023, 8, 1).AddHours(i):yyyy-MM-dd HH:mm:ss},{open:0.####},"
                    + $"{Math.Max(open, close) * 1.001:0.####},{Math.Min(open, close) * 0.999:0.####},"
                    + $"{close:0.####},{1000 + random.NextInt(500)}\n"
            );
        }
        return text.ToString();
    }
}
