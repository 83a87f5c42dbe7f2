using Simulator.Backtesting;
using Simulator.Features;
using Simulator.Forecasting;
using Simulator.Learners;
using Simulator.Strategies;

namespace Simulator.Runs;

/// <summary>A run over one series after its backtest: what evaluation and report are made from.</summary>
internal sealed record FinishedRun(
    SimulationSpec Spec,
    MarketData Market,
    Staged<FeatureTable> Features,
    Staged<ForecastTape>? Tape,
    Staged<AgentOutcome>? Agent,
    Staged<BacktestResult> Backtest
)
{
    /// <summary>Makes the strategy of the run: an agent's decisions, or the spec's rule over the run's bars and forecasts.</summary>
    public static IStrategy Strategy(SimulationSpec spec, MarketData market, ForecastTape? tape, AgentOutcome? agent) =>
        agent is null ? market.Strategy(spec.Strategy, tape) : new TapeStrategy(agent.Decisions);

    /// <inheritdoc cref="Strategy(SimulationSpec, MarketData, ForecastTape?, AgentOutcome?)"/>
    public IStrategy Strategy() => Strategy(Spec, Market, Tape?.Value, Agent?.Value);
}
