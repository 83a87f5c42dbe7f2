using Simulator.Learning.Agents.Dense;
using Simulator.Seeding;

namespace Simulator.Learning.Agents.Sac;

/// <summary>
/// Two networks for the value of an action in a state, of which the lesser counts, against values that are too great by chance (Fujimoto,
/// van Hoof, Meger 2018). They are fed with observation and action (−1 to 1) side by side.
/// </summary>
internal sealed class TwinCritic
{
    private readonly DenseNetwork[] _networks; // [F + D] → [1]
    private readonly int _actionSize;

    /// <summary>Draws the first weights.</summary>
    /// <param name="observationSize">F.</param>
    /// <param name="actionSize">D.</param>
    /// <param name="options">Layers and activation.</param>
    /// <param name="capacity">Most rows at once.</param>
    /// <param name="random">Where the weights come from, the first network's before the second's.</param>
    public TwinCritic(int observationSize, int actionSize, SacOptions options, int capacity, SplitMix64 random)
    {
        (RowSize, _actionSize) = (observationSize + actionSize, actionSize);
        _networks = [Network(), Network()];
        Parameters = [.. _networks.SelectMany(n => n.Parameters)];

        DenseNetwork Network()
        {
            int[] sizes = [RowSize, .. options.Hidden, 1];
            var network = new DenseNetwork(sizes, options.Activation, Activation.Identity, capacity, givesInputGradients: true);
            FirstWeights.Uniform(network, 0, random);
            return network;
        }
    }

    /// <summary>Numbers of a row, F + D.</summary>
    public int RowSize { get; }

    /// <summary>What an optimiser moves.</summary>
    public IReadOnlyList<ParameterBlock> Parameters { get; }

    /// <summary>Values every row with both networks.</summary>
    /// <param name="rows">[count, F + D].</param>
    /// <param name="count">How many.</param>
    public void Forward(ReadOnlySpan<float> rows, int count)
    {
        foreach (var network in _networks)
            network.Forward(rows, RowSize, count);
    }

    /// <summary>The lesser value of a row of the last forward pass.</summary>
    public double Least(int row) => Value(Lesser(row), row);

    /// <summary>
    /// Gradients of Σ over both networks of ½·mean (Q − y)² (Haarnoja et al. 2018, eq. 5), for the rows of the forward pass just before.
    /// </summary>
    /// <param name="rows">As given to <see cref="Forward"/>.</param>
    /// <param name="aims">[count] y.</param>
    /// <returns>The loss, and the mean value by the first network.</returns>
    public (double Loss, double MeanValue) Differentiate(ReadOnlySpan<float> rows, ReadOnlySpan<double> aims)
    {
        var (loss, mean, count) = (0.0, 0.0, aims.Length);
        foreach (var network in _networks)
        {
            for (var j = 0; j < count; j++)
            {
                var value = Value(network, j);
                var error = value - aims[j];
                loss += 0.5 * error * error / count;
                mean += network == _networks[0] ? value / count : 0;
                network.OutputGradients[j * network.OutputStride] = (float)(error / count);
            }
            network.Backward(rows, RowSize, count);
        }
        return (loss, mean);
    }

    /// <summary>
    /// Slopes of the mean of the lesser values by the actions, for the rows of the forward pass just before. The gradients of the
    /// parameters stay as they are.
    /// </summary>
    /// <param name="count">How many rows.</param>
    /// <param name="byAction">[count, D] result.</param>
    public void DifferentiateActions(int count, Span<float> byAction)
    {
        byAction.Clear();
        foreach (var network in _networks)
        {
            for (var j = 0; j < count; j++)
                network.OutputGradients[j * network.OutputStride] = network == Lesser(j) ? 1f / count : 0;
            network.BackwardToInputs(count);
            var gradients = network.InputGradients;
            for (var j = 0; j < count; j++)
            for (var d = 0; d < _actionSize; d++)
                byAction[(j * _actionSize) + d] += gradients[(j * network.InputStride) + RowSize - _actionSize + d];
        }
    }

    /// <summary>Takes over the parameters of critics built alike.</summary>
    public void CopyFrom(TwinCritic other)
    {
        for (var k = 0; k < _networks.Length; k++)
            _networks[k].CopyFrom(other._networks[k]);
    }

    /// <summary>Moves every parameter by a fraction of the way to that of critics built alike.</summary>
    public void Approach(TwinCritic other, double fraction)
    {
        for (var k = 0; k < _networks.Length; k++)
            _networks[k].Approach(other._networks[k], fraction);
    }

    /// <summary>Writes the parameters.</summary>
    public void Save(BinaryWriter writer)
    {
        foreach (var network in _networks)
            network.Save(writer);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public void Restore(BinaryReader reader)
    {
        foreach (var network in _networks)
            network.Restore(reader);
    }

    private static double Value(DenseNetwork network, int row) => network.LastOutputs(row + 1)[row * network.OutputStride];

    private DenseNetwork Lesser(int row) => Value(_networks[1], row) < Value(_networks[0], row) ? _networks[1] : _networks[0];
}
