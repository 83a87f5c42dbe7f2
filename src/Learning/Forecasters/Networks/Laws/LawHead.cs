using Simulator.Learning.Networks;
using Simulator.Volatility;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Simulator.Learning.Forecasters.Networks.Laws;

/// <summary>
/// The last layer: linear, from a state to how far a law lies from the one that training starts from. It starts at zero, so the untrained
/// network forecasts exactly that law. Scale and shape can move only so far: e^±1.5 for the scale, ±2 for each free parameter of the
/// shape, so that no state makes a law without a variance.
/// </summary>
internal sealed class LawHead : nn.Module
{
    private const double LargestLogScale = 1.5;
    private const double LargestShape = 2;

    private readonly int _width;
    private readonly BaseLaw _start;
    private readonly Linear _linear;

    /// <summary>Of states of so many numbers.</summary>
    public LawHead(int width, BaseLaw start, Device device)
        : base(nameof(LawHead))
    {
        (_width, _start) = (width, start);
        _linear = nn.Linear(width, 2 + InnovationLaw.ParameterCount(start.Kind), device: device);
        RegisterComponents();
        foreach (var parameter in _linear.parameters())
            Initialisation.Fill(parameter, new float[parameter.numel()]);
    }

    /// <summary>The laws of states, [batch, width].</summary>
    public LawTensors Laws(Tensor states)
    {
        Shapes.Require(states, nameof(states), Shapes.Any, _width);
        var moved = _linear.call(states).to_type(ScalarType.Float64); // [batch, 2 + shape]
        var start = _start.Parameters;
        return new LawTensors(
            _start.Kind,
            moved.select(1, 0) + start.Location,
            Within(moved.select(1, 1), LargestLogScale) + Math.Log(start.Scale),
            [.. start.Free.Select((free, k) => Within(moved.select(1, 2 + k), LargestShape) + free)]
        );
    }

    private static Tensor Within(Tensor value, double bound) => (value / bound).tanh() * bound;
}
