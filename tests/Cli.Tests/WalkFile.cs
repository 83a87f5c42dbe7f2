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
            text.Append(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd},{open:0.####},{Math.Max(open, close) * 1.002:0.####},{Math.Min(open, close) * 0.998:0.####},{close:0.####},{1000 + random.NextInt(500)}\n");
            day = day.AddDays(day.DayOfWeek == DayOfWeek.Friday ? 3 : 1);
        }
        return text.ToString();
    }
}
