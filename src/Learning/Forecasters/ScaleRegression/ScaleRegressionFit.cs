using Simulator.Numerics;
using Simulator.Volatility;

namespace Simulator.Learning.Forecasters.ScaleRegression;

/// <summary>Student-t returns whose log-scale is linear in some columns: ln s = b₀ + Σ bₖxₖ, by penalised maximum likelihood.</summary>
/// <param name="Intercept">b₀.</param>
/// <param name="Coefficients">b, one per column.</param>
/// <param name="Law">Law of a residual divided by s.</param>
internal sealed record ScaleRegressionFit(double Intercept, double[] Coefficients, InnovationLaw Law)
{
    private const double Widest = 5; // ln s beyond it is no volatility of a market

    /// <summary>Fits rows [0, <paramref name="end"/>).</summary>
    /// <param name="x">[column][row] standardised.</param>
    /// <param name="residuals">[row] return divided by its base volatility.</param>
    /// <param name="end">Rows to fit on.</param>
    /// <param name="penalty">Half of it times Σb² is added to the mean loss.</param>
    public static ScaleRegressionFit Of(float[][] x, double[] residuals, int end, double penalty)
    {
        var start = ScaleFit.Of(residuals.AsSpan(0, end), Innovations.Student);
        var (z, slopes, columns) = (new double[end], new double[end], x.Length);
        var minimum = QuasiNewton.Minimise(
            (point, gradient) =>
            {
                gradient.Clear();
                var logs = 0.0;
                for (var i = 0; i < end; i++)
                {
                    var log = LogScale(point[0], point[1..(columns + 1)], x, i);
                    if (!(Math.Abs(log) < 4 * Widest))
                        return double.PositiveInfinity;
                    logs += log;
                    z[i] = residuals[i] * Math.Exp(-log);
                }
                var law = InnovationLaw.Of(Innovations.Student, point[(columns + 1)..]);
                var likelihood = law.LogLikelihood(z, slopes, gradient[(columns + 1)..]) - logs;
                for (var i = 0; i < end; i++)
                {
                    var pull = -1 - (slopes[i] * z[i]);
                    gradient[0] += pull;
                    for (var c = 0; c < columns; c++)
                        gradient[c + 1] += pull * x[c][i];
                }
                foreach (ref var slope in gradient)
                    slope /= -end;
                var squares = 0.0;
                for (var c = 1; c <= columns; c++)
                {
                    gradient[c] += penalty * point[c];
                    squares += point[c] * point[c];
                }
                return (-likelihood / end) + (penalty / 2 * squares);
            },
            [Math.Log(start.Scale), .. new double[columns], .. InnovationLaw.Start(Innovations.Student)],
            tolerance: 1e-6
        );
        var found = minimum.Point;
        return new(found[0], found[1..(columns + 1)], InnovationLaw.Of(Innovations.Student, found.AsSpan(columns + 1)));
    }

    /// <summary>Factor on the base volatility in a row.</summary>
    public double Scale(float[][] x, int row) => Math.Exp(Math.Clamp(LogScale(Intercept, Coefficients, x, row), -Widest, Widest));

    /// <summary>Mean loss −ln f over rows [<paramref name="start"/>, <paramref name="end"/>).</summary>
    public double Loss(float[][] x, double[] residuals, int start, int end)
    {
        var (z, logs) = (new double[end - start], 0.0);
        for (var i = start; i < end; i++)
        {
            var scale = Scale(x, i);
            logs += Math.Log(scale);
            z[i - start] = residuals[i] / scale;
        }
        return (logs - Law.LogLikelihood(z, new double[z.Length], new double[1])) / z.Length;
    }

    private static double LogScale(double intercept, ReadOnlySpan<double> coefficients, float[][] x, int row)
    {
        var sum = intercept;
        for (var c = 0; c < coefficients.Length; c++)
            sum += coefficients[c] * x[c][row];
        return sum;
    }
}
