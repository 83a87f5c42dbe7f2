using System.Text;
using Simulator.Environments;
using Simulator.Learning.Agents.Dense;
using Simulator.Learning.Agents.Evidence;
using Simulator.Seeding;
using Simulator.Stages;

namespace Simulator.Learning.Agents.Ppo;

/// <summary>
/// The trainings of one fold, update by update side by side, and what their policies earn together on the bars that were held out of them.
/// </summary>
internal sealed class PpoFold
{
    private const int Looks = 25;
    private static readonly TimeSpan s_checkpointEvery = TimeSpan.FromSeconds(10),
        s_progressEvery = TimeSpan.FromMilliseconds(100);

    private readonly PpoAgentSpec _spec;
    private readonly ObservedMarket _market;
    private readonly TradingTerms _terms;
    private readonly CrossFitFold _fold;
    private readonly int _folds;
    private readonly StageContext _context;
    private readonly CheckpointStamp _stamp;
    private DensePpo[] _trainings;
    private readonly PolicyEnsemble _policy;
    private readonly double _buyAndHold;
    private long _checkpointed,
        _reported;

    /// <summary>Trainings at their beginning.</summary>
    /// <param name="spec">Hyper-parameters.</param>
    /// <param name="market">What is seen and traded.</param>
    /// <param name="terms">Fills and costs.</param>
    /// <param name="fold">What is trained on and held out.</param>
    /// <param name="folds">Number of folds.</param>
    /// <param name="stamp">What a checkpoint depends on.</param>
    /// <param name="context">Seed, events and checkpoints of this fold.</param>
    public PpoFold(
        PpoAgentSpec spec,
        ObservedMarket market,
        TradingTerms terms,
        CrossFitFold fold,
        int folds,
        CheckpointStamp stamp,
        StageContext context
    )
    {
        (_spec, _market, _terms, _fold, _folds, _stamp, _context) = (spec, market, terms, fold, folds, stamp, context);
        _trainings = [.. Enumerable.Range(0, spec.Seeds).Select(Begin)];
        Actors = [.. _trainings.Select(t => t.Networks.Actor)];
        _policy = new PolicyEnsemble(Actors);
        _buyAndHold = MarketReturns(fold.HeldOut).Sum();
        _checkpointed = context.Time.GetTimestamp();
    }

    /// <summary>The policies.</summary>
    public IReadOnlyList<DenseNetwork> Actors { get; }

    /// <summary>What they earned together on the held-out bars.</summary>
    public GreedyPass HeldOut { get; private set; } = null!;

    /// <summary>Updates of each.</summary>
    public int Updates => UpdatesOf(_spec, _folds);

    /// <summary>Trains to the end, from where a checkpoint says.</summary>
    public void Run()
    {
        if (_context.Checkpoint is { } bytes)
            Restore(bytes);
        var isDone = _trainings[0].Update == Updates;
        while (_trainings[0].Update < Updates)
        {
            PpoDiagnostics[] diagnostics = [.. _trainings.Select(Improve)];
            var update = _trainings[0].Update;
            if (update % Math.Max(1, Updates / Looks) == 0 || update == Updates)
                Look(update, diagnostics);
            if (_context.Time.GetElapsedTime(_reported) >= s_progressEvery)
            {
                _context.Progress(
                    update / (double)Updates,
                    FormattableString.Invariant($"fold {_fold.Index + 1} of {_folds}, update {update} of {Updates}")
                );
                _reported = _context.Time.GetTimestamp();
            }
            if (update < Updates && _context.Time.GetElapsedTime(_checkpointed) >= s_checkpointEvery)
                Save(update / (double)Updates);
        }
        HeldOut = Judge();
        if (!isDone)
            Save(1);
        _trainings = []; // rollouts and environments are not needed while other folds train
    }

    /// <summary>Log-returns of holding the market over the bars after the first of a stretch.</summary>
    public double[] MarketReturns(BarStretch bars)
    {
        var close = _market.Target.Close;
        return [.. Enumerable.Range(bars.First + 1, bars.Length - 1).Select(t => Math.Log(close[t] / close[t - 1]))];
    }

    private static int UpdatesOf(PpoAgentSpec spec, int folds) =>
        Math.Max(1, spec.Steps / (spec.Seeds * folds) / (spec.Environments * spec.RolloutSteps));

    private DensePpo Begin(int seed)
    {
        var purpose = PurposeOf(_fold.Index, seed);
        var streams = Enumerable
            .Range(0, _spec.Environments)
            .Select(i => Seeds.Derive(_context.Seed, FormattableString.Invariant($"{purpose}/environment{i}")))
            .ToArray();
        var environment = new TradingEnvironment(_market, _terms, _fold.Training, _spec.EpisodeBars, streams);
        return new DensePpo(environment, OptionsOf(_spec), Updates, _context.Seed, purpose);
    }

    /// <summary>The name of a training in derived seeds.</summary>
    public static string PurposeOf(int fold, int seed) => FormattableString.Invariant($"agent/fold{fold}/seed{seed}");

    private static DensePpoOptions OptionsOf(PpoAgentSpec spec) =>
        new()
        {
            RolloutSteps = spec.RolloutSteps,
            Epochs = spec.Epochs,
            Minibatches = Math.Max(1, spec.Environments * spec.RolloutSteps / spec.MinibatchSize),
            LearningRate = spec.LearningRate,
            Gamma = spec.Gamma,
            GaeLambda = spec.GaeLambda,
            ClipRange = spec.ClipRange,
            ClipsValue = false,
            ScalesRewards = true,
            EntropyWeight = spec.EntropyWeight,
            Hidden = [spec.Hidden, spec.Hidden],
        };

    private PpoDiagnostics Improve(DensePpo training)
    {
        _context.Cancellation.ThrowIfCancellationRequested();
        return training.RunUpdate();
    }

    private GreedyPass Judge()
    {
        var bars = _fold.HeldOut;
        return GreedyPass.Over(_market, _terms, _policy.Decide, bars.First, bars.First, bars.End - 1);
    }

    private void Look(int update, PpoDiagnostics[] diagnostics)
    {
        var held = Judge();
        _context.Evaluate(
            _fold.Index,
            update,
            new Dictionary<string, double>
            {
                ["meanReward"] = diagnostics.Average(d => d.MeanReward),
                ["policyLoss"] = diagnostics.Average(d => d.PolicyLoss),
                ["valueLoss"] = diagnostics.Average(d => d.ValueLoss),
                ["entropy"] = diagnostics.Average(d => d.Entropy),
                ["approxKl"] = diagnostics.Average(d => d.ApproximateKl),
                ["clipFraction"] = diagnostics.Average(d => d.ClipFraction),
                ["explainedVariance"] = diagnostics.Average(d => d.ExplainedVariance),
                ["validationReturn"] = held.LogReturn,
                ["validationBuyAndHold"] = _buyAndHold,
                ["shortShare"] = held.Share(target => target < 0),
                ["flatShare"] = held.Share(target => target == 0),
                ["longShare"] = held.Share(target => target > 0),
            }
        );
    }

    private void Save(double fraction)
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true))
        {
            _stamp.Write(writer);
            foreach (var training in _trainings)
                training.Save(writer);
        }
        _context.SaveCheckpoint(stream.ToArray(), fraction);
        _checkpointed = _context.Time.GetTimestamp();
    }

    private void Restore(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes), Encoding.UTF8);
        _stamp.Require(reader);
        foreach (var training in _trainings)
            training.Restore(reader);
    }
}
