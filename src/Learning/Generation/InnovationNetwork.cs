using Simulator.Learning.Forecasters.Gan;
using Simulator.Learning.Networks;
using Simulator.Seeding;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Simulator.Learning.Generation;

/// <summary>
/// Draws sequences of standardised returns (and volume errors): gated recurrent units read fresh noise bar by bar, and their state with the
/// bar's noise places and scales one more noise for each channel: <c>location + scale·ε</c>. ε of the return has tails fitted to the
/// past. The output layer starts at zero, so before training every bar is an independent draw of that law.
/// </summary>
internal sealed class InnovationNetwork : nn.Module<Tensor, Tensor>
{
    private const double LargestLogScale = 1;
    private readonly int _channels,
        _noise;
    private readonly HeavyTails _tails;
    private readonly GRU _gru;
    private readonly Linear _head;

    /// <summary>Of <paramref name="channels"/> outputs: 1 for returns, 2 with volume.</summary>
    public InnovationNetwork(int channels, int noise, int hidden, HeavyTails tails, SplitMix64 random)
        : base(nameof(InnovationNetwork))
    {
        (_channels, _noise, _tails) = (channels, noise, tails);
        _gru = nn.GRU(noise, hidden, batchFirst: true);
        _head = nn.Linear(hidden + noise, 2 * channels);
        RegisterComponents();
        foreach (var parameter in _gru.parameters())
            Initialisation.Uniform(parameter, hidden, random);
        foreach (var parameter in _head.parameters())
            Initialisation.Fill(parameter, new float[parameter.numel()]);
    }

    /// <inheritdoc/>
    /// <param name="input">Standard normal noise, [batch, bars, noise].</param>
    /// <returns>[batch, channels, bars].</returns>
    public override Tensor forward(Tensor input)
    {
        Shapes.Require(input, "noise", Shapes.Any, Shapes.Any, _noise);
        var (states, _) = _gru.call(input); // [batch, bars, hidden]
        var head = _head.call(cat([states, input], 2)); // [batch, bars, 2·channels]
        var outputs = new Tensor[_channels];
        for (var c = 0; c < _channels; c++)
        {
            var normal = input.select(2, c); // [batch, bars]
            var noise = c > 0 ? normal : normal * (normal.square() * (_tails.Tail / 2)).exp() * _tails.Width;
            var logScale = (head.select(2, (2 * c) + 1) / LargestLogScale).tanh() * LargestLogScale;
            outputs[c] = head.select(2, 2 * c) + (logScale.exp() * noise);
        }
        return stack(outputs, 1);
    }
}
