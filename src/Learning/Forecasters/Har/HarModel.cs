using Simulator.Distributions;
using Simulator.Folds;
using Simulator.Learning.Forecasters.Refitting;
using Simulator.Markets;
using Simulator.Numerics;
using Simulator.Volatility;

namespace Simulator.Learning.Forecasters.Har;

/// <summary>
/// The next return is σ·z around 0 with σ = c + c₁·day + c₅·week + c₂₂·month, every coefficient above 0, by maximum likelihood.
/// </summary>
internal sealed class HarModel(HarForecasterSpec spec, BarSeries target, ReturnHistory history) : IStoredReturnModel
{
    private const double SmallestLog = -25;

    private readonly double[][] _columns = HarColumns.Of(target, spec.Measure);

    /// <summary>First row with a whole month behind it.</summary>
    public static int FirstRow(int firstComplete) => HarColumns.Month;

    /// <inheritdoc/>
    public double[] Learn(WalkForwardFold fold, CancellationToken cancellation)
    {
        var (start, rows) = (fold.FitStart, fold.FitEnd(1) - fold.FitStart);
        var size = 0.0;
        for (var i = 0; i < rows; i++)
            size += history.Next(start + i) * history.Next(start + i);
        size = ReturnHistory.AtLeastSmallest(size / rows);
        var (z, slopes, sigma) = (new double[rows], new double[rows], new double[rows]);
        var minimum = QuasiNewton.Minimise(
            (point, gradient) =>
            {
                foreach (var log in point[..4])
                {
                    if (log < SmallestLog)
                        return double.PositiveInfinity;
                }
                var logs = 0.0;
                for (var i = 0; i < rows; i++)
                {
                    sigma[i] = Sigma(point, size, start + i);
                    z[i] = history.Next(start + i) / sigma[i];
                    logs += Math.Log(sigma[i] / size);
                }
                gradient.Clear();
                var law = InnovationLaw.Of(spec.Innovations, point[4..]);
                var likelihood = law.LogLikelihood(z, slopes, gradient[4..]) - logs;
                for (var i = 0; i < rows; i++)
                {
                    var pull = -(1 + (slopes[i] * z[i])) / sigma[i];
                    gradient[0] += pull * size;
                    for (var c = 0; c < 3; c++)
                        gradient[c + 1] += pull * _columns[c][start + i];
                }
                for (var c = 0; c < 4; c++)
                    gradient[c] *= Math.Exp(point[c]);
                foreach (ref var slope in gradient)
                    slope /= -rows;
                return -likelihood / rows;
            },
            [.. new[] { 0.2, 0.2, 0.3, 0.4 }.Select(share => Math.Log(share)), .. InnovationLaw.Start(spec.Innovations)]
        );
        return [size, .. minimum.Point];
    }

    /// <inheritdoc/>
    public Func<int, IPredictiveLaw> Serve(double[] learned, int end)
    {
        var family = new LawFamily(InnovationLaw.Of(spec.Innovations, learned.AsSpan(5)).Standard);
        return row => family.At(0, Sigma(learned.AsSpan(1), learned[0], row));
    }

    private double Sigma(ReadOnlySpan<double> free, double size, int row) =>
        (Math.Exp(free[0]) * size)
        + (Math.Exp(free[1]) * _columns[0][row])
        + (Math.Exp(free[2]) * _columns[1][row])
        + (Math.Exp(free[3]) * _columns[2][row]);
}
