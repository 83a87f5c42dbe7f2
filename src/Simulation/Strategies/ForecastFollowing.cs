using System.Globalization;
using Simulator.Backtesting;
using Simulator.Forecasting;
using Simulator.Numerics;
using Simulator.Parameters;

namespace Simulator.Strategies;

/// <summary>Position size of a forecast.</summary>
public enum ForecastSize
{
    /// <summary>Everything, long or short.</summary>
    Full,

    /// <summary>A fraction of Merton's share (μ + σ²/2)/σ², at most everything.</summary>
    Kelly,
}

/// <summary>
/// Long if the forecast's mean log-return is above a threshold, short if it is below the threshold's negative, else flat. A mean within a
/// millionth of the forecast's deviation of the threshold is on it. A bar without a forecast changes nothing.
/// </summary>
public sealed class ForecastFollowing : TargetStrategy
{
    private readonly ForecastTape _tape;
    private readonly double _threshold;
    private readonly ForecastSize _size;
    private readonly double _fraction;
    private readonly double _smallestChange;

    /// <summary>Follows a tape with one row per bar of the series it will run on.</summary>
    /// <param name="tape">The forecasts.</param>
    /// <param name="threshold">Log-return over the forecast's horizon that must be exceeded, ≥ 0.</param>
    /// <param name="size">Position size.</param>
    /// <param name="fraction">Under <see cref="ForecastSize.Kelly"/> the fraction of Merton's share, in (0, 1].</param>
    /// <param name="smallestChange">Smallest change of size, as a fraction of equity, that is traded while the side stays the same.</param>
    /// <param name="side">Which sides are taken.</param>
    public ForecastFollowing(
        ForecastTape tape,
        double threshold = 0,
        ForecastSize size = ForecastSize.Full,
        double fraction = 0.5,
        double smallestChange = 0.1,
        TradeSide side = TradeSide.Both
    )
        : base($"following {tape.Forecaster}", side)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(threshold);
        (_tape, _threshold, _size, _fraction, _smallestChange) = (tape, threshold, size, fraction, smallestChange);
    }

    /// <inheritdoc/>
    public override int FirstReadyBar => _tape.FirstBar;

    /// <inheritdoc/>
    protected override double Wanted(BarContext context)
    {
        if (context.Bar >= _tape.Mean.Length)
            throw new InvalidOperationException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"forecast tape: it has {_tape.Mean.Length} rows, bar {context.Bar} was "
                        + $"asked for; a tape needs one row per bar of its series"
                )
            );
        var mean = _tape.Mean[context.Bar];
        if (double.IsNaN(mean))
            return double.NaN;
        var deviation = _tape.StandardDeviation[context.Bar];
        var noise = double.IsNaN(deviation) ? 0 : Ties.ForecastUnit * deviation;
        var direction = Ties.Sign(Math.Abs(mean), _threshold, noise) > 0 ? Math.Sign(mean) : 0;
        var wanted = direction * (_size == ForecastSize.Full ? 1 : Share(mean, deviation, direction));
        return Math.Sign(wanted) == Math.Sign(Held) && Math.Abs(wanted - Held) < _smallestChange ? double.NaN : wanted;
    }

    // Merton (1969) with unit risk aversion: drift over variance; of a log-return's mean, the drift is μ + σ²/2.
    private double Share(double mean, double deviation, int direction)
    {
        var variance = deviation * deviation;
        var share = variance > 0 ? direction * _fraction * (mean + (variance / 2)) / variance : 0;
        return Math.Clamp(share, 0, 1);
    }
}
