using Simulator.Distributions;

namespace Simulator.Learning.Forecasters.Gan;

/// <summary>
/// The base noise of the generator: a standard normal z with heavier tails, <c>width · z · exp(tail · z² / 2)</c> (Goerg 2015, “The Lambert
/// way to Gaussianize heavy-tailed data”). Width and tail are fitted by maximum likelihood to the outcomes that a fold trains on, in units
/// of the volatility, so that training starts from the law of those outcomes and not from a normal one.
/// </summary>
/// <param name="Width">Above 0; 1 for the random walk.</param>
/// <param name="Tail">δ ≥ 0: 0 for a normal law; moments of order 1/δ and above do not exist.</param>
internal sealed record HeavyTails(double Width, double Tail)
{
    /// <summary>Fewest outcomes that a fit is made of.</summary>
    public const int FewestOutcomes = 30;

    private const int Steps = 30;
    private static readonly double s_golden = (Math.Sqrt(5) - 1) / 2;

    /// <summary>The random walk's noise.</summary>
    public static HeavyTails Normal { get; } = new(1, 0);

    /// <summary>Fits outcomes, which have a median of about zero; too few of them, or none that moves, are taken for normal ones.</summary>
    /// <param name="outcomes">In units of the volatility.</param>
    /// <param name="largestTail">Bound of δ; 0 leaves the noise normal with unit width.</param>
    public static HeavyTails Fit(ReadOnlySpan<double> outcomes, double largestTail)
    {
        double[] squares = [.. outcomes.ToArray().Select(y => y * y)];
        if (largestTail == 0 || squares.Length < FewestOutcomes || !(squares.Sum() > 0))
            return Normal;
        var deviation = Math.Sqrt(squares.Average());
        double WidthOf(double tail) => Lowest(w => Loss(squares, w, tail), deviation / 4, deviation * 1.25);
        var tail = Lowest(d => Loss(squares, WidthOf(d), d), 0, largestTail);
        return new HeavyTails(WidthOf(tail), tail);
    }

    /// <summary>The value of this law that a standard normal stands for.</summary>
    public double Of(double normal) => Width * normal * Math.Exp(Tail * normal * normal / 2);

    /// <summary>The law itself, as quantiles close enough that its CRPS is exact to four digits.</summary>
    public QuantileLaw ToLaw()
    {
        double[] levels = [.. Enumerable.Range(1, 999).Select(k => k / 1000.0)];
        return new QuantileLaw(levels, [.. levels.Select(p => Of(Normal01(p)))]);
    }

    /// <summary>The principal branch of Lambert's W, the w with w·eʷ = x, for x ≥ 0.</summary>
    public static double LambertW(double x)
    {
        if (x == 0)
            return 0;
        var w = Math.Log(1 + x);
        if (w > 2)
            w -= Math.Log(w);
        // Halley's method; three steps give all digits from this start, and six are safe.
        for (var i = 0; i < 6; i++)
        {
            var (e, grown) = (Math.Exp(w), w + 1);
            var miss = (w * e) - x;
            w -= miss / ((e * grown) - ((w + 2) * miss / (2 * grown)));
        }
        return w;
    }

    private static double Normal01(double level) => MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, level);

    // Mean of −ln f, without what does not depend on the parameters: z²/2 + ln(dy/dz), with z² = W(δ·(y/w)²)/δ.
    private static double Loss(double[] squares, double width, double tail)
    {
        var sum = 0.0;
        foreach (var square in squares)
        {
            var u = square / (width * width);
            var z = tail < 1e-9 ? u : LambertW(tail * u) / tail;
            sum += (z / 2) + (tail * z / 2) + Math.Log(1 + (tail * z));
        }
        return (sum / squares.Length) + Math.Log(width);
    }

    // Golden-section search: the losses have one valley.
    private static double Lowest(Func<double, double> loss, double from, double to)
    {
        var (left, right) = (to - (s_golden * (to - from)), from + (s_golden * (to - from)));
        var (atLeft, atRight) = (loss(left), loss(right));
        for (var i = 0; i < Steps; i++)
        {
            if (atLeft <= atRight)
            {
                (to, right, atRight) = (right, left, atLeft);
                left = to - (s_golden * (to - from));
                atLeft = loss(left);
            }
            else
            {
                (from, left, atLeft) = (left, right, atRight);
                right = from + (s_golden * (to - from));
                atRight = loss(right);
            }
        }
        return (from + to) / 2;
    }
}
