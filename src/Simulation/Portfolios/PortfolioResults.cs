using Simulator.Backtesting;
using Simulator.Markets;
using Simulator.Numerics;

namespace Simulator.Portfolios;

/// <summary>Instants of a run: first, last, and where it was liquidated (−1: nowhere).</summary>
internal readonly record struct PortfolioSpan(int First, int Last, int Liquidated);

/// <summary>Puts the result of a run together.</summary>
internal static class PortfolioResults
{
    public static PortfolioResult Read(
        PortfolioRun run,
        PortfolioSpan span,
        double[] equity,
        double[] weights,
        CapitalSpec capital,
        PortfolioOptions options
    )
    {
        var origin = Math.Max(span.First - 1, 0);
        var benchmark = Benchmark(run, origin, span.Last, options.Benchmark);
        var assets = run.Lines.Select((line, i) => Asset(line, run.Timeline.BarAt(span.Last, i))).ToArray();
        var held = assets.Sum(a => a.Value);
        var account = new BacktestResult
        {
            FirstBar = span.First - origin,
            LastBar = span.Last - origin,
            StartingCash = capital.Amount,
            Equity = equity,
            Exposure = Exposure(weights, run.Count),
            Trades = OnOneClock(run, assets, origin, span.Last),
            OrderCount = run.Lines.Sum(l => l.Desk.Orders.PlacedCount),
            Commissions = run.Account.Commissions,
            SlippageCost = run.Account.SlippageCost,
            TradedValue = assets.Sum(a => a.TradedValue),
            BorrowCost = run.Account.BorrowCost,
            InterestEarned = run.Account.InterestEarned,
            InterestPaid = run.Account.InterestPaid,
            PartialFills = run.Lines.Sum(l => l.Desk.PartialFills),
            Notes = run.Notes,
            AmbiguousBars = run.Lines.Sum(l => l.Desk.AmbiguousBars),
            FirstReadyBar = span.First - origin,
            LiquidatedBar = span.Liquidated < 0 ? -1 : span.Liquidated - origin,
        };
        var years = TradingPeriods.Ends(benchmark, account.FirstBar, account.LastBar).Length / TradingPeriods.PerYear(benchmark);
        return new PortfolioResult
        {
            Symbols = run.Symbols,
            Currency = capital.Currency,
            Ticks = run.Timeline.Ticks[span.First..(span.Last + 1)],
            StartingCash = capital.Amount,
            Equity = equity,
            Weights = weights,
            Cash = equity[^1] - held,
            Assets = assets,
            OrderCount = account.OrderCount,
            Commissions = account.Commissions,
            SlippageCost = account.SlippageCost,
            Notes = run.Notes,
            LiquidatedAt = span.Liquidated < 0 ? -1 : span.Liquidated - span.First,
            Benchmark = benchmark,
            Account = account,
            TurnoverPerYear = Moments.Ratio(account.TradedValue!.Value, Moments.Mean(equity)) / years,
        };
    }

    private static AssetResult Asset(PortfolioLine line, int bar)
    {
        var portfolio = line.Portfolio;
        return new AssetResult(
            line.Symbol,
            bar < 0 ? [] : line.Desk.Trades(bar),
            portfolio.Units,
            bar < 0 ? 0 : portfolio.Units * line.Closes[bar],
            portfolio.Commissions,
            line.Dividends,
            portfolio.TradedValue,
            portfolio.SlippageCost,
            portfolio.BorrowCost
        );
    }

    private static double[] Exposure(double[] weights, int assets)
    {
        var exposure = new double[weights.Length / assets];
        for (var t = 0; t < exposure.Length; t++)
        {
            var gross = 0.0;
            foreach (var weight in weights.AsSpan(t * assets, assets))
                gross += Math.Abs(weight);
            exposure[t] = gross;
        }
        return exposure;
    }

    // Closed trades by exit, then by symbol; then the open position.
    private static Trade[] OnOneClock(PortfolioRun run, AssetResult[] assets, int origin, int last)
    {
        var trades = new List<Trade>();
        for (var i = 0; i < assets.Length; i++)
        {
            foreach (var trade in assets[i].Trades)
                trades.Add(
                    trade with
                    {
                        Symbol = run.Count == 1 ? null : assets[i].Symbol,
                        EntryBar = Place(run, i, trade.EntryBar) - origin,
                        ExitBar = (trade.IsOpen ? last : Place(run, i, trade.ExitBar)) - origin,
                    }
                );
        }
        return [.. trades.OrderBy(t => t.IsOpen).ThenBy(t => t.ExitBar)];
    }

    private static int Place(PortfolioRun run, int asset, int bar) =>
        run.Timeline.IsAligned ? bar : Array.BinarySearch(run.Timeline.Ticks, run.Lines[asset].Series.CloseTimeTicks[bar]);

    private static BarSeries Benchmark(PortfolioRun run, int origin, int last, string? name)
    {
        var (levels, firstOpen) = (new double[last - origin + 1], 0.0);
        var held = Enumerable
            .Range(0, run.Count)
            .Where(i => name is null ? run.Timeline.BarAt(origin, i) >= 0 : run.Symbols[i] == name)
            .ToArray();
        foreach (var i in held)
        {
            var closes = run.Lines[i].ReturnCloses;
            var share = 1 / (closes[Math.Max(0, run.Timeline.BarAt(origin, i))] * held.Length);
            for (var t = 0; t < levels.Length; t++)
                levels[t] += closes[Math.Max(0, run.Timeline.BarAt(origin + t, i))] * share;
            var (line, first) = (run.Lines[i], Math.Max(0, run.Timeline.BarAt(origin, i)));
            firstOpen += closes[first] * (line.Opens[first] / line.Closes[first]) * share;
        }
        // A run from the very first bar on has no close before it: what it is compared with begins at the first open.
        double[] opens = [firstOpen, .. levels.AsSpan(1)];
        var times = run.Timeline.Ticks[origin..(last + 1)];
        var (calendar, interval) = Periods(run, origin, last);
        return new BarSeries(name ?? PortfolioResult.EqualParts, times, opens, levels, levels, levels, new double[levels.Length])
        {
            Calendar = calendar,
            Interval = interval,
            HasOhlc = false,
            IsSynthetic = run.Lines.Any(l => l.Series.IsSynthetic),
        };
    }

    // How the curve is cut into returns. Several closes on one day are shorter than a day, so that statistics take the day's last.
    private static (MarketCalendar Calendar, BarInterval Interval) Periods(PortfolioRun run, int origin, int last)
    {
        var calendar = run.Lines.Select(l => l.Series.Calendar).MaxBy(c => c.TradingDaysPerYear)!;
        var (own, finest, several) = (
            run.Lines[0].Series.Interval,
            run.Lines.Select(l => l.Series.Interval).MinBy(v => v.Length)!,
            BarInterval.Minutes(60)
        );
        if (run.Timeline.IsAligned || finest.IsIntraday)
            return (calendar, run.Timeline.IsAligned ? own : finest);
        if (own.Length.TotalDays <= 1)
            return (calendar, several);
        if (run.Timeline.StepOf(last) - run.Timeline.StepOf(origin) == last - origin)
            return (calendar, own);
        // Weeks or months that end on other days in other markets: as many closes a year as there were.
        var years = (run.Timeline.Ticks[last] - run.Timeline.Ticks[origin]) / (365.25 * TimeSpan.TicksPerDay);
        var days = Enumerable
            .Range(origin, last - origin + 1)
            .Select(t => calendar.TradingDay(new DateTime(run.Timeline.Ticks[t], DateTimeKind.Utc)))
            .Distinct()
            .Count();
        return (
            calendar with
            {
                TradingDaysPerYear = Math.Clamp((int)Math.Round((days - 1) / years), 1, calendar.TradingDaysPerYear),
            },
            several
        );
    }
}
