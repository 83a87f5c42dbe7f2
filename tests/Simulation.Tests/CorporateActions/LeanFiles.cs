using System.Globalization;
using Simulator.CorporateActions;
using Simulator.Markets;

namespace Simulator.Tests.Simulation.CorporateActions;

/// <summary>LEAN's raw daily bars, factor files and map files of the reference pack.</summary>
internal static class LeanFiles
{
    public static BarSeries Bars(string ticker)
    {
        var rows = File.ReadLines(SharedFiles.Require($"data/lean/daily_csv/{ticker}.csv")).Skip(1).Select(l => l.Split(',')).ToArray();
        double[] Column(int index) => [.. rows.Select(r => double.Parse(r[index], CultureInfo.InvariantCulture))];
        var times = rows.Select(r =>
                MarketCalendar.Nyse.CloseOf(DateOnly.ParseExact(r[0], "yyyy-MM-dd", CultureInfo.InvariantCulture)).Ticks
            )
            .ToArray();
        return new BarSeries(ticker.ToUpperInvariant(), times, Column(1), Column(2), Column(3), Column(4), Column(5));
    }

    public static FactorFile Factors(string ticker) =>
        FactorFile.Parse(File.ReadAllText(SharedFiles.Require($"data/lean/factor_files/{ticker}.csv")), ticker + ".csv");

    public static MapFile Map(string ticker) =>
        MapFile.Parse(File.ReadAllText(SharedFiles.Require($"data/lean/map_files/{ticker}.csv")), ticker + ".csv");
}
