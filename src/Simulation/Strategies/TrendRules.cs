using Simulator.Backtesting;
using Simulator.Numerics;
using Simulator.Parameters;

namespace Simulator.Strategies;

/// <summary>
/// Long after a close above the highest high of the bars before, until one below the lowest low of a shorter window; short mirrored.
/// </summary>
public sealed class DonchianBreakout(int entryBars = 20, int exitBars = 10, TradeSide side = TradeSide.Both)
    : TargetStrategy(
        FormattableString.Invariant($"Donchian breakout {entryBars}/{exitBars}"),
        side,
        new FollowedIndicator("donchian", entryBars, 1),
        new FollowedIndicator("donchian", exitBars, 1)
    )
{
    /// <inheritdoc/>
    protected override double Wanted(BarContext context)
    {
        var close = context.Close[^1];
        if (close > First[0])
            return 1;
        if (close < First[1])
            return -1;
        return (Held > 0 && close < Second[1]) || (Held < 0 && close > Second[0]) ? 0 : double.NaN;
    }
}

/// <summary>Long after a close above the upper Keltner band, until one below the middle; short mirrored.</summary>
public sealed class KeltnerBreakout(int bars = 20, double multiple = 2, int atrBars = 10, TradeSide side = TradeSide.Both)
    : TargetStrategy(
        FormattableString.Invariant($"Keltner breakout {bars}/{multiple}"),
        side,
        new FollowedIndicator("keltner", bars, multiple, atrBars)
    )
{
    /// <inheritdoc/>
    protected override double Wanted(BarContext context)
    {
        var close = context.Close[^1];
        if (Ties.IsAbove(close, First[1]))
            return 1;
        if (Ties.IsBelow(close, First[2]))
            return -1;
        return (Held > 0 && Ties.IsBelow(close, First[0])) || (Held < 0 && Ties.IsAbove(close, First[0])) ? 0 : double.NaN;
    }
}

/// <summary>Long while the MACD line is above its signal, short while below.</summary>
public sealed class MacdTrend(int fastBars = 12, int slowBars = 26, int signalBars = 9, TradeSide side = TradeSide.Both)
    : TargetStrategy(
        FormattableString.Invariant($"MACD {fastBars}/{slowBars}/{signalBars}"),
        side,
        new FollowedIndicator("macd", fastBars, slowBars, signalBars)
    )
{
    /// <inheritdoc/>
    protected override double Wanted(BarContext context) => Sign(First[2]);
}

/// <summary>Long while the fast exponential average is above the slow one, short while below.</summary>
public sealed class EmaCross(int fastBars = 12, int slowBars = 26, TradeSide side = TradeSide.Both)
    : TargetStrategy(
        FormattableString.Invariant($"EMA cross {fastBars}/{slowBars}"),
        side,
        new FollowedIndicator("ema", fastBars),
        new FollowedIndicator("ema", slowBars)
    )
{
    /// <inheritdoc/>
    protected override double Wanted(BarContext context) => Sign(Ties.Sign(First[0], Second[0]));
}

/// <summary>Long while SuperTrend rises, short while it falls.</summary>
public sealed class SuperTrendFollowing(int bars = 10, double multiple = 3, TradeSide side = TradeSide.Both)
    : TargetStrategy(
        FormattableString.Invariant($"SuperTrend {bars}/{multiple}"),
        side,
        new FollowedIndicator("superTrend", bars, multiple)
    )
{
    /// <inheritdoc/>
    protected override double Wanted(BarContext context) => First[1];
}

/// <summary>
/// Time-series momentum (Moskowitz, Ooi, Pedersen, 2012): at every rebalancing long where the price is above where it was a look-back
/// ago, short where below. With a volatility target the share held is the target over the realized volatility, at most 1.
/// </summary>
public sealed class TimeSeriesMomentum(
    int lookbackBars = 252,
    int rebalanceBars = 21,
    double volatilityTarget = 0,
    int volatilityBars = 60,
    double perYear = 252,
    TradeSide side = TradeSide.Both
)
    : TargetStrategy(
        FormattableString.Invariant($"time-series momentum {lookbackBars}/{rebalanceBars}"),
        side,
        new FollowedIndicator("momentum", lookbackBars),
        new FollowedIndicator("volatility", volatilityBars, perYear)
    )
{
    private int _nextRebalance;

    /// <inheritdoc/>
    public override int FirstReadyBar => volatilityTarget > 0 ? base.FirstReadyBar : First.WarmUpBars - 1;

    /// <inheritdoc/>
    protected override void Begin() => _nextRebalance = 0;

    /// <inheritdoc/>
    protected override double Wanted(BarContext context)
    {
        if (context.Bar < _nextRebalance)
            return double.NaN;
        _nextRebalance = context.Bar + rebalanceBars;
        var direction = Sign(First[0]);
        return volatilityTarget > 0 && Second[0] > 0 ? direction * Math.Min(1, volatilityTarget / Second[0]) : direction;
    }
}
