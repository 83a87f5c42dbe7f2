using Simulator.Backtesting;
using Simulator.Decisions;
using Simulator.Features;
using Simulator.Forecasting;
using Simulator.Markets;
using Simulator.Stages;

namespace Simulator.Learners;

/// <summary>Trains before the test part, decides once on it.</summary>
public interface IAgent
{
    /// <summary>Trains and returns the decisions over the test part.</summary>
    AgentOutcome Train(AgentInput input, StageContext context);
}

/// <summary>What an agent sees; every forecast is out of sample.</summary>
/// <param name="Target">The traded series.</param>
/// <param name="Features">Its features, unscaled.</param>
/// <param name="Tape">Forecasts; null without a forecaster.</param>
/// <param name="Split">Training, validation, test.</param>
/// <param name="Execution">Fills and costs of the run; an agent that has a cost of its own takes from it only whether −1 is an
/// action.</param>
/// <param name="Capital">Capital of the run.</param>
public sealed record AgentInput(
    BarSeries Target,
    FeatureTable Features,
    ForecastTape? Tape,
    SplitSpec Split,
    ExecutionSpec Execution,
    CapitalSpec Capital
)
{
    /// <summary>Whether −1 is an action.</summary>
    public bool AllowShort => Execution.AllowShort;
}

/// <summary>The result of a training.</summary>
/// <param name="Decisions">The decisions from the bar before the test part on: filled from the test part's first open on.</param>
/// <param name="Seeds">Every training's figures on bars that it did not see.</param>
/// <param name="ChosenSeed">Index into <paramref name="Seeds"/> of the one that decides; null where all decide together.</param>
public sealed record AgentOutcome(DecisionTape Decisions, IReadOnlyList<SeedOutcome> Seeds, int? ChosenSeed)
{
    /// <summary>Why the agent decides or its baseline; null for an agent that asks for none.</summary>
    public AgentEvidence? Evidence { get; init; }
}

/// <summary>Figures of a training, or of the trainings of a fold together, on bars that were held out of it, after the costs that the agent
/// trains with.</summary>
/// <param name="Seed">0, 1, …: the seed, or the fold.</param>
/// <param name="ValidationLogReturn">Log-return of an account over the bars held out.</param>
/// <param name="ValidationTurnover">Sum of |change of the target exposure|.</param>
/// <param name="BestUpdate">Update whose weights were kept.</param>
public sealed record SeedOutcome(int Seed, double ValidationLogReturn, double ValidationTurnover, int BestUpdate);
