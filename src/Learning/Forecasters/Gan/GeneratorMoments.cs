using Simulator.Learning.Explanations;
using static TorchSharp.torch;

namespace Simulator.Learning.Forecasters.Gan;

/// <summary>
/// Mean and standard deviation of a generator's draws of the next return, with gradients: over a fixed set of noise draws, half of them the
/// negatives of the others, whose noise that is placed and scaled is spread evenly over its law, as where forecasts are drawn.
/// </summary>
internal sealed class GeneratorMoments : IDisposable
{
    /// <summary>Noise draws.</summary>
    public const int Draws = 16;

    private readonly Tensor _noise; // [draws, window, noise]

    /// <summary>The noise of a seed.</summary>
    public GeneratorMoments(int window, int noiseDimensions, ulong seed, Device device)
    {
        using var scope = NewDisposeScope();
        using var random = new Generator(seed, device);
        var noise = randn([Draws / 2, window, noiseDimensions], device: device, generator: random);
        noise.select(1, window - 1).select(1, 0).copy_(SampleDrawer.Even(Draws / 2, device));
        _noise = cat([noise, -noise], 0).DetachFromDisposeScope();
    }

    /// <summary>A generator's draws for windows, [batch, draws].</summary>
    /// <param name="generator">The generator.</param>
    /// <param name="windows">[batch, window, features].</param>
    public Tensor Draw(ReturnGenerator generator, Tensor windows)
    {
        var batch = windows.shape[0];
        return generator.call(windows.repeat_interleave(Draws, 0), _noise.repeat(batch, 1, 1)).view(batch, Draws);
    }

    /// <summary>The moments of a generator.</summary>
    public LawMoments Of(ReturnGenerator generator) =>
        windows =>
        {
            var draws = Draw(generator, windows);
            return (draws.mean([1]), draws.std(1, unbiased: false));
        };

    /// <inheritdoc/>
    public void Dispose() => _noise.Dispose();
}
