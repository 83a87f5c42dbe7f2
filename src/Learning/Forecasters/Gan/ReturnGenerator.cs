using Simulator.Learning.Forecasters.Networks;
using Simulator.Learning.Networks;
using Simulator.Seeding;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Simulator.Learning.Forecasters.Gan;

/// <summary>
/// Draws the next return (in units of the volatility known before it) given a window of features: an LSTM reads features and fresh noise
/// bar by bar, and its last state and the inputs of the last bar place and scale one more noise: <c>location + scale·ε</c>, ε being the
/// last bar's first noise with the tails fitted to the fold. Noise inside the LSTM mixes locations and scales, so more of tails and
/// asymmetry can be learned. The output layer starts at zero: before training the generator is the law of the fold's outcomes, and
/// training only adds what it finds beyond it.
/// </summary>
internal sealed class ReturnGenerator : nn.Module<Tensor, Tensor, Tensor>
{
    private const double LargestLogScale = 1.5;
    private readonly int _features,
        _noise;
    private readonly HeavyTails _tails;
    private readonly LSTM _lstm;
    private readonly Linear _head;

    /// <summary>A generator over <paramref name="features"/> inputs and <paramref name="noise"/> noise inputs per bar.</summary>
    public ReturnGenerator(int features, int noise, int hidden, HeavyTails tails, Device device, SplitMix64 random)
        : base(nameof(ReturnGenerator))
    {
        (_features, _noise, _tails) = (features, noise, tails);
        _lstm = nn.LSTM(features + noise, hidden, batchFirst: true, device: device);
        _head = nn.Linear(hidden + noise + features, 2, device: device);
        RegisterComponents();
        foreach (var parameter in _lstm.parameters())
            Initialisation.Uniform(parameter, hidden, random);
        foreach (var parameter in _head.parameters())
            Initialisation.Fill(parameter, new float[parameter.numel()]);
    }

    /// <inheritdoc/>
    /// <param name="input1">Windows, [batch, window, features].</param>
    /// <param name="input2">Standard normal noise, [batch, window, noise].</param>
    /// <returns>One draw per window, [batch].</returns>
    public override Tensor forward(Tensor input1, Tensor input2) => Draw(input1, input2, DropMask.None).Draws;

    /// <summary>One draw per window, and how far it was moved and widened from the base law, each [batch].</summary>
    /// <param name="input1">Windows, [batch, window, features].</param>
    /// <param name="input2">Standard normal noise, [batch, window, noise].</param>
    /// <param name="mask">Switches units off while training.</param>
    public (Tensor Draws, Tensor Location, Tensor LogScale) Draw(Tensor input1, Tensor input2, DropMask mask)
    {
        Shapes.Require(input1, "windows", Shapes.Any, Shapes.Any, _features);
        Shapes.Require(input2, "noise", input1.shape[0], input1.shape[1], _noise);
        var lastNoise = input2.select(1, input2.shape[1] - 1); // [batch, noise]
        var state = LongShortTermMemory.LastState(_lstm, cat([input1, input2], 2)); // [batch, hidden]
        var lastBar = input1.select(1, input1.shape[1] - 1); // [batch, features]
        var head = _head.call(cat([mask.Apply(state), lastNoise, lastBar], 1)); // [batch, 2]
        var logScale = (head.select(1, 1) / LargestLogScale).tanh() * LargestLogScale; // [batch]
        var location = head.select(1, 0); // [batch]
        return (location + (logScale.exp() * Heavier(lastNoise.select(1, 0))), location, logScale);
    }

    // As HeavyTails.Of.
    private Tensor Heavier(Tensor normal) =>
        _tails == HeavyTails.Normal ? normal : normal * (normal.square() * (_tails.Tail / 2)).exp() * _tails.Width;
}
