using Simulator.Distributions;
using Simulator.Folds;
using Simulator.Learning.Forecasters.Refitting;

namespace Simulator.Learning.Forecasters.Historical;

/// <summary>
/// The next return is any of the past ones, each as likely as the others: what a bootstrap of blocks says of one bar, without drawing.
/// </summary>
internal sealed class HistoricalModel(HistoricalForecasterSpec spec, ReturnHistory history) : IReturnModel
{
    /// <summary>First row whose return counts.</summary>
    public static int FirstRow(int firstComplete) => 0;

    /// <inheritdoc/>
    public Func<int, IPredictiveLaw> Fit(WalkForwardFold fold, CancellationToken cancellation)
    {
        var past = history.Until(fold.Cutoff);
        if (spec.LookbackBars is { } most && most < past.Length)
            past = past[^most..];
        var law = new EmpiricalLaw(past);
        return _ => law;
    }
}
