using Simulator.Distributions;
using Simulator.Folds;
using Simulator.Learning.Forecasters.Refitting;
using Simulator.Scoring;
using Simulator.Volatility;

namespace Simulator.Learning.Forecasters.Garch;

/// <summary>The next return is μ + σ·z with σ² from the recursion that fits the past best.</summary>
internal sealed class GarchForecastModel(GarchForecasterSpec spec, ReturnHistory history) : IStoredReturnModel
{
    private const int ShapeAt = 6;

    /// <summary>First row that counts as fitted on; the returns before it move the variance too.</summary>
    public static int FirstRow(int firstComplete) => RandomWalk.SeedReturns;

    /// <inheritdoc/>
    public double[] Learn(WalkForwardFold fold, CancellationToken cancellation)
    {
        var model = GarchFit.Of(history.Until(fold.Cutoff), spec.Asymmetric, spec.Innovations);
        return [model.Mean, model.Omega, model.Alpha, model.Gamma, model.Beta, model.Start, .. model.Law.Free];
    }

    /// <inheritdoc/>
    public Func<int, IPredictiveLaw> Serve(double[] learned, int end)
    {
        var law = InnovationLaw.Of(spec.Innovations, learned.AsSpan(ShapeAt));
        var model = new GarchModel(learned[0], learned[1], learned[2], learned[3], learned[4], learned[5], law);
        var variances = model.Variances(history.Until(end - 1));
        var family = new LawFamily(law.Standard);
        return row => family.At(model.Mean, ReturnHistory.AtLeastSmallest(variances[row]));
    }
}
