using Simulator.Environments;
using Simulator.Learning.Agents.Dense;
using Simulator.Learning.Agents.Training;
using Simulator.Seeding;

namespace Simulator.Learning.Agents.Sac;

/// <summary>
/// The policy: a network from an observation to μ and log σ of D squashed normals (<see cref="SquashedNormal"/>), independent of each
/// other. Inside, actions are −1 to 1; <see cref="Act"/> answers within the bounds of the environment.
/// </summary>
internal sealed class SquashedActor : IContinuousPolicy
{
    private readonly DenseNetwork _network; // [F] → [μ of D, log σ of D]
    private readonly float[] _low,
        _high;
    private readonly SquashedNormal[] _draws; // [capacity, D]
    private readonly float[] _actions; // [capacity, D]
    private readonly double[] _logDensities; // [capacity]

    /// <summary>Draws the first weights.</summary>
    /// <param name="environment">What is seen, and the bounds of what is answered.</param>
    /// <param name="options">Layers and activation.</param>
    /// <param name="capacity">Most rows at once.</param>
    /// <param name="random">Where the weights come from.</param>
    public SquashedActor(IContinuousEnvironment environment, SacOptions options, int capacity, SplitMix64 random)
    {
        (_low, _high) = (environment.ActionLow.ToArray(), environment.ActionHigh.ToArray());
        _network = new DenseNetwork(
            [environment.ObservationSize, .. options.Hidden, 2 * ActionSize],
            options.Activation,
            Activation.Identity,
            capacity
        );
        FirstWeights.Uniform(_network, 0, random);
        (_draws, _actions) = (new SquashedNormal[capacity * ActionSize], new float[capacity * ActionSize]);
        _logDensities = new double[capacity];
    }

    /// <summary>Numbers of an action, D.</summary>
    public int ActionSize => _low.Length;

    /// <summary>What an optimiser moves.</summary>
    public IReadOnlyList<ParameterBlock> Parameters => _network.Parameters;

    /// <summary>[D] action of a row of the last draw, −1 to 1.</summary>
    public ReadOnlySpan<float> Action(int row) => _actions.AsSpan(row * ActionSize, ActionSize);

    /// <summary>log of the density of that action.</summary>
    public double LogDensity(int row) => _logDensities[row];

    /// <summary>Draws an action for every row.</summary>
    /// <param name="rows">A row every <paramref name="stride"/> floats, the observation first.</param>
    /// <param name="stride">At least F.</param>
    /// <param name="count">How many rows, at most the capacity.</param>
    /// <param name="random">Where ε comes from; null for 0 everywhere.</param>
    public void Draw(ReadOnlySpan<float> rows, int stride, int count, SplitMix64? random)
    {
        var outputs = _network.Forward(rows, stride, count);
        for (var j = 0; j < count; j++)
        {
            var output = outputs.Slice(j * _network.OutputStride, 2 * ActionSize);
            _logDensities[j] = 0;
            for (var d = 0; d < ActionSize; d++)
            {
                var draw = new SquashedNormal(output[d], output[ActionSize + d], random?.NextGaussian() ?? 0);
                _draws[(j * ActionSize) + d] = draw;
                _actions[(j * ActionSize) + d] = (float)draw.Action;
                _logDensities[j] += draw.LogDensity;
            }
        }
    }

    /// <summary>Gradients of the parameters of a loss of the actions drawn last and of their densities.</summary>
    /// <param name="rows">As given to <see cref="Draw"/>.</param>
    /// <param name="stride">As given to <see cref="Draw"/>.</param>
    /// <param name="count">As given to <see cref="Draw"/>.</param>
    /// <param name="byAction">[count, D] slopes by the actions.</param>
    /// <param name="byLogDensity">Slope by the log of every density.</param>
    public void Backward(ReadOnlySpan<float> rows, int stride, int count, ReadOnlySpan<float> byAction, double byLogDensity)
    {
        var gradients = _network.OutputGradients;
        for (var j = 0; j < count; j++)
        for (var d = 0; d < ActionSize; d++)
        {
            var k = (j * ActionSize) + d;
            var (byMean, byLogDeviation) = _draws[k].Slopes(byAction[k], byLogDensity);
            gradients[(j * _network.OutputStride) + d] = (float)byMean;
            gradients[(j * _network.OutputStride) + ActionSize + d] = (float)byLogDeviation;
        }
        _network.Backward(rows, stride, count);
    }

    /// <inheritdoc/>
    public void Act(ReadOnlySpan<float> observations, Span<float> actions, SplitMix64? random)
    {
        var (size, rows) = (_network.Inputs, actions.Length / ActionSize);
        for (var from = 0; from < rows; from += _network.Capacity)
        {
            var count = Math.Min(_network.Capacity, rows - from);
            Draw(observations[(from * size)..], size, count, random);
            for (var j = 0; j < count; j++)
                Scale(Action(j), actions.Slice((from + j) * ActionSize, ActionSize));
        }
    }

    /// <summary>Brings an action from −1 … 1 to the bounds of the environment.</summary>
    /// <param name="action">[D].</param>
    /// <param name="scaled">[D] result.</param>
    public void Scale(ReadOnlySpan<float> action, Span<float> scaled)
    {
        for (var d = 0; d < action.Length; d++)
            scaled[d] = _low[d] + ((action[d] + 1) / 2 * (_high[d] - _low[d]));
    }

    /// <summary>Writes the parameters.</summary>
    public void Save(BinaryWriter writer) => _network.Save(writer);

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public void Restore(BinaryReader reader) => _network.Restore(reader);
}
