using Simulator.Environments;
using Simulator.Learning.Agents.Dense;
using Simulator.Seeding;

namespace Simulator.Learning.Agents.Sac;

/// <summary>
/// The networks of soft actor-critic and their gradient step (Haarnoja et al. 2018, “Soft Actor-Critic Algorithms and Applications”,
/// algorithm 1): critics, actor, temperature, targets. The three losses can be differentiated one by one.
/// </summary>
internal sealed class SacLearner
{
    private readonly SacOptions _options;
    private readonly TwinCritic _critics,
        _targets;
    private readonly ParameterBlock _logTemperature = new(Product.Lanes); // the first of them
    private readonly DenseAdam _criticAdam,
        _actorAdam,
        _temperatureAdam;
    private readonly double _targetEntropy;
    private readonly double[] _aims; // [B]
    private readonly float[] _drawn, // [B, F + D]
        _byAction; // [B, D]

    /// <summary>Draws the first weights; the targets begin as the critics.</summary>
    /// <param name="environment">Sizes and bounds.</param>
    /// <param name="options">Hyper-parameters, checked.</param>
    /// <param name="random">Where the weights come from: the actor's, then the critics'.</param>
    public SacLearner(IContinuousEnvironment environment, SacOptions options, SplitMix64 random)
    {
        _options = options;
        var (size, actionSize, batch) = (environment.ObservationSize, environment.ActionLow.Length, options.BatchSize);
        Actor = new SquashedActor(environment, options, Math.Max(batch, environment.Count), random);
        _critics = new TwinCritic(size, actionSize, options, batch, random);
        _targets = new TwinCritic(size, actionSize, options, batch, random);
        _targets.CopyFrom(_critics);
        _logTemperature.Values.Span[0] = (float)Math.Log(options.FirstTemperature);
        _targetEntropy = options.TargetEntropy ?? -actionSize;
        (_criticAdam, _actorAdam) = (Adam(_critics.Parameters), Adam(Actor.Parameters));
        _temperatureAdam = Adam([_logTemperature]);
        _aims = new double[batch];
        (_drawn, _byAction) = (new float[batch * _critics.RowSize], new float[batch * actionSize]);

        static DenseAdam Adam(IReadOnlyList<ParameterBlock> parameters) => new(parameters, 0.9, 0.999, 1e-8);
    }

    /// <summary>The policy.</summary>
    public SquashedActor Actor { get; }

    /// <summary>Numbers of a row of a batch, F + D.</summary>
    public int RowSize => _critics.RowSize;

    /// <summary>α: what a nat of entropy is worth in units of reward.</summary>
    public double Temperature => _options.FixedTemperature ?? Math.Exp(_logTemperature.Values.Span[0]);

    /// <summary>What is learned, the log of the temperature last.</summary>
    public IReadOnlyList<ParameterBlock> Parameters => [.. Actor.Parameters, .. _critics.Parameters, _logTemperature];

    /// <summary>What the targets hold.</summary>
    public IReadOnlyList<ParameterBlock> TargetParameters => _targets.Parameters;

    /// <summary>One gradient step of everything.</summary>
    /// <param name="batch">What is learned from; the actions of its next rows are overwritten.</param>
    /// <param name="noise">Where the ε of the actions come from: those of the next rows, then those of the rows.</param>
    public SacDiagnostics Learn(SacBatch batch, SplitMix64 noise)
    {
        var temperature = Temperature; // of both losses, before its own step
        var (criticLoss, meanValue) = DifferentiateCritics(batch, noise);
        Move(_criticAdam);
        var (actorLoss, entropy) = DifferentiateActor(batch, noise);
        Move(_actorAdam);
        if (_options.FixedTemperature is null)
        {
            DifferentiateTemperature(entropy);
            Move(_temperatureAdam);
        }
        _targets.Approach(_critics, _options.TargetFraction);
        return new SacDiagnostics(criticLoss, actorLoss, temperature, entropy, meanValue);
    }

    /// <summary>
    /// Gradients of the critics of ½·mean (Q − y)², y = r + γ·(min Q_target(s′, a′) − α·log π(a′|s′)), a′ drawn by the policy (eqs. 3, 5).
    /// </summary>
    public (double Loss, double MeanValue) DifferentiateCritics(SacBatch batch, SplitMix64 noise)
    {
        Draw(batch.NextRows, batch.NextRows, batch.Count, noise);
        _targets.Forward(batch.NextRows, batch.Count);
        for (var j = 0; j < batch.Count; j++)
            _aims[j] = batch.Rewards[j] + (batch.Discounts[j] * (_targets.Least(j) - (Temperature * Actor.LogDensity(j))));
        _critics.Forward(batch.Rows, batch.Count);
        return _critics.Differentiate(batch.Rows, _aims.AsSpan(0, batch.Count));
    }

    /// <summary>Gradients of the actor of mean α·log π(a|s) − min Q(s, a), a drawn by the policy (eqs. 7, 9).</summary>
    /// <returns>The loss, and −mean log π.</returns>
    public (double Loss, double Entropy) DifferentiateActor(SacBatch batch, SplitMix64 noise)
    {
        batch.Rows.CopyTo(_drawn, 0);
        Draw(batch.Rows, _drawn, batch.Count, noise);
        _critics.Forward(_drawn, batch.Count);
        var (loss, entropy) = (0.0, 0.0);
        for (var j = 0; j < batch.Count; j++)
        {
            loss += ((Temperature * Actor.LogDensity(j)) - _critics.Least(j)) / batch.Count;
            entropy -= Actor.LogDensity(j) / batch.Count;
        }
        var byAction = _byAction.AsSpan(0, batch.Count * Actor.ActionSize);
        _critics.DifferentiateActions(batch.Count, byAction);
        for (var k = 0; k < byAction.Length; k++)
            byAction[k] = -byAction[k];
        Actor.Backward(batch.Rows, RowSize, batch.Count, byAction, Temperature / batch.Count);
        return (loss, entropy);
    }

    /// <summary>Gradient of log α of log α·(entropy − H̄): it rises while the entropy is below H̄ (eq. 18, with log α for α).</summary>
    /// <param name="entropy">−mean log π.</param>
    /// <returns>The loss.</returns>
    public double DifferentiateTemperature(double entropy)
    {
        _logTemperature.Gradients.Span[0] = (float)(entropy - _targetEntropy);
        return _logTemperature.Values.Span[0] * (entropy - _targetEntropy);
    }

    /// <summary>Writes everything.</summary>
    public void Save(BinaryWriter writer)
    {
        Actor.Save(writer);
        _critics.Save(writer);
        _targets.Save(writer);
        _logTemperature.Values.Save(writer);
        _criticAdam.Save(writer);
        _actorAdam.Save(writer);
        _temperatureAdam.Save(writer);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public void Restore(BinaryReader reader)
    {
        Actor.Restore(reader);
        _critics.Restore(reader);
        _targets.Restore(reader);
        _logTemperature.Values.Restore(reader);
        _criticAdam.Restore(reader);
        _actorAdam.Restore(reader);
        _temperatureAdam.Restore(reader);
    }

    // Draws an action for every row and writes it behind the observation of the other.
    private void Draw(ReadOnlySpan<float> rows, Span<float> into, int count, SplitMix64 noise)
    {
        Actor.Draw(rows, RowSize, count, noise);
        for (var j = 0; j < count; j++)
            Actor.Action(j).CopyTo(into[(((j + 1) * RowSize) - Actor.ActionSize)..]);
    }

    private void Move(DenseAdam adam) => adam.Step(_options.LearningRate, double.PositiveInfinity);
}
