using Simulator.Markets;
using Simulator.Rules;
using Simulator.Runs;

namespace Simulator.Web.Charting;

/// <summary>What a chart is drawn of: an imported series, or a run with the bars that it used.</summary>
/// <param name="Tag">Changes whenever the content does.</param>
/// <param name="Series">The bars; null of a run whose bars are gone.</param>
/// <param name="Others">Other series that expressions may name.</param>
/// <param name="Result">The run's result; null of a series.</param>
/// <param name="Run">The run with its bars; null of a series, and of a run whose bars are gone.</param>
public sealed record ChartSource(string Tag, BarSeries? Series, ISeriesSource Others, SimulationResult? Result, KeptRun? Run)
{
    /// <summary>The rules of the run, whose parameters and definitions expressions may use; null without.</summary>
    public RuleDocument? Rules => (Result?.Spec.Strategy as RulesStrategySpec)?.Rules;

    /// <summary>The bars.</summary>
    /// <exception cref="ChartMissingException">They are gone.</exception>
    public BarSeries Bars =>
        Series
        ?? throw new ChartMissingException(
            $"The bars that this run used ({Result!.Spec.Data.Target}) are no longer stored. Its trades and curves are still here. "
                + "Remedy: import the same file again."
        );
}

/// <summary>What a request asks for is not there; the message is a sentence.</summary>
public sealed class ChartMissingException(string message) : Exception(message);
