using Simulator.Backtesting;
using Simulator.Numerics;
using Simulator.Parameters;

namespace Simulator.Strategies;

/// <summary>Long after a close below the lower Bollinger band, until one at or above the middle; short mirrored.</summary>
public sealed class BollingerReversion(int bars = 20, double width = 2, TradeSide side = TradeSide.Both)
    : TargetStrategy(
        FormattableString.Invariant($"Bollinger reversion {bars}/{width}"),
        side,
        new FollowedIndicator("bollinger", bars, width)
    )
{
    /// <inheritdoc/>
    protected override double Wanted(BarContext context)
    {
        var close = context.Close[^1];
        if (Ties.IsBelow(close, First[2]))
            return 1;
        if (Ties.IsAbove(close, First[1]))
            return -1;
        return (Held > 0 && Ties.IsAtLeast(close, First[0])) || (Held < 0 && Ties.IsAtMost(close, First[0])) ? 0 : double.NaN;
    }
}

/// <summary>
/// Long after the RSI fell below a low level, until it is back at the exit level; short after it rose above the high level, mirrored.
/// </summary>
public sealed class RsiReversion(int bars = 14, double low = 30, double high = 70, double exit = 50, TradeSide side = TradeSide.Both)
    : TargetStrategy(FormattableString.Invariant($"RSI reversion {bars} {low}/{high}"), side, new FollowedIndicator("rsi", bars))
{
    /// <inheritdoc/>
    protected override double Wanted(BarContext context)
    {
        var rsi = First[0];
        if (Ties.SignOfPercent(rsi, low) < 0)
            return 1;
        if (Ties.SignOfPercent(rsi, high) > 0)
            return -1;
        var side = Ties.SignOfPercent(rsi, exit);
        return !double.IsNaN(rsi) && ((Held > 0 && side >= 0) || (Held < 0 && side <= 0)) ? 0 : double.NaN;
    }
}

/// <summary>
/// Long when the close (or its least-squares residual on a second series) is a number of standard deviations below its
/// mean, until it is back within the exit distance; short mirrored. Beyond the stop distance it is stopped out until it has come back.
/// </summary>
/// <param name="bars">Window of mean and deviation, and of the least squares.</param>
/// <param name="enter">Deviations at which a position is taken.</param>
/// <param name="exit">Deviations within which it is closed.</param>
/// <param name="stop">Deviations beyond which it is stopped out; 0 for never.</param>
/// <param name="side">Which sides are taken.</param>
/// <param name="reference">[bar] the second series; null for the close alone. Only the close's own series is traded.</param>
public sealed class ZScoreReversion(
    int bars = 20,
    double enter = 2,
    double exit = 0.5,
    double stop = 0,
    TradeSide side = TradeSide.Both,
    double[]? reference = null
)
    : TargetStrategy(
        FormattableString.Invariant($"z-score reversion {bars} {enter}/{exit}{(reference is null ? "" : " of the spread")}"),
        side,
        new FollowedIndicator(reference is null ? "zScore" : "pairSpread", reference, [bars])
    )
{
    private readonly int _line = reference is null ? 0 : 3;
    private bool _isStopped;

    /// <inheritdoc/>
    protected override void Begin() => _isStopped = false;

    /// <inheritdoc/>
    protected override double Wanted(BarContext context)
    {
        var z = First[_line];
        if (Ties.SignOfRatio(Math.Abs(z), exit) <= 0 && !double.IsNaN(z))
        {
            _isStopped = false;
            return 0;
        }
        if (stop > 0 && Ties.SignOfRatio(Math.Abs(z), stop) > 0)
            _isStopped = true;
        if (_isStopped)
            return 0;
        return double.IsNaN(z) || Ties.SignOfRatio(Math.Abs(z), enter) < 0 ? double.NaN
            : z < 0 ? 1
            : -1;
    }
}
