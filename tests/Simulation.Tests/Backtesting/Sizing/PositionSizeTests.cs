using System.Text.Json;
using Simulator.Backtesting;
using Simulator.Markets;

namespace Simulator.Tests.Simulation.Backtesting.Sizing;

/// <summary>Sizes against numbers computed by hand.</summary>
public sealed class PositionSizeTests
{
    private static readonly ExecutionSpec s_costs = new()
    {
        CommissionRate = 0.001,
        SlippageBps = 10,
        Leverage = 2,
    };

    public static TheoryData<PositionSize, double> Simple =>
        new()
        {
            // 10,000 of equity; a unit at 50 costs 50·1.001·1.001 = 50.10005.
            { new AllInSize(), Math.Floor(20_000 / 50.10005) },
            {
                new UnitsSize { Count = 7 },
                7
            },
            {
                new CashSize { Amount = 1_000 },
                Math.Floor(1_000 / 50.10005)
            },
            {
                new EquityFractionSize { Fraction = 0.3 },
                Math.Floor(3_000 / 50.10005)
            },
            {
                new EquityFractionSize { Fraction = 1.5 },
                Math.Floor(15_000 / 50.10005)
            },
        };

    [Theory]
    [MemberData(nameof(Simple))]
    public void Size_ByFormula_IsRoundedDown(PositionSize size, double units) =>
        Assert.Equal(units, Units(TestMarkets.Still(3, price: 50), 0, OrderRequest.Buy(size), s_costs));

    [Fact]
    public void RiskFraction_DividesByTheStopsDistance()
    {
        // 1 % of 10,000 is 100; a stop 4 below 50 risks 4 a unit.
        Assert.Equal(
            25,
            Units(TestMarkets.Still(3, price: 50), 0, OrderRequest.Buy(new RiskFractionSize { Fraction = 0.01 }) with { StopLoss = 46 })
        );
        Assert.Equal(
            20,
            Units(TestMarkets.Still(3, price: 50), 0, OrderRequest.Sell(new RiskFractionSize { Fraction = 0.01 }) with { StopLoss = 55 })
        );
        Assert.Equal(
            40,
            Units(
                TestMarkets.Still(3, price: 50),
                0,
                OrderRequest.Buy(new RiskFractionSize { Fraction = 0.01 }) with
                {
                    Trail = TrailingStop.ByFraction(0.05),
                }
            )
        );
    }

    [Fact]
    public void RiskFraction_WithoutAStop_IsRefused() =>
        Assert.Contains(
            "needs a stop-loss or trailing stop",
            Assert.Throws<ArgumentException>(() => Units(TestMarkets.Still(3), 0, OrderRequest.Buy(new RiskFractionSize()))).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void VolatilityTarget_ScalesByThePastsVolatility()
    {
        // Log-returns +a, −a, +a with a = ln 1.1: mean a/3, σ² = (2·(2a/3)² + (4a/3)²)/2 = 4a²/3; crypto has 365 days.
        var bars = TestMarkets.OpenClose((100, 100), (100, 110), (110, 100), (100, 110), (110, 110), (110, 110));
        var volatility = 2 * Math.Log(1.1) / Math.Sqrt(3) * Math.Sqrt(365);

        Assert.Equal(
            Math.Floor(0.4 / volatility * 10_000 / 110),
            Units(bars, 3, OrderRequest.Buy(new VolatilityTargetSize { PerYear = 0.4, WindowBars = 3 }))
        );
    }

    [Fact]
    public void VolatilityTarget_Intraday_CountsTheBarsOfADay()
    {
        // Four bars a day, as the complete day before the decision had: 1,460 bars a year.
        double[] closes = [100, 100, 100, 110, 100, 110, 110, 110];
        var times = closes.Select((_, i) => new DateTime(2024, 1, 1, 6, 0, 0, DateTimeKind.Utc).AddHours(6 * i).Ticks).ToArray();
        var series = new BarSeries("TEST", times, closes, closes, closes, closes, closes)
        {
            Calendar = MarketCalendar.Crypto,
            Interval = BarInterval.Minutes(360),
        };
        var volatility = 2 * Math.Log(1.1) / Math.Sqrt(3) * Math.Sqrt(365 * 4);

        Assert.Equal(
            Math.Floor(0.4 / volatility * 10_000 / 110),
            Units(series, 5, OrderRequest.Buy(new VolatilityTargetSize { PerYear = 0.4, WindowBars = 3 }))
        );
    }

    [Fact]
    public void VolatilityTarget_BeforeEnoughReturns_HasNoSize() =>
        Assert.Equal(0, Units(TestMarkets.Still(30), 5, OrderRequest.Buy(new VolatilityTargetSize { WindowBars = 20 })));

    [Theory]
    [InlineData(+1, 1.0, 0.4)]
    [InlineData(+1, 0.1, 0.1)] // capped
    [InlineData(-1, 1.0, 0.0)] // a sale has no edge where prices rose
    public void KellyOfReturns_IsMeanOverVariance(int side, double cap, double fraction)
    {
        // Returns 60 %, −40 %: mean 0.1, variance 0.5 (n − 1), Kelly 0.2 → doubled below by taking 60, −40, 60: computed here.
        var bars = TestMarkets.OpenClose((100, 100), (100, 160), (160, 96), (96, 153.6), (153.6, 153.6));
        var kelly = (0.8 / 3) / (((2 * Math.Pow(0.6 - (0.8 / 3), 2)) + Math.Pow(-0.4 - (0.8 / 3), 2)) / 2);
        Assert.Equal(0.8, kelly, 1e-9);
        var size = new KellySize
        {
            Multiplier = 0.5,
            CapFraction = cap,
            Source = KellySource.Returns,
            WindowCount = 3,
        };

        Assert.Equal(Math.Floor(fraction * 10_000 / 153.6), Units(bars, 3, side > 0 ? OrderRequest.Buy(size) : OrderRequest.Sell(size)));
    }

    [Fact]
    public void KellyOfTrades_IsWinRateLessLossRateOverPayoff()
    {
        // Ten trades: six win 10 %, four lose 5 %: p = 0.6, b = 2, Kelly = 0.6 − 0.4/2 = 0.4, half of it 0.2.
        bool[] wins = [true, false, true, true, false, true, false, true, false, true];
        var bars = new List<(double, double)> { (100, 100) };
        foreach (var win in wins)
        {
            bars.Add((100, 100));
            bars.Add((win ? 110 : 95, 100));
        }
        bars.AddRange([(100, 100), (100, 100)]);
        var size = new KellySize { Multiplier = 0.5, StartFraction = 0.01 };
        var result = EngineRun.Of(
            TestMarkets.OpenClose([.. bars]),
            c =>
            {
                if (c.Units == 0 && c.Bar <= 20)
                    c.Orders.Place(OrderRequest.Buy(size));
                else
                    c.Orders.CloseAll();
            },
            cash: 10_000
        );

        Assert.All(result.Trades.Take(10), t => Assert.Equal(1, t.Size)); // 1 % of the equity until ten trades are known
        Assert.Equal(Math.Floor(0.2 * (10_000 + (6 * 10) - (4 * 5)) / 100), result.Trades[10].Size);
    }

    [Fact]
    public void Size_Unusable_IsRefusedByMember()
    {
        var error = Assert.Throws<ArgumentException>(() =>
            Units(TestMarkets.Still(3), 0, OrderRequest.Buy(new EquityFractionSize { Fraction = -1 }))
        );

        Assert.Contains("EquityFractionSize: fraction must be above 0 and at most 100, was -1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Size_AsJson_IsToldApartByItsKind()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        var json = JsonSerializer.Serialize<PositionSize>(new KellySize { Source = KellySource.Returns, WindowCount = 60 }, options);

        Assert.Contains("\"kind\":\"kelly\"", json, StringComparison.Ordinal);
        Assert.Contains("\"source\":\"returns\"", json, StringComparison.Ordinal);
        Assert.Equal(
            new KellySize { Source = KellySource.Returns, WindowCount = 60 },
            JsonSerializer.Deserialize<PositionSize>(json, options)
        );
        Assert.Equal(new UnitsSize { Count = 5 }, JsonSerializer.Deserialize<PositionSize>("""{ "kind": "units", "units": 5 }""", options));
    }

    private static double Units(BarSeries series, int bar, OrderRequest request, ExecutionSpec? execution = null) =>
        EngineRun
            .Of(series, EngineRun.At(bar, o => o.Place(request)), execution ?? EngineRun.Free with { Leverage = 2 }, cash: 10_000)
            .Trades.Sum(t => Math.Abs(t.Size));
}
