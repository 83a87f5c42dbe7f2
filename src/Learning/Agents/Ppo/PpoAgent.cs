using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Simulator.Backtesting;
using Simulator.Decisions;
using Simulator.Environments;
using Simulator.Errors;
using Simulator.Learners;
using Simulator.Learning.Checkpoints;
using Simulator.Learning.Native;
using Simulator.Runs;
using Simulator.Seeding;
using Simulator.Stages;

namespace Simulator.Learning.Agents.Ppo;

/// <summary>
/// Proximal policy optimisation on one series. Every seed trains on the training part; at regular updates it is run greedily over
/// validation, and the best weights of the best seed decide, once, on the test part. The first decision is that of the bar before
/// the test part, from a flat position; it is filled at the test part's first open. It trades under the fills and costs of the run, unless
/// the spec gives it a cost of its own. Networks of this size are faster on the processor than
/// on any
/// accelerator (a step is a handful of launches), so it runs there on one thread, whatever the device: one more reason for equal results.
/// </summary>
public sealed class PpoAgent : IAgent
{
    private const int LooksAtValidation = 25;
    private static readonly TimeSpan s_checkpointEvery = TimeSpan.FromSeconds(10),
        s_progressEvery = TimeSpan.FromMilliseconds(100);
    private readonly PpoAgentSpec _spec;

    /// <summary>An agent of these hyper-parameters.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One of them cannot be trained with.</exception>
    public PpoAgent(PpoAgentSpec spec)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(spec.Seeds, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(spec.Steps, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(spec.Hidden, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(spec.Environments, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(spec.RolloutSteps, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(spec.Epochs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(spec.MinibatchSize, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(spec.EpisodeBars, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(spec.CostFraction ?? 0, 0);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(spec.LearningRate, 0);
        _spec = spec;
    }

    /// <inheritdoc/>
    /// <exception cref="SimulationException">The data cannot be learned on, or the training diverged; the text says what would
    /// help.</exception>
    /// <exception cref="InvalidDataException">The checkpoint is damaged or of another run; the text says what differs.</exception>
    public AgentOutcome Train(AgentInput input, StageContext context)
    {
        TorchLibrary.UseOneThread();
        var market = Observe(input);
        var terms = _spec.CostFraction is { } own
            ? TradingTerms.OwnCost(own, input.AllowShort)
            : new TradingTerms(input.Execution, input.Capital);
        var run = new Run(_spec, market, terms, context);
        var seeds = run.TrainSeeds();
        var chosen = Enumerable.Range(0, seeds.Count).MaxBy(k => seeds[k].ValidationLogReturn);
        return new AgentOutcome(
            Decide(market, terms, seeds[chosen].Weights),
            [.. seeds.Select((s, k) => new SeedOutcome(k, s.ValidationLogReturn, s.ValidationTurnover, s.BestUpdate))],
            chosen
        );
    }

    // The engine refuses terms that do not go with the series, such as a price step above a price.
    private static T Traded<T>(Func<T> make)
    {
        try
        {
            return make();
        }
        catch (ArgumentException e)
        {
            throw new SimulationException(e.Message, e);
        }
    }

    private static ObservedMarket Observe(AgentInput input)
    {
        try
        {
            return ObservedMarket.Create(input.Target, input.Features, input.Tape, input.Split);
        }
        catch (InvalidDataException e)
        {
            throw new SimulationException(e.Message, e);
        }
    }

    /// <summary>The test part, walked once by the run's own account: from its first bar, the first decision being that of the bar
    /// before.</summary>
    private DecisionTape Decide(ObservedMarket market, TradingTerms terms, float[] weights)
    {
        using var networks = new ActorCritic(market.ObservationSize, terms.Exposures.Length, _spec.Hidden, new SplitMix64(0));
        networks.Load(weights);
        // A fill at the close before the test part would lie before it.
        var first = terms.Execution.Fill == FillRule.SameClose ? market.TestStart : market.TestStart - 1;
        return new DecisionTape(first, GreedyPass.Over(market, terms, networks, first, market.TestStart, market.BarCount - 1).Targets);
    }

    /// <summary>The trainings of all seeds, one after another.</summary>
    private sealed class Run
    {
        private readonly PpoAgentSpec _spec;
        private readonly ObservedMarket _market;
        private readonly TradingTerms _terms;
        private readonly StageContext _context;
        private readonly CheckpointStamp _stamp;
        private readonly int _updates,
            _lookEvery;
        private readonly double _buyAndHold;
        private long _checkpointed,
            _reported;

        public Run(PpoAgentSpec spec, ObservedMarket market, TradingTerms terms, StageContext context)
        {
            (_spec, _market, _terms, _context) = (spec, market, terms, context);
            _updates = Math.Max(1, spec.Steps / spec.Seeds / (spec.Environments * spec.RolloutSteps));
            _lookEvery = Math.Max(1, _updates / LooksAtValidation);
            _stamp = LearnerStamp
                .Of(
                    PpoCheckpoint.Form,
                    "ppo",
                    JsonSerializer.Serialize(spec, SpecJson.Compact),
                    context.Seed,
                    market.ColumnNames,
                    TorchRuntime.Instance
                )
                .WithMembers("execution", JsonSerializer.Serialize(terms.Execution, SpecJson.Compact))
                .WithMembers("capital", JsonSerializer.Serialize(terms.Capital, SpecJson.Compact))
                .With("bars", market.BarCount)
                .With("cut-off", market.TrainingEnd)
                .WithHash("scaler", MemoryMarshal.AsBytes(market.Scaler))
                .WithHash("data", [.. Encoding.UTF8.GetBytes(market.Target.ContentHash), .. MemoryMarshal.AsBytes(market.Rows)]);
            _buyAndHold = Traded(() => GreedyPass.BuyAndHold(market, terms, market.ValidationStart, market.ValidationEnd)).LogReturn;
            _checkpointed = context.Time.GetTimestamp();
        }

        public List<SeedProgress> TrainSeeds()
        {
            var (seeds, running) = PpoCheckpoint.Read(_context.Checkpoint, _stamp);
            using (running)
            {
                for (var seed = running is null ? seeds.Count : seeds.Count - 1; seed < _spec.Seeds; seed++)
                {
                    using var training = Begin(seed);
                    if (seed < seeds.Count)
                        training.Restore(running!);
                    else
                        seeds.Add(new SeedProgress());
                    Train(seed, training, seeds);
                    Checkpoint(seeds, null, seed, _updates);
                }
            }
            return seeds;
        }

        private PpoTraining Begin(int seed)
        {
            var purpose = FormattableString.Invariant($"agent/seed{seed}");
            var streams = Enumerable
                .Range(0, _spec.Environments)
                .Select(i => Seeds.Derive(_context.Seed, FormattableString.Invariant($"{purpose}/environment{i}")))
                .ToArray();
            var (first, end) = (_market.FirstRow, _market.TrainingEnd);
            var environment = Traded(() => new TradingEnvironment(_market, _terms, first, end, _spec.EpisodeBars, streams));
            return new PpoTraining(environment, _spec, _updates, _context.Seed, purpose);
        }

        private void Train(int seed, PpoTraining training, List<SeedProgress> seeds)
        {
            while (training.Update < _updates)
            {
                _context.Cancellation.ThrowIfCancellationRequested();
                var diagnostics = training.RunUpdate();
                if (training.Update % _lookEvery == 0 || training.Update == _updates)
                    Look(seed, training, diagnostics, seeds[seed]);
                if (_context.Time.GetElapsedTime(_reported) >= s_progressEvery)
                {
                    _context.Progress(
                        Fraction(seed, training.Update),
                        FormattableString.Invariant($"seed {seed + 1} of {_spec.Seeds}, update {training.Update} of {_updates}")
                    );
                    _reported = _context.Time.GetTimestamp();
                }
                if (training.Update < _updates && _context.Time.GetElapsedTime(_checkpointed) >= s_checkpointEvery)
                    Checkpoint(seeds, training, seed, training.Update);
            }
        }

        /// <summary>Runs the policy greedily over validation, keeps its weights if it is the best so far, and reports.</summary>
        private void Look(int seed, PpoTraining training, PpoDiagnostics diagnostics, SeedProgress best)
        {
            var (first, end) = (_market.ValidationStart, _market.ValidationEnd);
            var validation = GreedyPass.Over(_market, _terms, training.Networks, first, first, end);
            best.Consider(training.Update, validation, training.Networks.Weights);
            _context.Evaluate(
                seed,
                (seed * _updates) + training.Update,
                new Dictionary<string, double>
                {
                    ["meanReward"] = diagnostics.MeanReward,
                    ["policyLoss"] = diagnostics.PolicyLoss,
                    ["valueLoss"] = diagnostics.ValueLoss,
                    ["entropy"] = diagnostics.Entropy,
                    ["approxKl"] = diagnostics.ApproximateKl,
                    ["clipFraction"] = diagnostics.ClipFraction,
                    ["explainedVariance"] = diagnostics.ExplainedVariance,
                    ["validationReturn"] = validation.LogReturn,
                    ["validationBuyAndHold"] = _buyAndHold,
                    ["shortShare"] = validation.Share(target => target < 0),
                    ["flatShare"] = validation.Share(target => target == 0),
                    ["longShare"] = validation.Share(target => target > 0),
                }
            );
        }

        private void Checkpoint(List<SeedProgress> seeds, PpoTraining? running, int seed, int update)
        {
            _context.SaveCheckpoint(PpoCheckpoint.Write(_stamp, seeds, running), Fraction(seed, update));
            _checkpointed = _context.Time.GetTimestamp();
        }

        private double Fraction(int seed, int update) => ((seed * (double)_updates) + update) / (_spec.Seeds * (double)_updates);
    }
}
