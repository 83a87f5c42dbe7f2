using Simulator.Backtesting;
using Simulator.Seeding;

namespace Simulator.Tests.Simulation.Backtesting.RandomRuns;

/// <summary>Costs, limits and conventions under which random orders are placed, each part drawn by itself.</summary>
internal sealed record RandomTerms(ExecutionSpec Execution, BacktestOptions Options)
{
    private const int Bars = 5_000;

    private static readonly IReadOnlyDictionary<int, IntrabarRule> s_someBars = Enumerable
        .Range(0, Bars)
        .Where(b => b % 3 == 0)
        .ToDictionary(b => b, b => b % 2 == 0 ? IntrabarRule.HighFirst : IntrabarRule.LowFirst);

    /// <summary>Of what sizes are multiples in a trader's habits: the lot, or some fraction where any will do.</summary>
    public double Lot =>
        Execution.LotUnits switch
        {
            { } lot and < 0.1 => 100 * lot,
            { } lot => lot,
            null => Execution.FractionalUnits ? 0.75 : 1,
        };

    /// <summary>Every cost model, every limit, every convention.</summary>
    public static RandomTerms Any(int seed)
    {
        var random = Generator(seed);
        var leverage = Of(random, 1.0, 1, 2, 4, 10);
        var execution = Costs(random) with
        {
            Leverage = leverage,
            AllowShort = random.NextInt(4) > 0,
            VolumeShare = Of(random, (double?)null, null, 0.05, 0.25, 1),
            TickSize = Of(random, (double?)null, null, 0.05, 0.25, 0.01),
            Financing = Of(
                random,
                null,
                new FinancingSpec
                {
                    BorrowRatePerYear = 0.08,
                    CreditRatePerYear = 0.02,
                    DebitRatePerYear = 0.06,
                },
                new FinancingSpec
                {
                    BorrowRatePerYear = -0.02,
                    CreditRatePerYear = -0.01,
                    DebitRatePerYear = 0.1,
                    DaysPerYear = 360,
                }
            ),
            Margin =
                random.NextInt(3) == 0
                    ? null
                    : new MarginSpec
                    {
                        MaintenanceFraction = (0.6 + (0.4 * random.NextDouble())) / leverage,
                        Call = (MarginCallFill)random.NextInt(2),
                    },
        };
        return new RandomTerms(Sizes(random, execution), Conventions(random));
    }

    /// <summary>As <see cref="Any"/>, under the conventions that a portfolio takes.</summary>
    public static RandomTerms OfPortfolio(int seed)
    {
        var terms = Any(seed);
        return terms with
        {
            Options = new BacktestOptions
            {
                Hedging = seed % 5 == 1,
                Intrabar = (IntrabarRule)(seed % 4),
                Grouping = terms.Options.Grouping,
            },
        };
    }

    /// <summary>
    /// Only what is the same in a market whose prices are p → 200 − p: costs that are money per fill or per unit, and no cost of carrying
    /// one side.
    /// </summary>
    public static RandomTerms Mirrorable(int seed)
    {
        var random = Generator(seed);
        var execution = new ExecutionSpec
        {
            Commission = Of(
                random,
                new CommissionSpec(),
                new CommissionSpec { PerUnit = 0.25 },
                new CommissionSpec
                {
                    Fixed = 0.5,
                    PerUnit = 0.125,
                    Minimum = 1,
                },
                new CommissionSpec { Fixed = -0.25, PerUnit = -0.0625 }
            ),
            Slippage = Of<SlippageSpec>(
                random,
                new NoSlippage(),
                new SpreadSlippage { Spread = 0.0625 },
                new SpreadSlippage { Spread = 0.5 }
            ),
            VolumeShare = Of(random, (double?)null, 0.05, 0.25),
            TickSize = Of(random, (double?)null, 0.125, 0.25),
            Leverage = Of(random, 1.0, 4),
        };
        return new RandomTerms(Sizes(random, execution), Conventions(random));
    }

    /// <summary>The conventions of the mirrored market: what went up first goes down first there.</summary>
    public RandomTerms Mirrored() =>
        this with
        {
            Options = Options with
            {
                Intrabar = Turned(Options.Intrabar),
                IntrabarAt = Options.IntrabarAt?.ToDictionary(b => b.Key, b => Turned(b.Value)),
            },
        };

    /// <summary>What costs the same where all money is worth a factor less: prices, and what is paid by the unit, or the units.</summary>
    public RandomTerms Scaled(double prices, double units)
    {
        var e = Execution;
        var scaled = e with
        {
            Commission = e.Commission is { } c
                ? c with
                {
                    Fixed = prices * units * c.Fixed,
                    Minimum = prices * units * c.Minimum,
                    PerUnit = prices * c.PerUnit,
                }
                : null,
            Slippage = e.Slippage is SpreadSlippage s ? s with { Spread = prices * s.Spread } : e.Slippage,
            TickSize = prices * e.TickSize,
            LotUnits = units * e.LotUnits,
        };
        return this with { Execution = scaled };
    }

    private static IntrabarRule Turned(IntrabarRule rule) =>
        rule switch
        {
            IntrabarRule.HighFirst => IntrabarRule.LowFirst,
            IntrabarRule.LowFirst => IntrabarRule.HighFirst,
            _ => rule,
        };

    private static T Of<T>(SplitMix64 random, params ReadOnlySpan<T> values) => values[random.NextInt(values.Length)];

    private static SplitMix64 Generator(int seed)
    {
        var random = new SplitMix64((ulong)(uint)seed + 4_711);
        random.NextUInt64();
        return random;
    }

    private static ExecutionSpec Costs(SplitMix64 random)
    {
        var execution = new ExecutionSpec { CommissionRate = Of(random, 0, 0.001), SlippageBps = Of(random, 0.0, 5) };
        var commission = Of(
            random,
            null,
            new CommissionSpec
            {
                PerUnit = 0.01,
                Minimum = 1,
                CapFraction = 0.05,
            },
            new CommissionSpec { Rate = 0.0005, Fixed = 0.5 },
            new CommissionSpec { Rate = 0.001, MakerRate = -0.0002 },
            new CommissionSpec { Rate = -0.0001, PerUnit = -0.002 },
            new CommissionSpec
            {
                Rate = 0.001,
                MakerRate = -0.0002,
                Fixed = 0.5,
                PerUnit = 0.01,
                Minimum = 1,
                CapFraction = 0.2,
            }
        );
        var slippage = Of<SlippageSpec?>(
            random,
            null,
            new NoSlippage(),
            new BasisPointSlippage { Bps = 8 },
            new SpreadSlippage { SpreadBps = 4, Spread = 0.02 },
            new ImpactSlippage { Coefficient = 0.5, SpreadBps = 2 },
            new ImpactSlippage { WindowBars = 10 }
        );
        return execution with { Commission = commission, Slippage = slippage };
    }

    private static ExecutionSpec Sizes(SplitMix64 random, ExecutionSpec execution) =>
        random.NextInt(5) switch
        {
            0 => execution,
            1 => execution with { LotUnits = 5 },
            2 => execution with { FractionalUnits = true },
            3 => execution with { FractionalUnits = true, LotUnits = 0.5 },
            _ => execution with { FractionalUnits = true, LotUnits = 0.01 },
        };

    private static BacktestOptions Conventions(SplitMix64 random)
    {
        var plain = new BacktestOptions
        {
            Hedging = random.NextInt(4) == 0,
            ExclusiveOrders = random.NextInt(8) == 0,
            CloseOpenTradesAtEnd = random.NextInt(3) == 0,
        };
        return random.NextInt(8) switch
        {
            0 or 1 => plain,
            2 => plain with { TradeOnClose = true },
            3 => plain with { Grouping = TradeGrouping.Position },
            4 => plain with { Intrabar = IntrabarRule.HighFirst },
            5 => plain with { Intrabar = IntrabarRule.LowFirst },
            6 => plain with { IntrabarAt = s_someBars },
            _ => BacktestOptions.BacktestingPy with
            {
                Hedging = plain.Hedging,
                ExclusiveOrders = plain.ExclusiveOrders,
                CloseOpenTradesAtEnd = plain.CloseOpenTradesAtEnd,
                TradeOnClose = random.NextInt(2) == 0,
            },
        };
    }
}
