using System.Globalization;
using Simulator.Backtesting;
using Simulator.Markets;
using Simulator.Portfolios;
using Simulator.Strategies;

namespace Simulator.Bench.Engine;

/// <summary>
/// How fast the engine is, on one thread, by the processor time of that thread. Everything is executed once per round and the best of all
/// rounds counts;
/// the bare loop runs in every round, so that a ratio compares what the machine could do at that moment.
/// </summary>
internal static class EngineBench
{
    private const int Bars = 1_000_000;
    private const int SweepBars = 2_148;
    private const int Days = 20 * 252;
    private const int Rounds = 25;
    private const int PortfolioRuns = 10;

    /// <summary>Measures and prints the machine and one table.</summary>
    /// <param name="only">Text that a row's name has to contain; null for all rows. For profiles of one row.</param>
    public static void Run(string? only = null)
    {
        var bare = BareRow(out var series);
        BenchRow[] rows =
        [
            .. LongRuns(series)
                .Concat(Sweeps())
                .Append(Portfolio())
                .Where(r => only is null || r.What.Contains(only, StringComparison.Ordinal)),
        ];
        for (var round = 0; round < Rounds; round++)
        {
            var reference = Math.Min(bare.Execute(), bare.Execute());
            bare.Ratios.Add(1);
            foreach (var row in rows)
                row.Ratios.Add(row.Execute() / reference);
        }
        Console.WriteLine(Machine.Describe());
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Best of {Rounds} rounds, processor time of one thread; ratio: time ÷ time of "
                    + $"the bare loop over 1 M bars in the same round, median."
            )
        );
        Console.WriteLine();
        Console.WriteLine("| what | best, ms | rate | ratio | target | | allocated, kB | trades |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        foreach (var row in (BenchRow[])[bare, .. rows])
            Print(row);
    }

    private static BenchRow BareRow(out BarSeries series)
    {
        var walk = series = Workloads.Walk("WALK", Bars, MarketCalendar.Crypto, BarInterval.Minutes(1));
        return new BenchRow("bare compiled loop, 1 M bars", Bars, RateUnit.MillionBars, () => () => Workloads.BareLoop(walk));
    }

    private static IEnumerable<BenchRow> LongRuns(BarSeries series)
    {
        BenchRow Row(string what, Func<BarSeries, int> work, bool fresh, double target = double.NaN) =>
            new(what, Bars, RateUnit.MillionBars, () => Over(fresh ? Workloads.Fresh(series) : series, work), target);

        yield return Row(
            "(a) engine, 1 M bars, 10/20 cross, first run over a series",
            s => Workloads.Run(s, Workloads.CrossOf()).Trades.Count,
            fresh: true,
            target: 40
        );
        yield return Row("the same, later runs over it", s => Workloads.Run(s, Workloads.CrossOf()).Trades.Count, fresh: false);
        yield return Row(
            "(a) with every statistic, first run over a series",
            s => Workloads.Statistics(s, Workloads.Run(s, Workloads.CrossOf())),
            fresh: true,
            target: 20
        );
        yield return Row("the same, later runs over it", s => Workloads.Statistics(s, Workloads.Run(s, Workloads.CrossOf())), fresh: false);
        yield return Row("(c) the cross in the expression language, compiled and run", Workloads.Rule, fresh: true, target: 20);
        yield return Row(
            "the cross written against the public interface, asked at every bar",
            s => Workloads.Run(s, new OwnCross(10, 20)).Trades.Count,
            fresh: false
        );
        yield return Row("never trades", s => Workloads.Run(s, new HoldCash()).Trades.Count, fresh: false);
    }

    private static IEnumerable<BenchRow> Sweeps()
    {
        var daily = Workloads.Walk("WALK", SweepBars, MarketCalendar.Nyse, BarInterval.Daily);
        var pairs = (from slow in Enumerable.Range(42, 25) from fast in Enumerable.Range(2, 40) where fast < slow select (fast, slow))
            .Take(1_000)
            .ToArray();
        BenchRow Row(string what, Func<BarSeries, (int Fast, int Slow), int> run, double target = double.NaN) =>
            new(what, pairs.Length, RateUnit.ThousandRuns, () => SweepOver(Workloads.Fresh(daily), pairs, run), target);

        var workspace = new BacktestWorkspace();
        yield return Row(
            "(b) 1,000 pairs × 2,148 bars with every statistic",
            (s, p) => Workloads.Statistics(s, Workloads.Run(s, Workloads.CrossOf(p.Fast, p.Slow))),
            target: 20
        );
        yield return Row(
            "the same in a workspace, figures in an array",
            (s, p) => Workloads.InWorkspace(s, p.Fast, p.Slow, workspace),
            target: 20
        );
        yield return Row(
            "the same without statistics",
            (s, p) => Workloads.Run(s, Workloads.CrossOf(p.Fast, p.Slow), workspace).Trades.Count
        );
    }

    private static Func<int> Over(BarSeries series, Func<BarSeries, int> work) => () => work(series);

    private static Func<int> SweepOver(BarSeries series, (int Fast, int Slow)[] pairs, Func<BarSeries, (int Fast, int Slow), int> run) =>
        () => pairs.Sum(p => run(series, p));

    private static BenchRow Portfolio()
    {
        PortfolioAsset[] assets =
        [
            .. Enumerable
                .Range(0, 10)
                .Select(i => new PortfolioAsset(
                    Workloads.Walk($"A{i}", Days, MarketCalendar.Nyse, BarInterval.Daily, seed: 100 + (ulong)i)
                )),
        ];
        return new BenchRow(
            "(d) ten assets, daily rebalance, 20 years, each",
            PortfolioRuns,
            RateUnit.Milliseconds,
            () => () => Enumerable.Range(0, PortfolioRuns).Sum(_ => Workloads.Rebalance(assets)),
            Target: 5
        );
    }

    private static void Print(BenchRow row)
    {
        var unit = row.Unit switch
        {
            RateUnit.MillionBars => "M bars/s",
            RateUnit.ThousandRuns => "k runs/s",
            _ => "ms",
        };
        var target = row.IsMet is null
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $"{(row.Unit == RateUnit.Milliseconds ? "<" : "≥")} {row.Target:0.#} {unit}");
        var met = row.IsMet switch
        {
            true => "met",
            false => "**missed**",
            null => "",
        };
        var ratio = row.Ratios.Order().ElementAt(row.Ratios.Count / 2);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {row.What} | {row.Best:0.00} | {row.Rate:0.0} {unit} | {ratio:0.00} | "
                    + $"{target} | {met} | {row.Allocated / 1e3:N0} | {row.Answer} |"
            )
        );
    }
}
