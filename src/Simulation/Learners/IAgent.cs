using Simulator.Backtesting;
using Simulator.Decisions;
using Simulator.Features;
using Simulator.Forecasting;
using Simulator.Markets;
using Simulator.Stages;

namespace Simulator.Learners;

/// <summary>Trains on the training part, is chosen on validation, decides once on the test part.</summary>
public interface IAgent
{
    /// <summary>Trains every seed and returns the chosen one's decisions over the test part.</summary>
    AgentOutcome Train(AgentInput input, StageContext context);
}

/// <summary>What an agent sees. It trains only on bars that have an out-of-sample forecast, when there is a tape.</summary>
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
/// <param name="Decisions">The chosen seed's decisions from the bar before the test part on: filled from the test part's first open
/// on.</param>
/// <param name="Seeds">Every seed's validation figures.</param>
/// <param name="ChosenSeed">Index into <paramref name="Seeds"/>.</param>
public sealed record AgentOutcome(DecisionTape Decisions, IReadOnlyList<SeedOutcome> Seeds, int ChosenSeed);

/// <summary>One training's figures on validation, after the costs that the agent trains with.</summary>
/// <param name="Seed">0, 1, …</param>
/// <param name="ValidationLogReturn">Log-return of an account over the validation part.</param>
/// <param name="ValidationTurnover">Sum of |change of the target exposure|.</param>
/// <param name="BestUpdate">Update whose weights were kept.</param>
public sealed record SeedOutcome(int Seed, double ValidationLogReturn, double ValidationTurnover, int BestUpdate);
