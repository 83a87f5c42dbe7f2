using System.Globalization;
using Simulator.Backtesting;

namespace Simulator.Tests.Simulation.Backtesting.RandomRuns;

/// <summary>Whatever costs more never helps, over more than a million random orders.</summary>
public sealed class RandomFeeTests
{
    private const double MoreThanEnough = 1e7;
    private const double Rounding = 1e-6;

    private static readonly (string What, Func<ExecutionSpec, ExecutionSpec> Raise)[] s_fees =
    [
        (
            "rate",
            e =>
                e with
                {
                    Commission = Fees(e) with { Rate = Fees(e).Rate + 0.003, MakerRate = (Fees(e).MakerRate ?? Fees(e).Rate) + 0.003 },
                }
        ),
        (
            "rate of takers",
            e => e with { Commission = Fees(e) with { Rate = Fees(e).Rate + 0.003, MakerRate = Fees(e).MakerRate ?? Fees(e).Rate } }
        ),
        ("rate of makers", e => e with { Commission = Fees(e) with { MakerRate = (Fees(e).MakerRate ?? Fees(e).Rate) + 0.003 } }),
        ("fee of a fill", e => e with { Commission = Fees(e) with { Fixed = Fees(e).Fixed + 1 } }),
        ("fee of a unit", e => e with { Commission = Fees(e) with { PerUnit = Fees(e).PerUnit + 0.02 } }),
        ("minimum", e => e with { Commission = Fees(e) with { Minimum = Fees(e).Minimum + 3 } }),
        ("cap", e => e with { Commission = Fees(e) with { Rate = 0.01, MakerRate = 0.01, Fixed = 2, Minimum = 3, CapFraction = null } }),
        ("borrowed shares", e => e with { Financing = Carry(e) with { BorrowRatePerYear = Carry(e).BorrowRatePerYear + 0.1 } }),
        ("interest on cash", e => e with { Financing = Carry(e) with { CreditRatePerYear = Carry(e).CreditRatePerYear - 0.05 } }),
        ("slippage", Slipping),
    ];

    /// <summary>
    /// The same orders under terms of which one thing is dearer: the same fills, and equity that is lower or the same at every bar and
    /// lower at the end. Restrictions,
    /// without which it is not so: sizes in units and so much cash that no order is cut and nothing is called, since an account that is
    /// smaller orders less, which
    /// may be luck; slippage is raised only where no stop trails, since a trailing stop begins at the price of its entry.
    /// </summary>
    [Fact]
    public void HigherFees_OnTheSameOrders_NeverHelp()
    {
        var (tally, cheap, dear) = (new RandomTally(), new BacktestWorkspace(), new BacktestWorkspace());
        var lower = new int[s_fees.Length];
        tally.OverAMillionOrders(seed =>
        {
            var (terms, series, which) = (RandomTerms.Any(seed), RandomMarket.Shared(seed), seed % s_fees.Length);
            terms = terms with { Execution = terms.Execution with { Margin = null } };
            var dearer = terms with { Execution = s_fees[which].Raise(terms.Execution) };
            var habits = new TraderHabits
            {
                UnitsOnly = true,
                Trails = s_fees[which].Raise != Slipping,
                Lot = terms.Lot,
                Looks = seed % 2 > 0,
            };
            var least = RandomOrderTests.Run(series, new RandomTrader(seed, habits, tally), terms, MoreThanEnough, cheap);
            var most = RandomOrderTests.Run(series, new RandomTrader(seed, habits), dearer, MoreThanEnough, dear);

            RandomOrderTests.AssertSame<(double, int, int)>(
                seed,
                "fills",
                [.. least.Trades.Select(t => (t.Size, t.EntryBar, t.ExitBar))],
                [.. most.Trades.Select(t => (t.Size, t.EntryBar, t.ExitBar))]
            );
            for (var bar = 0; bar < series.Count; bar++)
            {
                if (!(most.Equity[bar] <= least.Equity[bar] + Rounding))
                    Assert.Fail(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"seed {seed}: at bar {bar} a higher {s_fees[which].What} raised equity "
                                + $"from {least.Equity[bar]:R} to {most.Equity[bar]:R}"
                        )
                    );
            }
            lower[which] += most.Equity[^1] < least.Equity[^1] - 1 ? 1 : 0;
            return least;
        });
        Assert.All(s_fees.Zip(lower), f => Assert.True(f.Second > 3, $"a higher {f.First.What} hardly ever cost anything"));
        tally.AssertEveryActHappened(
            RandomAct.AllIn,
            RandomAct.Cash,
            RandomAct.EquityFraction,
            RandomAct.RiskFraction,
            RandomAct.VolatilityTarget,
            RandomAct.KellyOfTrades,
            RandomAct.KellyOfReturns,
            RandomAct.Share,
            RandomAct.Target
        );
        tally.AssertEveryFillHappened(FillCause.MarginCall, FillCause.Liquidation);
    }

    private static CommissionSpec Fees(ExecutionSpec execution) =>
        execution.Commission ?? new CommissionSpec { Rate = execution.CommissionRate };

    private static FinancingSpec Carry(ExecutionSpec execution) => execution.Financing ?? new FinancingSpec();

    private static ExecutionSpec Slipping(ExecutionSpec execution) =>
        execution.Slippage switch
        {
            null or NoSlippage => execution with { Slippage = new BasisPointSlippage { Bps = execution.SlippageBps + 6 } },
            BasisPointSlippage points => execution with { Slippage = points with { Bps = points.Bps + 6 } },
            SpreadSlippage spread => execution with { Slippage = spread with { Spread = spread.Spread + 0.1 } },
            ImpactSlippage impact => execution with { Slippage = impact with { Coefficient = 2 * impact.Coefficient } },
            _ => execution,
        };
}
