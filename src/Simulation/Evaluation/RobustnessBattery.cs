using Simulator.Backtesting;
using Simulator.Markets;
using Simulator.Robustness;
using Simulator.Robustness.Ambiguity;
using Simulator.Robustness.Causality;
using Simulator.Robustness.CrossValidation;
using Simulator.Robustness.Resampling;
using Simulator.Robustness.Sweeps;
using Simulator.Robustness.WalkForward;
using Simulator.Statistics;

namespace Simulator.Evaluation;

/// <summary>Every test of robustness for one rule with its parameters.</summary>
public sealed record RobustnessPlan
{
    /// <summary>Market, bars and costs.</summary>
    public required RunSetup Setup { get; init; }

    /// <summary>Makes the rule.</summary>
    public required StrategyMaker Make { get; init; }

    /// <summary>The series that the rule may read besides the traded one.</summary>
    public IReadOnlyList<BarSeries> Others { get; init; } = [];

    /// <summary>Makes the rule with other series in the places of <see cref="Others"/>; null where the rule reads none.</summary>
    public Func<IReadOnlyList<BarSeries>, StrategyMaker>? MakeBeside { get; init; }

    /// <summary>The parameters under test; null for the best of <see cref="Search"/>.</summary>
    public ParameterSet? Parameters { get; init; }

    /// <summary>
    /// Where the parameters came from; null where they were not searched for: then nothing is swept, walked forward or cross-validated.
    /// </summary>
    public SweepPlan? Search { get; init; }

    /// <summary>Trials of this market besides the runs of <see cref="Search"/>, this result not included.</summary>
    public int EarlierTrials { get; init; }

    /// <summary>Draws of every Monte Carlo test, at most; long runs take fewer (<see cref="DrawsFor"/>).</summary>
    public int Draws { get; init; } = 500;

    /// <summary>Seed of all of them.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Noise on prices as a share of a bar's usual move.</summary>
    public double PriceNoise { get; init; } = 0.1;

    /// <summary>
    /// Draws of a test that runs the rule again for each, so that a battery ends in bounded time: about 50 million bars in all.
    /// </summary>
    public int DrawsFor(int bars) => Math.Clamp((int)(50_000_000L / Math.Max(1, bars)), Math.Min(20, Draws), Draws);
}

/// <summary>What a battery found; a part is null where it was not run.</summary>
public sealed record RobustnessResult
{
    /// <summary>The parameters under test.</summary>
    public required ParameterSet Parameters { get; init; }

    /// <summary>The run under test.</summary>
    public required BacktestResult Run { get; init; }

    /// <summary>Whether the rest was stopped.</summary>
    public bool Stopped { get; init; }

    /// <summary>Does it see the future?</summary>
    public LookAheadReport? LookAhead { get; init; }

    /// <summary>Does another series that it reads see the future? Null where it reads none.</summary>
    public OtherSeriesReport? OtherSeries { get; init; }

    /// <summary>How far does it depend on the intrabar order?</summary>
    public FillBand? FillBand { get; init; }

    /// <summary>Its trades in another order.</summary>
    public MonteCarloResult? ShuffledTrades { get; init; }

    /// <summary>Its trades drawn again.</summary>
    public MonteCarloResult? ResampledTrades { get; init; }

    /// <summary>Its returns in blocks.</summary>
    public MonteCarloResult? Bootstrap { get; init; }

    /// <summary>Noise on the prices.</summary>
    public MonteCarloResult? PriceNoise { get; init; }

    /// <summary>Random costs.</summary>
    public MonteCarloResult? RandomCosts { get; init; }

    /// <summary>The bars in another order.</summary>
    public MonteCarloResult? ShuffledBars { get; init; }

    /// <summary>Are its entries better than chance?</summary>
    public EntryPermutation? Entries { get; init; }

    /// <summary>The search that its parameters came from.</summary>
    public SweepResult? Sweep { get; init; }

    /// <summary>The search, walked forward.</summary>
    public WalkForwardResult? WalkForward { get; init; }

    /// <summary>The search, cross-validated.</summary>
    public CombinatorialTest? CrossValidation { get; init; }

    /// <summary>The facts behind the sentence.</summary>
    public VerdictFacts? Facts { get; init; }

    /// <summary>What the evidence supports.</summary>
    public Evidence Evidence => Facts is null ? Evidence.NotEnoughData : Verdict.Weigh(Facts);

    /// <summary>The same in a sentence.</summary>
    public string Sentence => Facts is null ? "" : Verdict.Sentence(Facts);
}

/// <summary>Runs the whole battery.</summary>
public static class RobustnessBattery
{
    private const int Groups = 6;
    private const int TestGroups = 2;
    private const int Windows = 4; // tests of a walk, after a training part of the same length as two of them

    /// <summary>Runs a plan.</summary>
    /// <param name="plan">What to test.</param>
    /// <param name="time">Clock of the progress.</param>
    /// <param name="report">Receives what is being done and the share of the steps that are done; null for nobody.</param>
    /// <param name="cancellation">Stops it; the tests that ended are returned.</param>
    /// <exception cref="OperationCanceledException">It was stopped before the first run ended.</exception>
    /// <exception cref="ArgumentException">A plan that cannot be run.</exception>
    public static RobustnessResult Run(
        RobustnessPlan plan,
        TimeProvider time,
        Action<string, double>? report = null,
        CancellationToken cancellation = default
    )
    {
        var sweep = plan.Search is null ? null : SearchFirst(plan, time, report, cancellation);
        var parameters =
            plan.Parameters
            ?? sweep?.Best[0].Parameters
            ?? throw new ArgumentException("a battery needs parameters, or a search that finds them");
        var setup = plan.Setup with { Cancellation = cancellation };
        var result = new RobustnessResult
        {
            Parameters = parameters,
            Sweep = sweep,
            Run = setup.Run(plan.Make(parameters, setup.Series)),
        };
        var steps = Steps(plan, parameters, time, cancellation);
        for (var i = 0; i < steps.Count && !cancellation.IsCancellationRequested; i++)
        {
            report?.Invoke(steps[i].Name, (i + 1.0) / (steps.Count + 1));
            try
            {
                result = steps[i].Run(result);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                break;
            }
        }
        result = result with { Stopped = cancellation.IsCancellationRequested };
        return result with { Facts = RobustnessEvidence.Join(FactsOf(plan, result), result) };
    }

    private static SweepResult SearchFirst(
        RobustnessPlan plan,
        TimeProvider time,
        Action<string, double>? report,
        CancellationToken cancellation
    )
    {
        report?.Invoke("sweep", 0);
        return Sweep.Run(plan.Search! with { EarlierTrials = plan.EarlierTrials }, time, null, cancellation) is { Best.Count: > 0 } found
            ? found
            : throw new OperationCanceledException("stopped before the first run ended", cancellation);
    }

    private static VerdictFacts FactsOf(RobustnessPlan plan, RobustnessResult result) =>
        RunFacts.Of(
            new RunUnderTest
            {
                Series = plan.Setup.Series,
                Result = result.Run,
                Execution = plan.Setup.Execution,
                Capital = plan.Setup.Capital,
                Options = plan.Setup.Options,
            },
            plan.Make(result.Parameters, plan.Setup.Series).Name,
            (int)Math.Min(int.MaxValue, result.Sweep?.Selection?.Trials ?? plan.EarlierTrials + 1L)
        );

    private static List<(string Name, Func<RobustnessResult, RobustnessResult> Run)> Steps(
        RobustnessPlan plan,
        ParameterSet parameters,
        TimeProvider time,
        CancellationToken cancellation
    )
    {
        var (setup, make, seed) = (plan.Setup with { Cancellation = cancellation }, plan.Make, plan.Seed);
        var (again, lookAhead) = (plan.DrawsFor(setup.BarCount), new LookAheadOptions { Seed = seed });
        List<(string, Func<RobustnessResult, RobustnessResult>)> steps =
        [
            (
                "look-ahead",
                r =>
                    r with
                    {
                        LookAhead = LookAheadCheck.Of(
                            new StrategySource(setup, s => make(parameters, s)),
                            setup.Series,
                            lookAhead,
                            cancellation
                        ),
                    }
            ),
            ("intrabar order", r => r with { FillBand = FillBand.Of(setup, make, parameters, cancellation) }),
            (
                "trades",
                r =>
                    r with
                    {
                        ShuffledTrades = AccountResampling.ShuffleTrades(r.Run, plan.Draws, seed),
                        ResampledTrades = AccountResampling.ResampleTrades(r.Run, plan.Draws, seed),
                    }
            ),
            ("bootstrap", r => r with { Bootstrap = AccountResampling.Bootstrap(new AccountFigures(setup.Series, r.Run), again, seed) }),
            (
                "price noise",
                r =>
                    r with
                    {
                        PriceNoise = MarketResampling.PriceNoise(setup, make, parameters, plan.PriceNoise, again, seed, cancellation),
                    }
            ),
            ("random costs", r => r with { RandomCosts = MarketResampling.Costs(setup, make, parameters, again, seed, cancellation) }),
            (
                "shuffled bars",
                r => r with { ShuffledBars = MarketResampling.ShuffleBars(setup, make, parameters, again, seed, cancellation) }
            ),
            ("random entries", r => r with { Entries = EntryPermutation.Of(setup.Series, r.Run, Math.Max(99, plan.Draws), seed) }),
        ];
        if (plan.Others.Count > 0)
            steps.Insert(1, ("other series", r => Beside(plan, setup, parameters, r)));
        if (plan.Search is not { } search)
            return steps;
        var window = setup.BarCount / (Windows + 2);
        if (window >= 2)
            steps.Add(
                (
                    "walk-forward",
                    r =>
                        r with
                        {
                            WalkForward = WalkForwardTest.Run(
                                new WalkForwardPlan
                                {
                                    Search = search,
                                    TrainBars = 2 * window,
                                    TestBars = window,
                                },
                                time,
                                null,
                                cancellation
                            ),
                        }
                )
            );
        if (
            search.Runs <= CombinatorialTest.MostCandidates
            || (search.Method == SweepMethod.Grid && search.Space.GridSize <= CombinatorialTest.MostCandidates)
        )
            steps.Add(
                (
                    "cross-validation",
                    r => r with { CrossValidation = CombinatorialTest.Run(search, Groups, TestGroups, 5, 5, null, cancellation) }
                )
            );
        return steps;
    }

    private static RobustnessResult Beside(RobustnessPlan plan, RunSetup setup, ParameterSet parameters, RobustnessResult result)
    {
        var report = new OtherSeriesReport(
            BarTimeCheck.All([setup.Series, .. plan.Others], setup.Series),
            plan.MakeBeside is { } make ? DelayCheck.Of(setup, result.Run, plan.Others, o => make(o)(parameters, setup.Series)) : []
        );
        return result with { OtherSeries = report, LookAhead = result.LookAhead is { } rule ? report.Joined(rule) : null };
    }
}
