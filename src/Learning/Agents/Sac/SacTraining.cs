using Simulator.Environments;
using Simulator.Errors;
using Simulator.Learning.Agents.Replay;
using Simulator.Learning.Agents.Training;
using Simulator.Seeding;

namespace Simulator.Learning.Agents.Sac;

/// <summary>
/// Soft actor-critic with a learned temperature (Haarnoja et al. 2018, “Soft Actor-Critic Algorithms and Applications”) for actions that
/// are numbers. Each <see cref="RunStep"/> acts once in every environment, keeps what it saw, and learns from a minibatch of what is kept
/// as often as its options say. The whole state, replay included, can be saved between steps.
/// </summary>
internal sealed class SacTraining : IContinuousTraining
{
    private readonly IContinuousEnvironment _environment;
    private readonly SacOptions _options;
    private readonly SacBatch _batch;
    private readonly float[] _acting, // [N, F]
        _taken, // [N, D], −1 to 1
        _actions, // [N, D], as the environment takes them
        _row; // [F + D]
    private SplitMix64 _exploration,
        _sampling,
        _noise;

    /// <summary>Initialises the networks; nothing is played yet.</summary>
    /// <param name="environment">Where it learns, freshly reset.</param>
    /// <param name="options">Hyper-parameters.</param>
    /// <param name="seed">The one seed.</param>
    /// <param name="purpose">Prefix of the streams derived from it.</param>
    /// <exception cref="ArgumentException">Options that cannot be trained with.</exception>
    public SacTraining(IContinuousEnvironment environment, SacOptions options, long seed, string purpose)
    {
        options.Require();
        (_environment, _options) = (environment, options);
        var (count, size) = (environment.Count, environment.ObservationSize);
        Learner = new SacLearner(environment, options, Seeds.Generator(seed, $"{purpose}/weights"));
        Replay = new ReplayBuffer(options.Capacity, Learner.RowSize, isPrioritised: false);
        _batch = new SacBatch(options.BatchSize, Learner.RowSize);
        _exploration = Seeds.Generator(seed, $"{purpose}/actions");
        _sampling = Seeds.Generator(seed, $"{purpose}/replay");
        _noise = Seeds.Generator(seed, $"{purpose}/noise");
        Episodes = new EpisodeLog(count);
        (_acting, _row) = (new float[count * size], new float[Learner.RowSize]);
        (_taken, _actions) = (new float[count * Learner.Actor.ActionSize], new float[count * Learner.Actor.ActionSize]);
    }

    /// <summary>The networks.</summary>
    public SacLearner Learner { get; }

    /// <summary>What it has seen.</summary>
    public ReplayBuffer Replay { get; }

    /// <inheritdoc/>
    public IContinuousPolicy Policy => Learner.Actor;

    /// <inheritdoc/>
    public EpisodeLog Episodes { get; }

    /// <inheritdoc/>
    public long Steps { get; private set; }

    /// <summary>What the last gradient step told; NaN before the first.</summary>
    public SacDiagnostics Last { get; private set; } = SacDiagnostics.None;

    /// <summary>Acts once in every environment and learns as often as it is due.</summary>
    /// <exception cref="SimulationException">A loss is no longer finite.</exception>
    public void RunStep()
    {
        _environment.Observations.CopyTo(_acting);
        Act();
        _environment.Drive(_actions);
        Episodes.Receive(_environment);
        for (var i = 0; i < _environment.Count; i++)
            Keep(i);
        for (var i = 0; i < _environment.Count; i++)
        {
            Steps++;
            if (Steps > _options.LearningStarts && Steps % _options.TrainInterval == 0)
                Learn();
        }
    }

    /// <inheritdoc/>
    public void Advance() => RunStep();

    /// <inheritdoc/>
    public void Save(BinaryWriter writer)
    {
        writer.Write(Steps);
        foreach (var random in (SplitMix64[])[_exploration, _sampling, _noise])
        {
            writer.Write(random.State);
            writer.Write(random.SpareGaussian);
        }
        writer.Write(Last.CriticLoss);
        writer.Write(Last.ActorLoss);
        writer.Write(Last.Temperature);
        writer.Write(Last.Entropy);
        writer.Write(Last.MeanValue);
        Episodes.Save(writer);
        _environment.Save(writer);
        Learner.Save(writer);
        Replay.Save(writer);
    }

    /// <inheritdoc/>
    public void Restore(BinaryReader reader)
    {
        Steps = reader.ReadInt64();
        _exploration = SplitMix64.Resume(reader.ReadUInt64(), reader.ReadDouble());
        _sampling = SplitMix64.Resume(reader.ReadUInt64(), reader.ReadDouble());
        _noise = SplitMix64.Resume(reader.ReadUInt64(), reader.ReadDouble());
        Last = new SacDiagnostics(reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble());
        Episodes.Restore(reader);
        _environment.Restore(reader);
        Learner.Restore(reader);
        Replay.Restore(reader);
    }

    private void Act()
    {
        var (actor, size) = (Learner.Actor, Learner.Actor.ActionSize);
        var isUniform = Steps < _options.LearningStarts;
        if (!isUniform)
            actor.Draw(_acting, _environment.ObservationSize, _environment.Count, _exploration);
        for (var i = 0; i < _environment.Count; i++)
        {
            var taken = _taken.AsSpan(i * size, size);
            if (isUniform)
            {
                for (var d = 0; d < size; d++)
                    taken[d] = (float)((2 * _exploration.NextDouble()) - 1);
            }
            else
            {
                actor.Action(i).CopyTo(taken);
            }
            actor.Scale(taken, _actions.AsSpan(i * size, size));
        }
    }

    // What a cut episode ended on has a value; what ended by itself has none after it.
    private void Keep(int i)
    {
        var (size, actionSize) = (_environment.ObservationSize, Learner.Actor.ActionSize);
        var (isTerminated, isTruncated) = (_environment.Terminated[i], _environment.Truncated[i]);
        var next = isTerminated || isTruncated ? _environment.FinalObservations : _environment.Observations;
        _acting.AsSpan(i * size, size).CopyTo(_row);
        _taken.AsSpan(i * actionSize, actionSize).CopyTo(_row.AsSpan(size));
        Replay.Add(_row, action: 0, _environment.Rewards[i], next.Slice(i * size, size), isTerminated ? 0 : _options.Gamma);
    }

    private void Learn()
    {
        _batch.Draw(Replay, _sampling);
        Last = Learner.Learn(_batch, _noise);
        if (!double.IsFinite(Last.CriticLoss) || !double.IsFinite(Last.ActorLoss))
            throw new SimulationException(
                $"SAC diverged at step {Steps} (losses {Last.CriticLoss} and {Last.ActorLoss}): lower the learning rate"
            );
    }
}
