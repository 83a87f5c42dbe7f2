using Simulator.Distributions;
using Simulator.Folds;

namespace Simulator.Learning.Forecasters.Refitting;

/// <summary>A model of the next log-return that takes well under a second to fit.</summary>
internal interface IReturnModel
{
    /// <summary>
    /// Fits on the rows of a fold whose outcome is known at its cut-off. The function gives the law of the log-return after a row from that
    /// fit and the bars up to the row.
    /// </summary>
    Func<int, IPredictiveLaw> Fit(WalkForwardFold fold, CancellationToken cancellation);
}
