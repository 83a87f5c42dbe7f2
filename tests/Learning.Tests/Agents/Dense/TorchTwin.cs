using Simulator.Learning.Agents.Dense;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Simulator.Tests.Learning.Agents.Dense;

/// <summary>The same network in TorchSharp.</summary>
internal sealed class TorchTwin
{
    private readonly List<(Linear Layer, Activation Activation)> _layers = [];

    public TorchTwin(DenseNetwork network)
    {
        using var frozen = no_grad();
        foreach (var layer in network.Layers)
        {
            var linear = nn.Linear(layer.Inputs, layer.Outputs);
            var (weight, bias) = Read(layer, network.Parameters[0].Values);
            linear.weight!.copy_(tensor(weight, [layer.Outputs, layer.Inputs]));
            linear.bias!.copy_(tensor(bias));
            _layers.Add((linear, layer.Activation));
        }
    }

    public IEnumerable<Parameter> Parameters => _layers.SelectMany(l => new[] { l.Layer.weight!, l.Layer.bias! });

    public Tensor Call(Tensor rows)
    {
        foreach (var (layer, activation) in _layers)
        {
            rows = layer.call(rows);
            rows = activation switch
            {
                Activation.Tanh => rows.tanh(),
                Activation.Relu => rows.relu(),
                _ => rows,
            };
        }
        return rows;
    }

    /// <summary>Greatest difference of the parameters, or of their gradients.</summary>
    public double Difference(DenseNetwork network, bool ofGradients)
    {
        var worst = 0.0;
        foreach (var (layer, (linear, _)) in network.Layers.Zip(_layers))
        {
            var (weight, bias) = Read(layer, ofGradients ? network.Parameters[0].Gradients : network.Parameters[0].Values);
            worst = Math.Max(worst, Worst(weight, ofGradients ? linear.weight!.grad! : linear.weight!));
            worst = Math.Max(worst, Worst(bias, ofGradients ? linear.bias!.grad! : linear.bias!));
        }
        return worst;
    }

    public static double Worst(IEnumerable<float> mine, Tensor its) =>
        mine.Zip(its.detach().reshape(-1).data<float>().ToArray(), (x, y) => (double)Math.Abs(x - y)).Max();

    private static (float[] Weight, float[] Bias) Read(DenseLayer layer, AlignedFloats values)
    {
        var weight = new float[layer.Outputs * layer.Inputs];
        for (var o = 0; o < layer.Outputs; o++)
        for (var i = 0; i < layer.Inputs; i++)
            weight[(o * layer.Inputs) + i] = values.Span[layer.At + (i * layer.Width) + o];
        return (weight, values.Span.Slice(layer.BiasAt, layer.Outputs).ToArray());
    }
}
