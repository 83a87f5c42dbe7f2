using Simulator.Distributions;
using Simulator.Folds;
using Simulator.Learning.Forecasters.Refitting;
using Simulator.Scoring;
using Simulator.Volatility;

namespace Simulator.Learning.Forecasters.Arima;

/// <summary>The next return is the ARMA forecast and s·σ·z around it; σ is the exponentially weighted volatility of returns.</summary>
internal sealed class ArimaModel(ArimaForecasterSpec spec, ReturnHistory history) : IStoredReturnModel
{
    private readonly double[] _volatility = history.Volatility(spec.Decay);

    /// <summary>First row whose error counts for the law.</summary>
    public static int FirstRow(int firstComplete) => RandomWalk.SeedReturns;

    /// <inheritdoc/>
    public double[] Learn(WalkForwardFold fold, CancellationToken cancellation)
    {
        var fit = ArmaFit.Of(history.Until(fold.Cutoff), spec.ArOrder, spec.MaOrder);
        var means = fit.Means(history.Until(fold.Cutoff));
        var residuals = new double[fold.FitEnd(1) - fold.FitStart];
        for (var i = 0; i < residuals.Length; i++)
        {
            var row = fold.FitStart + i;
            residuals[i] = (history.Next(row) - means[row]) / _volatility[row];
        }
        var scale = ScaleFit.Of(residuals, spec.Innovations);
        return [fit.Constant, .. fit.Ar, .. fit.Ma, scale.Scale, .. scale.Law.Free];
    }

    /// <inheritdoc/>
    public Func<int, IPredictiveLaw> Serve(double[] learned, int end)
    {
        var (ar, ma) = (1 + spec.ArOrder, 1 + spec.ArOrder + spec.MaOrder);
        var means = new ArmaFit(learned[0], learned[1..ar], learned[ar..ma]).Means(history.Until(end - 1));
        var family = new LawFamily(InnovationLaw.Of(spec.Innovations, learned.AsSpan(ma + 1)).Standard);
        return row => family.At(means[row], learned[ma] * _volatility[row]);
    }
}
