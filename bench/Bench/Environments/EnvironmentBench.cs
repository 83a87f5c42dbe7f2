using System.Globalization;
using Simulator.Backtesting;
using Simulator.Bench.Engine;
using Simulator.Environments;

namespace Simulator.Bench.Environments;

/// <summary>
/// How many steps per second the trading environment takes on one thread, by the processor time of that thread. Every row steps the same
/// market with 32 feature columns; the bare loop runs in every round.
/// </summary>
internal static class EnvironmentBench
{
    private const int Rounds = 15;
    private const int Steps = 1_000_000;
    private const double Target = 5;

    private static readonly TradingTerms s_plain = new(new ExecutionSpec(), new CapitalSpec());

    private static readonly TradingTerms s_dear = new(
        new ExecutionSpec
        {
            Leverage = 2,
            LotUnits = 5,
            TickSize = 0.01,
            VolumeShare = 0.1,
            Commission = new CommissionSpec
            {
                Rate = 0.0005,
                PerUnit = 0.005,
                Minimum = 1,
                CapFraction = 0.01,
            },
            Slippage = new ImpactSlippage { SpreadBps = 2 },
            Financing = new FinancingSpec
            {
                BorrowRatePerYear = 0.03,
                CreditRatePerYear = 0.01,
                DebitRatePerYear = 0.05,
            },
            Margin = new MarginSpec { MaintenanceFraction = 0.3 },
        },
        new CapitalSpec()
    );

    /// <summary>Measures and prints the machine and one table.</summary>
    /// <param name="only">Text that a row's name has to contain; null for all rows.</param>
    public static void Run(string? only = null)
    {
        var market = EnvironmentWork.Market();
        EnvironmentRow[] rows =
        [
            .. Rows(market).Where(r => r.IsReference || only is null || r.What.Contains(only, StringComparison.Ordinal)),
        ];
        for (var round = 0; round < Rounds; round++)
        {
            var reference = double.NaN;
            foreach (var row in rows)
            {
                var taken = row.Execute();
                reference = row.IsReference ? taken : reference;
                row.Ratios.Add(taken / row.Steps / (reference / rows[0].Steps));
            }
        }
        Console.WriteLine(Machine.Describe());
        Console.WriteLine(
            $"Best of {Rounds} rounds, processor time of one thread; "
                + "ratio: time of a step ÷ that of the bare loop in the same round, median."
        );
        Console.WriteLine();
        Console.WriteLine("| what | ns a step | M steps/s | ratio | target | | allocated, bytes |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var row in rows)
            Print(row);
    }

    private static IEnumerable<EnvironmentRow> Rows(ObservedMarket market)
    {
        yield return new EnvironmentRow(
            "bare loop: growth of one unit, cost by turnover",
            Steps,
            () => EnvironmentWork.Bare(market, Steps),
            double.NaN
        )
        {
            IsReference = true,
        };
        foreach (var count in (int[])[16, 256, 4_096])
            yield return Row(FormattableString.Invariant($"{count} environments, another action every step at random"), s_plain, count, 1);
        yield return Row("256 environments, actions kept for 10 bars on average", s_plain, 256, 10);
        yield return Row("256 environments at random, batch of [256, 36] gathered", s_plain, 256, 1, gathers: true);
        yield return Row("256 environments at random, every cost on", s_dear, 256, 1, target: double.NaN);
        yield return Row("256 environments kept for 10 bars, every cost on", s_dear, 256, 10, target: double.NaN);
        yield return new EnvironmentRow(
            "engine, the same decisions as a tape, a bar",
            EnvironmentWork.ReplayBars(market),
            EnvironmentWork.Replay(market, s_plain),
            double.NaN
        );

        EnvironmentRow Row(string what, TradingTerms terms, int count, int kept, bool gathers = false, double target = Target) =>
            new(what, Steps / count * count, EnvironmentWork.Step(market, terms, count, kept, Steps / count, gathers), target);
    }

    private static void Print(EnvironmentRow row)
    {
        var rate = row.Steps / row.Best / 1e3;
        var target = double.IsNaN(row.Target) ? "" : string.Create(CultureInfo.InvariantCulture, $"≥ {row.Target:0.#}");
        var met =
            double.IsNaN(row.Target) ? ""
            : rate >= row.Target ? "met"
            : "**missed**";
        var ratio = row.Ratios.Order().ElementAt(row.Ratios.Count / 2);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {row.What} | {row.Best * 1e6 / row.Steps:0.0} | {rate:0.0} | {ratio:0.0} | {target} | {met} | {row.Allocated} |"
            )
        );
    }
}
