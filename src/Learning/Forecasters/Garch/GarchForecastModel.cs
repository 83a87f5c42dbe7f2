using Simulator.Distributions;
using Simulator.Folds;
using Simulator.Learning.Forecasters.Refitting;
using Simulator.Scoring;
using Simulator.Volatility;

namespace Simulator.Learning.Forecasters.Garch;

/// <summary>The next return is μ + σ·z with σ² from the recursion that fits the past best.</summary>
internal sealed class GarchForecastModel(GarchForecasterSpec spec, ReturnHistory history) : IReturnModel
{
    /// <summary>First row that counts as fitted on; the returns before it move the variance too.</summary>
    public static int FirstRow(int firstComplete) => RandomWalk.SeedReturns;

    /// <inheritdoc/>
    public Func<int, IPredictiveLaw> Fit(WalkForwardFold fold, CancellationToken cancellation)
    {
        var model = GarchFit.Of(history.Until(fold.Cutoff), spec.Asymmetric, spec.Innovations);
        var variances = model.Variances(history.Until(fold.ForecastEnd - 1));
        var family = new LawFamily(model.Law.Standard);
        return row => family.At(model.Mean, ReturnHistory.AtLeastSmallest(variances[row]));
    }
}
