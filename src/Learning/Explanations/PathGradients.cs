using MathNet.Numerics.Integration;
using Simulator.Learning.Networks;
using static TorchSharp.torch;

namespace Simulator.Learning.Explanations;

/// <summary>Mean and standard deviation that a model gives to windows of inputs, in units of the volatility.</summary>
/// <param name="windows">[batch, window, inputs].</param>
/// <returns>Two of [batch]; each reads the windows through operations that have gradients.</returns>
internal delegate (Tensor Location, Tensor Scale) LawMoments(Tensor windows);

/// <summary>
/// Integrated gradients (Sundararajan, Taly and Yan, “Axiomatic attribution for deep networks”, ICML 2017, equation 1) of the forecast of
/// models that are pooled by the mean of their locations and of their scales: <c>(x − x′) · ∫ ∂f(x′ + α(x − x′))/∂x dα</c>, summed over
/// the bars of a window. The baseline x′ is 0, which standardised inputs have where they are at the mean of the rows that they were
/// standardised on. The integral is taken at Gauss–Legendre nodes, where the paper takes a sum of equal steps: for a smooth network a few
/// nodes are as exact as hundreds of steps, and for a linear one they are exact. The nodes are those of u = √α.
/// </summary>
internal sealed class PathGradients
{
    private readonly int _rows;
    private readonly int _inputs;
    private readonly double[] _positions; // the baseline, then the nodes
    private readonly double[] _weights;
    private readonly Curve _location;
    private readonly Curve _scale;
    private int _models;

    /// <summary>Of so many windows at once.</summary>
    /// <param name="rows">Windows.</param>
    /// <param name="inputs">Inputs per bar.</param>
    /// <param name="nodes">Nodes of the integral, at least 1.</param>
    public PathGradients(int rows, int inputs, int nodes)
    {
        (_rows, _inputs) = (rows, inputs);
        var rule = new GaussLegendreRule(0, 1, nodes);
        // α = u²: closer to the baseline, where layer normalisation turns fastest.
        _positions = [0, .. rule.Abscissas.Select(u => u * u)];
        _weights = [0, .. rule.Weights.Zip(rule.Abscissas, (w, u) => 2 * u * w)];
        (_location, _scale) = (new(rows * _positions.Length, inputs), new(rows * _positions.Length, inputs));
    }

    /// <summary>Takes in another model of the pool.</summary>
    /// <param name="model">The model.</param>
    /// <param name="windows">The standardised windows, [rows, window, inputs]; the same for every model.</param>
    public void Add(LawMoments model, Tensor windows)
    {
        Shapes.Require(windows, nameof(windows), _rows, Shapes.Any, _inputs);
        using var scope = NewDisposeScope();
        var positions = tensor(Array.ConvertAll(_positions, p => (float)p), device: windows.device).view(1, -1, 1, 1);
        var path = (windows.unsqueeze(1) * positions).flatten(0, 1).detach().requires_grad_(true); // [rows·positions, window, inputs]
        var (location, scale) = model(path);
        var locationGradient = autograd.grad([location.sum()], [path], retain_graph: true)[0];
        var scaleGradient = autograd.grad([scale.sum()], [path])[0];
        _location.Add(location, Parts(locationGradient, windows));
        _scale.Add(scale, Parts(scaleGradient, windows));
        _models++;
    }

    /// <summary>The mean of the models' locations at a window, over the inputs.</summary>
    public (double Start, double[] Parts) Location(int row)
    {
        var (first, parts) = (row * _positions.Length, new double[_inputs]);
        for (var k = 0; k < _positions.Length; k++)
        {
            for (var c = 0; c < _inputs; c++)
                parts[c] += _weights[k] * _location.Parts[((first + k) * _inputs) + c] / _models;
        }
        return (_location.Values[first] / _models, parts);
    }

    /// <summary>The logarithm of the mean of the models' scales at a window, over the inputs.</summary>
    public (double Start, double[] Parts) LogScale(int row)
    {
        var (first, parts) = (row * _positions.Length, new double[_inputs]);
        for (var k = 0; k < _positions.Length; k++)
        {
            for (var c = 0; c < _inputs; c++)
                parts[c] += _weights[k] * _scale.Parts[((first + k) * _inputs) + c] / _scale.Values[first + k];
        }
        return (Math.Log(_scale.Values[first] / _models), parts);
    }

    // [rows·positions, inputs]: gradient times distance from the baseline, over the bars.
    private Tensor Parts(Tensor gradient, Tensor windows) =>
        (gradient.view(_rows, _positions.Length, windows.shape[1], _inputs) * windows.unsqueeze(1)).sum(2);

    /// <summary>A figure along the paths, summed over the models.</summary>
    private sealed class Curve(int points, int inputs)
    {
        public double[] Values { get; } = new double[points];

        public double[] Parts { get; } = new double[points * inputs];

        public void Add(Tensor values, Tensor parts)
        {
            Accumulate(values, Values);
            Accumulate(parts, Parts);
        }

        private static void Accumulate(Tensor tensor, double[] sums)
        {
            var values = tensor.detach().to_type(ScalarType.Float64).cpu().contiguous().data<double>().ToArray();
            for (var i = 0; i < sums.Length; i++)
                sums[i] += values[i];
        }
    }
}
