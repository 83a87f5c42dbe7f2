using Simulator.Distributions;
using Simulator.Folds;

namespace Simulator.Learning.Explanations;

/// <summary>
/// The fitted model of a fold, which can be asked what it would forecast if its inputs were others. The volatility that a forecast is a
/// multiple of stays that of the row.
/// </summary>
internal interface IFittedForecast
{
    /// <summary>The fold that it serves.</summary>
    WalkForwardFold Fold { get; }

    /// <summary>Names of its inputs.</summary>
    IReadOnlyList<string> Inputs { get; }

    /// <summary>
    /// What it reads at a row, standardised on the fitted rows: [bar of the window][input] one after the other, the row's own bar last.
    /// </summary>
    float[] At(int row);

    /// <summary>What it forecasts of inputs.</summary>
    /// <param name="inputs">As <see cref="At"/> gives them, changed.</param>
    /// <param name="rows">The rows whose volatilities the forecasts are multiples of, one for each of the inputs.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>Laws of the log-return after the row.</returns>
    IPredictiveLaw[] Ask(IReadOnlyList<float[]> inputs, IReadOnlyList<int> rows, CancellationToken cancellation);
}
