using Simulator.Distributions;
using Simulator.Folds;
using Simulator.Learning.Forecasters.Refitting;
using Simulator.Scoring;
using Simulator.Volatility;

namespace Simulator.Learning.Forecasters.FilteredHistorical;

/// <summary>
/// The next return is today's volatility times any residual of the past, each as likely as the others. One bar ahead this law is known
/// exactly, so nothing is drawn.
/// </summary>
internal sealed class FilteredHistoricalModel(FilteredHistoricalSpec spec, ReturnHistory history) : IReturnModel
{
    /// <summary>First row whose residual counts.</summary>
    public static int FirstRow(int firstComplete) => RandomWalk.SeedReturns;

    /// <inheritdoc/>
    public Func<int, IPredictiveLaw> Fit(WalkForwardFold fold, CancellationToken cancellation)
    {
        var (mean, volatility) = Filter(fold);
        var residuals = new double[fold.FitEnd(1) - fold.FitStart];
        for (var i = 0; i < residuals.Length; i++)
            residuals[i] = (history.Next(fold.FitStart + i) - mean) / volatility[fold.FitStart + i];
        var family = new LawFamily(new EmpiricalLaw(residuals));
        return row => family.At(mean, volatility[row]);
    }

    private (double Mean, double[] Volatility) Filter(WalkForwardFold fold)
    {
        if (spec.Volatility == VolatilityFilter.Ewma)
            return (0, history.Volatility(spec.Decay));
        var model = GarchFit.Of(history.Until(fold.Cutoff), spec.Asymmetric, Innovations.Student);
        return (model.Mean, Array.ConvertAll(model.Variances(history.Until(fold.ForecastEnd - 1)), ReturnHistory.AtLeastSmallest));
    }
}
