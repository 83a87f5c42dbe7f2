using System.Globalization;
using Simulator.Environments;
using Simulator.Errors;
using Simulator.Features;
using Simulator.Learners;
using Simulator.Markets;
using Simulator.Numerics;
using Simulator.Robustness.Resuming;
using Simulator.Runs;
using Simulator.Seeding;
using Simulator.Stages;

namespace Simulator.Checks;

/// <summary>
/// Standing controls of an agent on the days, the costs and the features of a spec: what can be known must be found, what cannot be
/// known must be left alone. Each training is the spec's own, but for the forecaster and for learned features, which are left out.
/// </summary>
public sealed class AgentChecks
{
    /// <summary>Markets of each kind on which nothing can be known, unless asked for more.</summary>
    public const int QuietMarkets = 5;

    /// <summary>Markets with each signal, unless asked for more.</summary>
    public const int SignalMarkets = 3;

    /// <summary>Least share of what is best for one who sees tomorrow's return.</summary>
    public const double LeastForesight = 0.9;

    /// <summary>Largest median difference to the baseline where nothing can be known: log-wealth a year.</summary>
    public const double QuietBand = 0.01;

    /// <summary>Largest median turnover where nothing can be known, a year.</summary>
    public const double MostTurnover = 2;

    private static readonly CultureInfo s_words = CultureInfo.InvariantCulture;

    // Of what one who knows the signal can expect: bars that hardly tell a weak signal from chance leave less of it.
    private static readonly (double Share, double Needed)[] s_signals = [(0.02, 0.2), (0.03, 0.35), (0.05, 0.5)];

    private readonly CheckedAgent _agent;
    private readonly long _seed;
    private readonly int _threads;
    private readonly Action<double, string> _report;
    private readonly CancellationToken _cancellation;
    private readonly int _quietMarkets;
    private readonly int _signalMarkets;
    private readonly IPartialResults? _partial;
    private int _trained;

    internal AgentChecks(
        CheckedAgent agent,
        long seed,
        int threads,
        Action<double, string> report,
        CancellationToken cancellation,
        int? markets = null,
        IPartialResults? partial = null
    )
    {
        (_agent, _seed, _threads, _report, _cancellation) = (agent, seed, threads, report, cancellation);
        (_quietMarkets, _signalMarkets) = (markets ?? QuietMarkets, markets ?? SignalMarkets);
        _partial = partial;
    }

    private int Trainings => TrainingsOf(_quietMarkets, _signalMarkets);

    /// <summary>Checks the agent of a spec.</summary>
    /// <param name="spec">A spec without errors, also none of <see cref="SpecChecks.AgainstData"/>.</param>
    /// <param name="series">Where its series are.</param>
    /// <param name="threads">Threads that a training may use; they change no figure.</param>
    /// <param name="report">Receives how far it is, 0 to 1, and what it does.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <param name="markets">Markets of each kind, at least 1; null for <see cref="QuietMarkets"/> and
    /// <see cref="SignalMarkets"/>.</param>
    /// <param name="partial">Trainings that an earlier, stopped check of the same spec left; null for none.</param>
    /// <exception cref="SimulationException">The spec has no agent, or its bars do not suffice to train one; the text says what
    /// helps.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static AgentCheckResult Of(
        SimulationSpec spec,
        ISeriesSource series,
        int threads,
        Action<double, string> report,
        CancellationToken cancellation,
        int? markets = null,
        IPartialResults? partial = null
    )
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentOutOfRangeException.ThrowIfLessThan(markets ?? 1, 1, nameof(markets));
        if (spec.Strategy is not AgentStrategySpec { Agent: var agent })
            throw new SimulationException("the spec has no agent to check: give it a strategy of kind 'agent'");
        var market = TrainingDiagnosis.Market(spec, series);
        if (Shortage(market.Target, spec) is { } shortage)
            throw new SimulationException(shortage);
        var one = new CheckedAgent(market, spec, () => LearnerTable.Create(agent));
        return new AgentChecks(one, spec.Seed, threads, report, cancellation, markets, partial).Run();
    }

    private static string? Shortage(BarSeries target, SimulationSpec spec) =>
        ObservedMarket.Shortage(target.Symbol, target.Count, ObservedMarket.VolatilityBars, spec.Split);

    /// <summary>Trainings of all checks together.</summary>
    public static int TrainingsOf(int quiet = QuietMarkets, int signals = SignalMarkets) => 1 + (2 * quiet) + (3 * signals);

    /// <summary>Runs every check.</summary>
    internal AgentCheckResult Run()
    {
        AgentCheck[] checks = [Contract(), Foresight(), Shuffled(), Walk(), .. s_signals.Select(s => Signal(s.Share, s.Needed))];
        return new AgentCheckResult(_agent.Target.Symbol, _agent.Target.Count, _agent.Target.Count - _agent.TestStart, checks);
    }

    private AgentCheck Contract()
    {
        var faults = _agent.Contract();
        return new AgentCheck(
            AgentCheckSubject.Environment,
            "environment",
            0,
            faults.Count == 0 ? AgentCheckVerdict.Passed : AgentCheckVerdict.Failed,
            faults.Count,
            "faults",
            "0",
            faults.Count == 0 ? "seeds, ranges, ends and saved states are as the contract says" : string.Join("; ", faults)
        );
    }

    private AgentCheck Foresight()
    {
        var (bars, next) = (_agent.Target, _agent.NextReturns(_agent.Target));
        var run = Train(bars, new FeatureTable(["tomorrow"], [next]), "tomorrow's return");
        var best = _agent.LogWealth(bars, AsTargets(Trader().Foreseeing(next, _agent.FirstDecision)));
        return Share(
            AgentCheckSubject.Foresight,
            "tomorrow's return",
            [(run.LogWealth, best)],
            LeastForesight,
            "what foresight of one bar allows"
        );
    }

    private AgentCheck Shuffled() =>
        Quiet(
            AgentCheckSubject.Shuffled,
            "shuffled returns",
            "shuffled",
            k => BarShuffle.Of(_agent.Target, 1, _agent.Target.Count - 1, Random("shuffled", k))
        );

    private AgentCheck Walk()
    {
        var deviation = Deviation();
        return Quiet(
            AgentCheckSubject.Walk,
            "walk without drift",
            "walk",
            k => PlantedMarket.Of(_agent.Target, 0, deviation, Random("walk", k)).Bars
        );
    }

    // Where nothing can be known: a gain means that something looks ahead, a loss that it trades on nothing.
    private AgentCheck Quiet(AgentCheckSubject subject, string title, string name, Func<int, BarSeries> bars)
    {
        CheckedRun[] runs = [.. Enumerable.Range(0, _quietMarkets).Select(k => Train(bars(k), null, name))];
        var (gain, turnover) = (Median.Of(runs.Select(r => r.ExcessPerYear)), Median.Of(runs.Select(r => r.TurnoverPerYear)));
        var quiet = turnover <= MostTurnover && Math.Abs(gain) <= QuietBand;
        return new AgentCheck(
            subject,
            title,
            runs.Length,
            quiet ? AgentCheckVerdict.Passed : AgentCheckVerdict.Failed,
            turnover,
            "turnover a year, median",
            string.Create(s_words, $"≤ {MostTurnover}, within {QuietBand} of the baseline"),
            string.Create(
                s_words,
                $"log-wealth a year against its baseline: median {gain:+0.000;-0.000;0}, "
                    + $"{runs.Min(r => r.ExcessPerYear):+0.000;-0.000;0} to {runs.Max(r => r.ExcessPerYear):+0.000;-0.000;0}"
                    + $"{(gain > QuietBand ? ": a profit where nothing can be known, a feature may look ahead" : "")}"
            )
        );
    }

    private AgentCheck Signal(double share, double needed)
    {
        var (deviation, sums) = (Deviation(), new (double, double)[_signalMarkets]);
        for (var k = 0; k < _signalMarkets; k++)
        {
            var name = string.Create(s_words, $"signal of {share:0 %}");
            var planted = PlantedMarket.Of(_agent.Target, share, deviation, Random(name, k));
            var run = Train(planted.Bars, planted.Features, name);
            var (from, signal) = (_agent.FirstDecision, planted.Features.Column(PlantedMarket.SignalName));
            var known = Trader().Knowing(signal, share, deviation, from);
            double[] targets = [.. run.Targets.Select(x => x * _agent.Leverage)];
            sums[k] = (Trader().Timing(targets, signal, share, deviation, from), Trader().Timing(known, signal, share, deviation, from));
        }
        return Share(
            AgentCheckSubject.Signal,
            string.Create(s_words, $"signal of {share:0 %}"),
            sums,
            needed,
            "what one who knows the signal can expect of timing"
        );
    }

    private static AgentCheck Share(AgentCheckSubject subject, string name, (double Own, double Best)[] runs, double needed, string of)
    {
        var (own, best) = (runs.Sum(r => r.Own), runs.Sum(r => r.Best));
        var share = best > 0 ? own / best : double.NaN;
        return new AgentCheck(
            subject,
            name,
            runs.Length,
            double.IsNaN(share) ? AgentCheckVerdict.NotJudged
                : share >= needed ? AgentCheckVerdict.Passed
                : AgentCheckVerdict.Failed,
            share,
            $"of {of}",
            string.Create(s_words, $"≥ {needed}"),
            double.IsNaN(share)
                ? "the costs leave nothing to earn on these bars, even to one who knows"
                : string.Create(s_words, $"log-wealth {own / runs.Length:0.00} of {best / runs.Length:0.00} on the test part")
        );
    }

    private CheckedRun Train(BarSeries bars, FeatureTable? extra, string name)
    {
        var context = new StageContext(
            StageName.Agent,
            _seed,
            "cpu",
            e =>
            {
                if (e is StageEvent.Progressed progressed)
                    _report((_trained + progressed.Fraction) / Trainings, $"{name}: {progressed.Doing}");
            },
            (_, _) => { },
            null,
            TimeProvider.System,
            _cancellation
        )
        {
            Threads = _threads,
        };
        _cancellation.ThrowIfCancellationRequested();
        var run = CheckedRun.Of(_partial?.Find(0, _trained));
        if (run is null)
        {
            run = _agent.Train(_agent.Input(bars, extra), context);
            _partial?.Add(0, _trained, run.ToRow());
        }
        _report(++_trained / (double)Trainings, name);
        return run;
    }

    private InformedTrader Trader() => new(_agent.Exposures, _agent.CostFraction);

    // The engine's targets are shares of what the account may hold.
    private double[] AsTargets(double[] exposures) => [.. exposures.Select(e => e / _agent.Leverage)];

    private double Deviation() => Math.Sqrt(Moments.Variance(_agent.NextReturns(_agent.Target)));

    private SplitMix64 Random(string what, int market) =>
        Seeds.Generator(_seed, string.Create(s_words, $"agent check/{what}/market{market}"));
}
