using Simulator.Numerics;

namespace Simulator.Backtesting;

/// <summary>When and where a price is touched inside a bar.</summary>
/// <param name="Time">Position on the path: 0 at the open, 3 at the close; +∞ if it is not touched.</param>
/// <param name="Price">The price there: the level itself, or the current price if the level was already passed.</param>
internal readonly record struct Touch(double Time, double Price);

/// <summary>
/// The intrabar path of the price: open → high → low → close, or open → low → high → close.
/// </summary>
internal readonly struct BarPath
{
    private readonly double _open;
    private readonly double _second;
    private readonly double _third;
    private readonly double _close;

    public BarPath(double open, double high, double low, double close, bool highFirst)
    {
        (_open, _close) = (open, close);
        (_second, _third) = highFirst ? (high, low) : (low, high);
    }

    /// <summary>Whether the high is the nearer of the two to the open, or as near as the low.</summary>
    public static bool HighIsNearer(double open, double high, double low) => Ties.Sign(high - open, open - low, Ties.Noise(open)) <= 0;

    /// <summary>The beginning.</summary>
    public Touch Start => new(0, _open);

    /// <summary>Where, from a point on, the price is at or beyond a level for the first time.</summary>
    public Touch First(Touch from, double level, bool rising)
    {
        if (rising ? Ties.IsAtLeast(from.Price, level) : Ties.IsAtMost(from.Price, level))
            return from;
        for (var leg = (int)from.Time; leg < 3; leg++)
        {
            var (begin, end) = (Point(leg), Point(leg + 1));
            // A level that the bar reaches up to rounding is reached, at the bar's own price.
            if (rising ? Ties.IsAtLeast(end, level) : Ties.IsAtMost(end, level))
                return new Touch(
                    Math.Max(from.Time, leg + Math.Clamp((level - begin) / (end - begin), 0, 1)),
                    rising ? Math.Min(level, end) : Math.Max(level, end)
                );
        }
        return new Touch(double.PositiveInfinity, double.NaN);
    }

    private double Point(int index) =>
        index switch
        {
            0 => _open,
            1 => _second,
            2 => _third,
            _ => _close,
        };
}
