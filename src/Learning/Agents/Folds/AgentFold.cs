using System.Text;
using Simulator.Environments;
using Simulator.Learning.Agents.Evidence;
using Simulator.Learning.Agents.Training;
using Simulator.Seeding;
using Simulator.Stages;

namespace Simulator.Learning.Agents.Folds;

/// <summary>
/// The trainings of one fold, update by update side by side, and what their policies earn together on the bars that were held out of them.
/// </summary>
internal sealed class AgentFold
{
    private const int Looks = 25;
    private static readonly TimeSpan s_checkpointEvery = TimeSpan.FromSeconds(10),
        s_progressEvery = TimeSpan.FromMilliseconds(100);

    private readonly IFoldedAgentSpec _spec;
    private readonly ObservedMarket _market;
    private readonly TradingTerms _terms;
    private readonly CrossFitFold _fold;
    private readonly int _folds;
    private readonly StageContext _context;
    private readonly CheckpointStamp _stamp;
    private IFoldTraining[] _trainings;
    private readonly PolicyEnsemble _policy;
    private readonly double _buyAndHold;
    private long _checkpointed,
        _reported;

    /// <summary>Trainings at their beginning.</summary>
    /// <param name="spec">How many, how long, in how many environments.</param>
    /// <param name="begin">Makes one.</param>
    /// <param name="market">What is seen and traded.</param>
    /// <param name="terms">Fills and costs.</param>
    /// <param name="fold">What is trained on and held out.</param>
    /// <param name="folds">Number of folds.</param>
    /// <param name="stamp">What a checkpoint depends on.</param>
    /// <param name="context">Seed, events and checkpoints of this fold.</param>
    public AgentFold(
        IFoldedAgentSpec spec,
        Func<FoldPlace, IFoldTraining> begin,
        ObservedMarket market,
        TradingTerms terms,
        CrossFitFold fold,
        int folds,
        CheckpointStamp stamp,
        StageContext context
    )
    {
        (_spec, _market, _terms, _fold, _folds, _stamp, _context) = (spec, market, terms, fold, folds, stamp, context);
        _trainings = [.. Enumerable.Range(0, spec.Seeds).Select(seed => begin(PlaceOf(seed)))];
        Policies = [.. _trainings.Select(t => t.Policy)];
        Updates = _trainings[0].Updates;
        _policy = new PolicyEnsemble(Policies);
        _buyAndHold = MarketReturns.Of(market, fold.HeldOut).Sum();
        _checkpointed = context.Time.GetTimestamp();
    }

    /// <summary>What each training learned.</summary>
    public IReadOnlyList<IActionScores> Policies { get; }

    /// <summary>What they earned together on the held-out bars.</summary>
    public GreedyPass HeldOut { get; private set; } = null!;

    /// <summary>Updates of each.</summary>
    public int Updates { get; }

    /// <summary>Trains to the end, from where a checkpoint says.</summary>
    public void Run()
    {
        if (_context.Checkpoint is { } bytes)
            Restore(bytes);
        var isDone = _trainings[0].Update == Updates;
        while (_trainings[0].Update < Updates)
        {
            foreach (var training in _trainings)
            {
                _context.Cancellation.ThrowIfCancellationRequested();
                training.RunUpdate();
            }
            var update = _trainings[0].Update;
            if (update % Math.Max(1, Updates / Looks) == 0 || update == Updates)
                Look(update);
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
        _trainings = []; // what they played and their environments are not needed while other folds train
    }

    /// <summary>The name of a training in derived seeds.</summary>
    public static string PurposeOf(int fold, int seed) => FormattableString.Invariant($"agent/fold{fold}/seed{seed}");

    private FoldPlace PlaceOf(int seed)
    {
        var purpose = PurposeOf(_fold.Index, seed);
        var streams = Enumerable
            .Range(0, _spec.Environments)
            .Select(i => Seeds.Derive(_context.Seed, FormattableString.Invariant($"{purpose}/environment{i}")))
            .ToArray();
        var environment = new TradingEnvironment(_market, _terms, _fold.Training, _spec.EpisodeBars, streams);
        return new FoldPlace(_market, _terms, _fold, environment, _spec.Steps / (_spec.Seeds * _folds), _context.Seed, purpose);
    }

    private GreedyPass Judge()
    {
        var bars = _fold.HeldOut;
        return GreedyPass.Over(_market, _terms, _policy.Decide, bars.First, bars.First, bars.End - 1);
    }

    private void Look(int update)
    {
        IReadOnlyDictionary<string, double>[] figures = [.. _trainings.Select(t => t.Figures)];
        var values = figures[0].Keys.ToDictionary(name => name, name => figures.Average(f => f[name]));
        var held = Judge();
        values["validationReturn"] = held.LogReturn;
        values["validationBuyAndHold"] = _buyAndHold;
        values["shortShare"] = held.Share(target => target < 0);
        values["flatShare"] = held.Share(target => target == 0);
        values["longShare"] = held.Share(target => target > 0);
        _context.Evaluate(_fold.Index, update, values);
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
