using Simulator.Backtesting;

namespace Simulator.Tests.Simulation.Backtesting;

public sealed class MarginTests
{
    // 200 units at 100 with 10,000 custom at leverage 2; at a close of 70 the equity is 4,000, the position 14,000.
    private static readonly (double, double)[] s_fall = [(100, 100), (100, 100), (90, 70), (69, 69), (69, 72)];

    [Fact]
    public void EquityBelowMaintenance_CutsAtTheNextOpenToWhatItCarries()
    {
        var result = Run(new MarginSpec { MaintenanceFraction = 0.3 });

        var call = Assert.Single(result.MarginCalls);
        Assert.Equal((2, 4_000.0, 0.3 * 14_000), (call.Bar, call.Equity, call.Required));
        Assert.Equal(200 - 114, call.Units); // 4,000 carry 8,000 at leverage 2: 114 units at 70
        Assert.Equal((3, 69.0, 86.0), (result.Trades[0].ExitBar, result.Trades[0].ExitPrice, result.Trades[0].Size));
        Assert.Equal("margin call of bar 2: reduced at 69", result.Trades[0].ExitReason);
        Assert.Contains("bar 2: margin call: equity 4000.00 was below the required 4200.00; 86 units are closed", result.Notes);
        Assert.Equal(114, result.Trades[1].Size);
    }

    [Fact]
    public void CallAtTheClose_CutsThere()
    {
        var result = Run(new MarginSpec { MaintenanceFraction = 0.3, Call = MarginCallFill.Close });

        Assert.Equal((2, 70.0, 86.0), (result.Trades[0].ExitBar, result.Trades[0].ExitPrice, result.Trades[0].Size));
        Assert.Equal(4_000, result.Equity[2], 1e-9);
        Assert.Equal(114 * 70 / 4_000.0, result.Exposure[2], 1e-12);
    }

    [Theory]
    [InlineData(0.27)] // 3,780 required and 4,000 there, then 3,726 and 3,800
    [InlineData(null)]
    public void EquityThatSuffices_OrNoRule_CutsNothing(double? maintenance)
    {
        var result = Run(maintenance is { } m ? new MarginSpec { MaintenanceFraction = m } : null);

        Assert.Empty(result.MarginCalls);
        Assert.True(Assert.Single(result.Trades).IsOpen);
    }

    [Fact]
    public void ShortThatRises_IsCutToo()
    {
        var result = EngineRun.Of(
            TestMarkets.OpenClose((100, 100), (100, 100), (110, 130), (131, 131)),
            EngineRun.At(0, o => o.SellUnits(200)),
            EngineRun.Free with
            {
                Leverage = 2,
                Margin = new MarginSpec { MaintenanceFraction = 0.3 },
            },
            cash: 10_000
        );

        Assert.Equal((2, 139.0), (result.MarginCalls[0].Bar, result.MarginCalls[0].Units)); // 4,000 carry 61 at 130
        Assert.Equal((-139.0, 131.0), (result.Trades[0].Size, result.Trades[0].ExitPrice));
    }

    [Fact]
    public void AccountUsedUp_IsLiquidatedNotCalled()
    {
        var result = EngineRun.Of(
            TestMarkets.OpenClose((100, 100), (100, 100), (90, 40), (40, 40)),
            EngineRun.At(0, o => o.BuyUnits(200)),
            EngineRun.Free with
            {
                Leverage = 2,
                Margin = new MarginSpec { MaintenanceFraction = 0.3 },
            },
            cash: 10_000
        );

        Assert.Empty(result.MarginCalls);
        Assert.Equal(2, result.LiquidatedBar);
        Assert.Contains("the remaining debt of 2000.00 is not counted", Assert.Single(result.Notes), StringComparison.Ordinal);
    }

    private static BacktestResult Run(MarginSpec? margin) =>
        EngineRun.Of(
            TestMarkets.OpenClose(s_fall),
            EngineRun.At(0, o => o.BuyUnits(200)),
            EngineRun.Free with
            {
                Leverage = 2,
                Margin = margin,
            },
            cash: 10_000
        );
}
