using Simulator.Learning.Networks;
using Simulator.Seeding;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Simulator.Learning.Generation;

/// <summary>
/// Scores how real a window of standardised returns (and volume errors) looks: the values and their sizes go through three padded
/// convolutions of kernel 5, dilated 1, 2 and 4, each with LayerNorm and LeakyReLU, then to one number. Convolutional because the penalty
/// differentiates twice.
/// </summary>
internal sealed class WindowCritic : nn.Module<Tensor, Tensor>
{
    private const int Kernel = 5;
    private readonly int _channels,
        _bars;
    private readonly Conv1d _first;
    private readonly Conv1d _second;
    private readonly Conv1d _third;
    private readonly LayerNorm _norm1;
    private readonly LayerNorm _norm2;
    private readonly LayerNorm _norm3;
    private readonly Linear _score;

    /// <summary>A critic of windows of <paramref name="bars"/> bars.</summary>
    public WindowCritic(int channels, int bars, int width, SplitMix64 random)
        : base(nameof(WindowCritic))
    {
        (_channels, _bars) = (channels, bars);
        _first = nn.Conv1d(2 * channels, width, Kernel, padding: 2);
        _second = nn.Conv1d(width, width, Kernel, padding: 4, dilation: 2);
        _third = nn.Conv1d(width, width, Kernel, padding: 8, dilation: 4);
        _norm1 = nn.LayerNorm([width, bars]);
        _norm2 = nn.LayerNorm([width, bars]);
        _norm3 = nn.LayerNorm([width, bars]);
        _score = nn.Linear(width * bars, 1);
        RegisterComponents();
        foreach (var parameter in _first.parameters())
            Initialisation.Uniform(parameter, Kernel * 2 * channels, random);
        foreach (var parameter in _second.parameters().Concat(_third.parameters()))
            Initialisation.Uniform(parameter, Kernel * width, random);
        foreach (var parameter in _score.parameters())
            Initialisation.Uniform(parameter, width * bars, random);
    }

    /// <inheritdoc/>
    /// <param name="input">[batch, channels, bars].</param>
    /// <returns>[batch].</returns>
    public override Tensor forward(Tensor input)
    {
        Shapes.Require(input, "windows", Shapes.Any, _channels, _bars);
        var h = Activate(_norm1.call(_first.call(cat([input, input.abs()], 1)))); // [batch, width, bars]
        h = Activate(_norm2.call(_second.call(h)));
        h = Activate(_norm3.call(_third.call(h)));
        return _score.call(h.flatten(1)).squeeze(1); // [batch]
    }

    private static Tensor Activate(Tensor h) => nn.functional.leaky_relu(h, 0.2);
}
