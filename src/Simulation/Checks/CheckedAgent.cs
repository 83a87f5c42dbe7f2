using Simulator.Backtesting;
using Simulator.Decisions;
using Simulator.Environments;
using Simulator.Features;
using Simulator.Learners;
using Simulator.Markets;
using Simulator.Robustness.Resuming;
using Simulator.Runs;
using Simulator.Seeding;
using Simulator.Stages;
using Simulator.Strategies;

namespace Simulator.Checks;

/// <summary>
/// Trains the agent of a spec on other bars and other features than the spec's, and weighs what it then does on the test part.
/// </summary>
/// <param name="market">The spec's target and related series.</param>
/// <param name="spec">Features, split, execution, capital and seed.</param>
/// <param name="make">Makes the agent, once for each training.</param>
internal sealed class CheckedAgent(AlignedMarket market, SimulationSpec spec, Func<IAgent> make)
{
    private const double DaysPerYear = 365.25;

    /// <summary>The spec's target.</summary>
    public BarSeries Target => market.Target;

    /// <summary>First bar of the test part.</summary>
    public int TestStart { get; } = spec.Split.TestStart(market.Target.Count);

    /// <summary>First bar whose decision is filled in the test part.</summary>
    public int FirstDecision => spec.Execution.Fill == FillRule.SameClose ? TestStart : TestStart - 1;

    /// <summary>Exposures that the account may have, multiples of its equity; the first is flat.</summary>
    public double[] Exposures => [.. Terms.Exposures.ToArray().Select(e => e * spec.Execution.Leverage)];

    /// <summary>What ±1 means, in multiples of equity.</summary>
    public double Leverage => spec.Execution.Leverage;

    /// <summary>Cost of a unit of value traded, a fraction.</summary>
    public double CostFraction => spec.Execution.CostFraction;

    private TradingTerms Terms => new(spec.Execution, spec.Capital);

    /// <summary>What the agent would see, with more columns.</summary>
    /// <param name="bars">Bars in the place of the target's; the spec's fixed features are computed of them.</param>
    /// <param name="extra">Columns beside those of the spec; a column of noise where both have none.</param>
    public AgentInput Input(BarSeries bars, FeatureTable? extra)
    {
        var own = FeatureBuilder.Build(market with { Target = bars }, spec.Features);
        var more = extra ?? (own.ColumnCount > 0 ? new FeatureTable([], []) : Noise(bars.Count));
        var table = new FeatureTable([.. own.Names, .. more.Names.Select(n => $"check {n}")], [.. own.Columns, .. more.Columns]);
        return new AgentInput(bars, table, null, spec.Split, spec.Execution, spec.Capital);
    }

    /// <summary>Trains it.</summary>
    public CheckedRun Train(AgentInput input, StageContext context)
    {
        var outcome = make().Train(input, context);
        var targets = outcome.Decisions.TargetExposure;
        // One that names no baseline to hold is compared with its own mean position: what it earns by being in the market is not timing.
        var kept = outcome.Evidence?.Baseline == "hold" ? 1.0 : targets[FirstDecision..].Where(double.IsFinite).DefaultIfEmpty().Average();
        double[] baseline = [.. targets.Select(_ => kept)];
        var ticks = input.Target.CloseTimeTicks;
        var years = TimeSpan.FromTicks(ticks[^1] - ticks[TestStart]).TotalDays / DaysPerYear;
        var turnover = 0.0;
        for (var t = outcome.Decisions.FirstBar; t + 1 < targets.Length; t++)
            turnover += Math.Abs(targets[t + 1] - targets[t]);
        return new CheckedRun(targets, LogWealth(input.Target, targets), LogWealth(input.Target, baseline), turnover / years, years);
    }

    /// <summary>Log-wealth over the test part of any exposures, ±1 being all that the account may hold, by the engine.</summary>
    public double LogWealth(BarSeries bars, double[] targets)
    {
        var tape = new TapeStrategy(new DecisionTape(FirstDecision, targets));
        var run = BacktestEngine.Run(bars, TestStart, bars.Count - 1, tape, spec.Execution, spec.Capital);
        return Math.Log(Math.Max(run.Equity[^1] / run.StartingCash, TradingEnvironment.RuinGrowth));
    }

    /// <summary>[bar] log-return between the fills of this bar's decision and the next bar's; 0 where a series ends.</summary>
    public double[] NextReturns(BarSeries bars)
    {
        var (n, atClose) = (bars.Count, spec.Execution.Fill == FillRule.SameClose);
        return
        [
            .. Enumerable
                .Range(0, n)
                .Select(t =>
                    atClose ? (t + 1 < n ? Math.Log(bars.Close[t + 1] / bars.Close[t]) : 0)
                    : t + 2 < n ? Math.Log(bars.Open[t + 2] / bars.Open[t + 1])
                    : 0
                ),
        ];
    }

    /// <summary>What does not hold of the contract of environments on the spec's own market; empty where all does.</summary>
    public IReadOnlyList<string> Contract()
    {
        const int Episode = 64;
        var input = Input(Target, null);
        var observed = ObservedMarket.Create(input.Target, input.Features, null, input.Split);
        return new EnvironmentChecker(seeds => new TradingEnvironment(
            observed,
            Terms,
            observed.FirstRow,
            observed.TrainingEnd,
            Episode,
            seeds
        )).Check();
    }

    private FeatureTable Noise(int bars)
    {
        var random = Seeds.Generator(spec.Seed, "agent check/noise");
        return new FeatureTable(
            [PlantedMarket.NoiseName],
            [
                [.. Enumerable.Range(0, bars).Select(_ => random.NextGaussian())],
            ]
        );
    }
}

/// <summary>What a trained agent did on the test part.</summary>
/// <param name="Targets">[bar] its target exposures.</param>
/// <param name="LogWealth">Its log-wealth after costs.</param>
/// <param name="Baseline">That of the market where it holds this when its evidence is short; else that of its own mean position.</param>
/// <param name="TurnoverPerYear">Sum of |change of the target exposure| after the first decision, a year.</param>
/// <param name="Years">Length of the test part.</param>
internal sealed record CheckedRun(double[] Targets, double LogWealth, double Baseline, double TurnoverPerYear, double Years)
{
    /// <summary>What it gained over its baseline, log-wealth a year.</summary>
    public double ExcessPerYear => (LogWealth - Baseline) / Years;

    /// <summary>It as a row that is kept.</summary>
    public PartialRow ToRow() => new([LogWealth, Baseline, TurnoverPerYear, Years, .. Targets]);

    /// <summary>The run of a row; null of none.</summary>
    public static CheckedRun? Of(PartialRow? row) =>
        row is { Values: [var wealth, var baseline, var turnover, var years, .. var targets] }
            ? new CheckedRun(targets, wealth, baseline, turnover, years)
            : null;
}
