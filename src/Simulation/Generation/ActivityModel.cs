using Simulator.Numerics;

namespace Simulator.Generation;

/// <summary>
/// How much is traded: u[t] = a + b·u[t − 1] + c·|x[t]| + e[t] by least squares, u being the activity and x the standardised return of the
/// same bar. Volume remembers itself and goes with the size of the move (Karpoff 1987).
/// </summary>
/// <param name="Level">a.</param>
/// <param name="Memory">b, held to at most <see cref="MostMemory"/>.</param>
/// <param name="Size">c.</param>
/// <param name="Error">Standard deviation of e.</param>
public sealed record ActivityModel(double Level, double Memory, double Size, double Error)
{
    /// <summary>Largest |b|: a path's volume has to come back.</summary>
    public const double MostMemory = 0.98;

    /// <summary>Fits it.</summary>
    /// <param name="activity">[bar] u.</param>
    /// <param name="standardised">[bar] x.</param>
    public static ActivityModel Fit(ReadOnlySpan<double> activity, ReadOnlySpan<double> standardised)
    {
        var n = activity.Length - 1;
        var (ones, before, size) = (new double[n], activity[..n].ToArray(), new double[n]);
        Array.Fill(ones, 1);
        for (var i = 0; i < n; i++)
            size[i] = Math.Abs(standardised[i + 1]);
        var fit = LeastSquares.Fit([ones, before, size], activity[1..]);
        var model = new ActivityModel(fit[0], Math.Clamp(fit[1], -MostMemory, MostMemory), fit[2], 1);
        var errors = new double[n];
        for (var i = 0; i < n; i++)
            errors[i] = model.ErrorOf(activity[i + 1], activity[i], standardised[i + 1]);
        var deviation = Moments.StandardDeviation(errors);
        return model with { Error = deviation > 0 ? deviation : 1 };
    }

    /// <summary>The activity that follows.</summary>
    /// <param name="before">u of the bar before.</param>
    /// <param name="standardised">x of this bar.</param>
    /// <param name="error">e of this bar in its standard deviations.</param>
    public double Next(double before, double standardised, double error) =>
        Level + (Memory * before) + (Size * Math.Abs(standardised)) + (Error * error);

    /// <summary>The inverse: e in its standard deviations.</summary>
    public double ErrorOf(double activity, double before, double standardised) =>
        (activity - Level - (Memory * before) - (Size * Math.Abs(standardised))) / Error;
}
