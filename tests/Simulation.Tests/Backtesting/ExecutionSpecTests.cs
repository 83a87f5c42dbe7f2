using System.Text.Json;
using Simulator.Backtesting;
using Simulator.Errors;

namespace Simulator.Tests.Simulation.Backtesting;

public sealed class ExecutionSpecTests
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    public static TheoryData<ExecutionSpec, string> Faults =>
        new()
        {
            {
                new() { Commission = new CommissionSpec { Rate = 0.7 } },
                "execution.commission.rate: must be above -0.5 and below 0.5, as a fraction "
                    + "of the traded value (negative for a rebate), was 0.7"
            },
            {
                new() { Commission = new CommissionSpec { MakerRate = -0.5 } },
                "execution.commission.makerRate: must be above -0.5 and below 0.5, as a "
                    + "fraction of the traded value (negative for a rebate), was -0.5"
            },
            {
                new() { Commission = new CommissionSpec { Minimum = -1 } },
                "execution.commission.minimum: must be money per fill, at least 0 and below 1e9, was -1"
            },
            {
                new() { Commission = new CommissionSpec { CapFraction = 0 } },
                "execution.commission.capFraction: must be a fraction of the traded value, above 0 and at most 1, was 0"
            },
            {
                new() { Slippage = new BasisPointSlippage { Bps = -1 } },
                "execution.slippage.bps: must be in basis points, at least 0 and below 5000, was -1"
            },
            {
                new() { Slippage = new SpreadSlippage { Spread = -1 } },
                "execution.slippage.spread: must be in units of the price, at least 0 and below 1e9, was -1"
            },
            {
                new() { Slippage = new ImpactSlippage { WindowBars = 1 } },
                "execution.slippage.windowBars: must be between 2 and 10000, was 1"
            },
            {
                new() { VolumeShare = 0 },
                "execution.volumeShare: must be a fraction of the bar's volume, above 0 and at most 1, was 0"
            },
            {
                new() { LotUnits = 0.1 },
                "execution.lotUnits: must be a whole number unless fractionalUnits is true, was 0.1"
            },
            {
                new() { TickSize = 0 },
                "execution.tickSize: must be a price step, at least 1e-12 and below 1e9, was 0"
            },
            {
                new() { Financing = new FinancingSpec { DaysPerYear = 252 } },
                "execution.financing.daysPerYear: must be 360 or 365, was 252"
            },
            {
                new() { Financing = new FinancingSpec { DebitRatePerYear = double.NaN } },
                "execution.financing.debitRatePerYear: must be a fraction per year between 0 and 10, was NaN"
            },
            {
                new()
                {
                    Leverage = 4,
                    Margin = new MarginSpec { MaintenanceFraction = 0.3 },
                },
                "execution.margin.maintenanceFraction: must be a fraction of the position's "
                    + "value, above 0 and at most 1/leverage (0.25), was 0.3"
            },
        };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Fault_IsNamedByItsPath(ExecutionSpec spec, string error)
    {
        var errors = new SpecErrors();
        ExecutionSpecValidator.Validate(spec, "execution", errors);

        Assert.Equal(error, Assert.Single(errors.All.Select(e => $"{e.Path}: {e.Message}")));
    }

    [Fact]
    public void Members_LeftOut_AreNotWritten() =>
        Assert.Equal(
            """{"fill":"nextOpen","commissionRate":0.001,"slippageBps":1,"leverage":1,"allowShort":true,"fractionalUnits":false}""",
            JsonSerializer.Serialize(new ExecutionSpec(), s_json)
        );

    [Fact]
    public void Members_Given_ComeBack()
    {
        var spec = new ExecutionSpec
        {
            Commission = new CommissionSpec
            {
                Rate = 0.0005,
                MakerRate = -0.0001,
                Minimum = 1,
                CapFraction = 0.01,
            },
            Slippage = new ImpactSlippage { Coefficient = 0.8 },
            VolumeShare = 0.1,
            LotUnits = 100,
            TickSize = 0.01,
            Financing = new FinancingSpec { BorrowRatePerYear = 0.03 },
            Margin = new MarginSpec { Call = MarginCallFill.Close },
        };

        var errors = new SpecErrors();
        ExecutionSpecValidator.Validate(spec, "", errors);
        Assert.Empty(errors.All);
        Assert.Equal(spec, JsonSerializer.Deserialize<ExecutionSpec>(JsonSerializer.Serialize(spec, s_json), s_json));
    }

    [Fact]
    public void CostFraction_IsTheRateAndTheSlippageThatAreKnownBeforehand()
    {
        Assert.Equal(0.0011, new ExecutionSpec().CostFraction, 1e-12);
        Assert.Equal(
            0.002 + 0.0015,
            new ExecutionSpec
            {
                Commission = new CommissionSpec { Rate = 0.002 },
                Slippage = new SpreadSlippage { SpreadBps = 30 },
            }.CostFraction,
            1e-12
        );
    }
}
