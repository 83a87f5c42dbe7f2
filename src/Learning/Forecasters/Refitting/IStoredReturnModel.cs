using Simulator.Distributions;
using Simulator.Folds;

namespace Simulator.Learning.Forecasters.Refitting;

/// <summary>A model whose fit can be kept as numbers and served again without fitting.</summary>
internal interface IStoredReturnModel : IReturnModel
{
    /// <summary>Fits on the rows of a fold whose outcome is known at its cut-off.</summary>
    /// <returns>What <see cref="Serve"/> needs.</returns>
    double[] Learn(WalkForwardFold fold, CancellationToken cancellation);

    /// <summary>The law of the log-return after a row before <paramref name="end"/>, from a fit and the bars up to the row.</summary>
    Func<int, IPredictiveLaw> Serve(double[] learned, int end);

    /// <inheritdoc/>
    Func<int, IPredictiveLaw> IReturnModel.Fit(WalkForwardFold fold, CancellationToken cancellation) =>
        Serve(Learn(fold, cancellation), fold.ForecastEnd);
}
