using Simulator.Backtesting;
using Simulator.Markets;
using Simulator.Parameters;
using Simulator.Strategies;
using Simulator.Tests.Simulation.Backtesting;

namespace Simulator.Tests.Simulation.Strategies;

/// <summary>Ready rules over markets of a dozen bars, small enough that every trade is computed by hand; each test says how.</summary>
public sealed class RuleStrategyTests
{
    private static readonly ExecutionSpec s_free = new() { CommissionRate = 0, SlippageBps = 0 };

    [Fact]
    public void DonchianBreakout_ReversesOnTheOppositeBreakout()
    {
        // Bar 3: 11 above the 10s before → long at 4. Bar 7: 9 below 11 … 13 → short at 8.
        var closes = Closes(10, 10, 10, 11, 12, 13, 12, 9, 8, 8);

        Assert.Equal([(1, 4, 8), (-1, 8, 9)], Trades(closes, new DonchianBreakout(3, 2)));
        Assert.Equal([(1, 4, 8)], Trades(closes, new DonchianBreakout(3, 2, TradeSide.Long)));
        Assert.Equal([(-1, 8, 9)], Trades(closes, new DonchianBreakout(3, 2, TradeSide.Short)));
    }

    [Fact]
    public void DonchianBreakout_ExitsOnTheShorterChannel()
    {
        // Long at 5 (bar 4: 12 above 10). Bar 7: 15 is not below min(14, 16). Bar 8: 13 is below min(16, 15), yet above the entry channel's
        // low of 12 → flat at 9.
        Assert.Equal([(1, 5, 9)], Trades(Closes(10, 10, 10, 10, 12, 14, 16, 15, 13, 13, 13), new DonchianBreakout(4, 2)));
    }

    [Fact]
    public void KeltnerBreakout_EntersAboveTheBandAndLeavesBelowTheMiddle()
    {
        // Bar 4: EMA(3) = 10 + ½(12 − 10) = 11, ATR(2) = 1 + ½(2 − 1) = 1.5, upper = 11.75 < 12 → long at 5.
        // Bar 6: EMA = 11.25 > 11, lower = 11.25 − ½ · 1.125 = 10.69 < 11 → flat at 7.
        var market = TestMarkets.Ohlc(
            (10, 10.5, 9.5, 10),
            (10, 10.5, 9.5, 10),
            (10, 10.5, 9.5, 10),
            (10, 10.5, 9.5, 10),
            (10, 12, 10, 12),
            (12, 12.5, 11.5, 12),
            (12, 12, 11, 11),
            (11, 11.5, 10.5, 11),
            (11, 11.5, 10.5, 11)
        );

        Assert.Equal([(1, 5, 7)], Trades(market, new KeltnerBreakout(3, 0.5, 2)));
    }

    [Fact]
    public void EmaCross_HoldsByTheState()
    {
        // EMA(1) is the close. Bar 1: 11 above EMA(2) = 10.5 → long at 2. Bar 4: 9 below → short at 5.
        Assert.Equal([(1, 2, 5), (-1, 5, 6)], Trades(Closes(10, 11, 12, 13, 9, 6, 5), new EmaCross(1, 2)));
    }

    [Fact]
    public void MacdTrend_FollowsTheHistogramAndStaysWhereItIsZero()
    {
        // A ramp of slope 1 keeps line = signal = ½: nothing. Bar 3: line 14 − 13⅙ = 0.83 over a signal of 0.72 → long at 4.
        // Bar 4: EMA(2) = 12.39, line −0.39 under a signal of −0.02 → short at 5.
        Assert.Equal([(1, 4, 5), (-1, 5, 5)], Trades(Closes(10, 11, 12, 14, 12, 12), new MacdTrend(1, 2, 2)));
    }

    [Fact]
    public void SuperTrend_ChangesSideWithTheCloseBeyondTheBand()
    {
        // Flat bars of range 1: bands 10 ± 1, rising from bar 1 on → long at 2. Bar 5 closes at 5, below 9 → short at 6; the upper band 7.5
        // + 3 holds it.
        var flat = (10.0, 10.5, 9.5, 10.0);
        var low = (5.0, 5.5, 4.5, 5.0);

        Assert.Equal(
            [(1, 2, 6), (-1, 6, 8)],
            Trades(TestMarkets.Ohlc(flat, flat, flat, flat, flat, (10, 10, 5, 5), low, low, low), new SuperTrendFollowing(2, 1))
        );
    }

    [Fact]
    public void TimeSeriesMomentum_DecidesOnlyAtItsRebalancings()
    {
        // Bar 2: 12 over 10 → long at 3. Bar 5: 9 under bar 3's 11 → short at 6. Bar 8: 10 over bar 6's 8 → long at 9. Nothing in between.
        Assert.Equal(
            [(1, 3, 6), (-1, 6, 9), (1, 9, 10)],
            Trades(Closes(10, 11, 12, 11, 10, 9, 8, 9, 10, 10, 10), new TimeSeriesMomentum(2, 3))
        );
    }

    [Fact]
    public void TimeSeriesMomentum_WithAVolatilityTarget_HoldsTargetOverVolatility()
    {
        var market = Closes(100, 101, 103, 104, 104);
        // Log-returns ln(101/100) and ln(103/101); their standard deviation over two is |difference|/√2.
        var volatility = Math.Abs(Math.Log(103.0 / 101) - Math.Log(101.0 / 100)) / Math.Sqrt(2) * Math.Sqrt(252);
        var result = BacktestEngine.Run(
            market,
            0,
            4,
            new TimeSeriesMomentum(2, 10, 0.05, 2),
            s_free with
            {
                FractionalUnits = true,
            },
            new CapitalSpec()
        );

        var trade = Assert.Single(result.Trades);
        Assert.Equal(0.05 / volatility, trade.Size * trade.EntryPrice / result.StartingCash, 9);
    }

    [Fact]
    public void BollingerReversion_FadesBothBands()
    {
        // Bar 3: 7 under mean 9 − sd √2 → long at 4. Bar 5: 9 over mean 8 + 0.82 → short at 6 (long only: flat). Bar 7: 8 under 8.67 − 0.47
        // → long at 8.
        var closes = Closes(10, 10, 10, 7, 8, 9, 9, 8, 8);

        Assert.Equal([(1, 4, 6), (-1, 6, 8), (1, 8, 8)], Trades(closes, new BollingerReversion(3, 1)));
        Assert.Equal([(1, 4, 6), (1, 8, 8)], Trades(closes, new BollingerReversion(3, 1, TradeSide.Long)));
    }

    [Fact]
    public void BollingerReversion_LeavesAtTheMiddle()
    {
        // Wide bands are never touched again: long at 4 as above (7 is under 9 − 1.2 · √2 = 7.3), bar 4: 9 is the mean of 10, 7, 9 rounded
        // up (8⅔) → flat at 5.
        Assert.Equal([(1, 4, 5)], Trades(Closes(10, 10, 10, 7, 9, 9, 9), new BollingerReversion(3, 1.2, TradeSide.Long)));
    }

    [Fact]
    public void RsiReversion_BuysWeakAndSellsStrong()
    {
        // Bar 2: two falls, RSI 0 → long at 3. Bar 3: 0.25/(0.25 + 0.5) = 33. Bar 4: 0.875/1.125 = 78 > 70 → short at 5 (long only: flat).
        var closes = Closes(10, 9, 8, 8.5, 10, 10.2, 10.1);

        Assert.Equal((1, 3, 5), Trades(closes, new RsiReversion(2))[0]);
        Assert.Equal([(1, 3, 5)], Trades(closes, new RsiReversion(2, side: TradeSide.Long)));
        Assert.Equal((-1, 5, 6), Assert.Single(Trades(closes, new RsiReversion(2, side: TradeSide.Short))));
    }

    [Fact]
    public void ZScoreReversion_EntersFarAndLeavesNear()
    {
        // Of 10, 10, 7 the last stands √2 below the mean → long at 3; of 10, 7, 8.5 at the mean → flat at 4.
        var closes = Closes(10, 10, 7, 8.5, 8.5, 8.5);

        Assert.Equal([(1, 3, 4)], Trades(closes, new ZScoreReversion(3, 1.2)));
        Assert.Empty(Trades(closes, new ZScoreReversion(3, 1.2, stop: 1.3)));
        Assert.Empty(Trades(closes, new ZScoreReversion(3, 1.2, side: TradeSide.Short)));
    }

    [Fact]
    public void ZScoreReversion_OfASpread_BuysWhatFellBehindItsReference()
    {
        // The close is twice the reference but for bar 5, where it lies 1 below that: 2.1 deviations of the residuals under the line, and
        // yet above its own mean.
        double[] reference = [10, 13, 10.5, 12, 11.5, 12.2, 12];
        var market = Closes(20, 26, 21, 24, 23, 23.4, 24);

        Assert.Equal([(1, 6, 6)], Trades(market, new ZScoreReversion(6, 2, 0.5, reference: reference)));
        Assert.Empty(Trades(market, new ZScoreReversion(6, 2)));
    }

    private static BarSeries Closes(params double[] closes) =>
        TestMarkets.OpenClose([.. closes.Select((c, i) => (closes[Math.Max(0, i - 1)], c))]);

    private static List<(int Side, int Entry, int Exit)> Trades(BarSeries market, IStrategy strategy) =>
        [
            .. BacktestEngine
                .Run(market, 0, market.Count - 1, strategy, s_free, new CapitalSpec())
                .Trades.Select(t => (Math.Sign(t.Size), t.EntryBar, t.ExitBar)),
        ];
}
