using Simulator.Distributions;
using Simulator.Folds;
using Simulator.Learning.Forecasters.Refitting;
using Simulator.Scoring;
using Simulator.Volatility;

namespace Simulator.Learning.Forecasters.Arima;

/// <summary>The next return is the ARMA forecast and s·σ·z around it; σ is the exponentially weighted volatility of returns.</summary>
internal sealed class ArimaModel(ArimaForecasterSpec spec, ReturnHistory history) : IReturnModel
{
    private readonly double[] _volatility = history.Volatility(spec.Decay);

    /// <summary>First row whose error counts for the law.</summary>
    public static int FirstRow(int firstComplete) => RandomWalk.SeedReturns;

    /// <inheritdoc/>
    public Func<int, IPredictiveLaw> Fit(WalkForwardFold fold, CancellationToken cancellation)
    {
        var means = ArmaFit.Of(history.Until(fold.Cutoff), spec.ArOrder, spec.MaOrder).Means(history.Until(fold.ForecastEnd - 1));
        var residuals = new double[fold.FitEnd(1) - fold.FitStart];
        for (var i = 0; i < residuals.Length; i++)
        {
            var row = fold.FitStart + i;
            residuals[i] = (history.Next(row) - means[row]) / _volatility[row];
        }
        var scale = ScaleFit.Of(residuals, spec.Innovations);
        var family = new LawFamily(scale.Law.Standard);
        return row => family.At(means[row], scale.Scale * _volatility[row]);
    }
}
