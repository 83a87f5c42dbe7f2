using Simulator.Distributions;
using Simulator.Folds;
using Simulator.Learning.Forecasters.Refitting;
using Simulator.Scoring;
using Simulator.Volatility;

namespace Simulator.Learning.Forecasters.Ewma;

/// <summary>
/// The next return is s·σ·z around 0: σ is the exponentially weighted volatility, s and the shape of z's law are the past's most likely.
/// </summary>
internal sealed class EwmaModel(EwmaForecasterSpec spec, ReturnHistory history) : IReturnModel
{
    private readonly double[] _volatility = history.Volatility(spec.Decay);

    /// <summary>First row with a volatility that more than a few returns stand behind.</summary>
    public static int FirstRow(int firstComplete) => RandomWalk.SeedReturns;

    /// <inheritdoc/>
    public Func<int, IPredictiveLaw> Fit(WalkForwardFold fold, CancellationToken cancellation)
    {
        var residuals = new double[fold.FitEnd(1) - fold.FitStart];
        for (var i = 0; i < residuals.Length; i++)
            residuals[i] = history.Next(fold.FitStart + i) / _volatility[fold.FitStart + i];
        var fit = ScaleFit.Of(residuals, spec.Innovations);
        var family = new LawFamily(fit.Law.Standard);
        return row => family.At(0, fit.Scale * _volatility[row]);
    }
}
