using System.Globalization;
using Simulator.Backtesting;
using Simulator.Markets;

namespace Simulator.Tests.Simulation.Statistics;

/// <summary>
/// LEAN's BasicTemplateDailyAlgorithm: all of 100,000 into SPY, decided at the close of 2013-10-08, filled at the next open, held to the
/// close of
/// 2013-10-17. Prices are adjusted by the factor file; the fee is half a cent a share, at least a dollar, at most half a percent.
/// </summary>
internal static class SpyRegression
{
    private static readonly DateOnly s_decision = new(2013, 10, 8);
    private static readonly DateOnly s_last = new(2013, 10, 17);

    public static (BarSeries Series, BacktestResult Result) Run()
    {
        var series = Adjusted();
        var first = Array.IndexOf(series.CloseTimeTicks, MarketCalendar.Nyse.CloseOf(s_decision).Ticks) + 1;
        var last = Array.IndexOf(series.CloseTimeTicks, MarketCalendar.Nyse.CloseOf(s_last).Ticks);
        var options = new BacktestOptions { Commission = new Commission(0, PerUnit: 0.005, Minimum: 1, Cap: 0.005) };
        var result = BacktestEngine.Run(
            series,
            first,
            last,
            new SetHoldings(),
            new ExecutionSpec { CommissionRate = 0, SlippageBps = 0 },
            new CapitalSpec { Amount = 100_000 },
            options
        );
        return (series, result);
    }

    private static BarSeries Adjusted()
    {
        var factors = Rows("data/lean/factor_files/spy.csv")
            .Select(r => (Day: DateOnly.ParseExact(r[0], "yyyyMMdd", CultureInfo.InvariantCulture), Factor: Number(r[1]) * Number(r[2])))
            .ToArray();
        var bars = Rows("data/lean/daily_csv/spy.csv")
            .Skip(1)
            .Select(r => (Day: DateOnly.ParseExact(r[0], "yyyy-MM-dd", CultureInfo.InvariantCulture), Row: r))
            .ToArray();
        double[] Column(int index) => [.. bars.Select(b => Number(b.Row[index]) * factors.First(f => f.Day >= b.Day).Factor)];
        return new BarSeries(
            "SPY",
            [.. bars.Select(b => MarketCalendar.Nyse.CloseOf(b.Day).Ticks)],
            Column(1),
            Column(2),
            Column(3),
            Column(4),
            [.. bars.Select(b => Number(b.Row[5]))]
        );
    }

    private static IEnumerable<string[]> Rows(string file) => File.ReadLines(SharedFiles.Require(file)).Select(l => l.Split(','));

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>SetHoldings(1): a quarter of a percent of the equity stays free, for the fee and for a gap.</summary>
    private sealed class SetHoldings : IStrategy
    {
        private bool _bought;

        public string Name => "set holdings";

        public int FirstReadyBar => 0;

        public void Start() => _bought = false;

        public void Decide(BarContext context)
        {
            if (_bought)
                return;
            _bought = true;
            var free = context.Equity * (1 - 0.0025);
            context.Orders.BuyUnits(Math.Floor((free - (0.005 * free / context.Close[^1])) / context.Close[^1]));
        }
    }
}
