using Simulator.Learning.Networks;
using Simulator.Seeding;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Simulator.Learning.Forecasters.Gan;

/// <summary>
/// Scores how well the next return, or a path of them, fits a window: each return of the candidate is one more channel beside the features,
/// constant over the window; three padded one-dimensional convolutions of kernel 5, dilated 1, 2 and 4 (they see 29 bars), each with
/// LayerNorm (a critic under a gradient penalty must not use batch statistics) and LeakyReLU; then one number. Convolutional because the
/// penalty differentiates twice. The first convolution is linear, so it is kept in two parts: the window's, which is computed once for all
/// its candidates, and the candidate's. A normalised layer says the same of 5 and of 20 volatilities, so each return y of the candidate
/// also goes past all of them: <c>a(window)·y + b(window)·|y|</c> is added to the score, and its slope far out is a ± b.
/// </summary>
internal sealed class ReturnCritic : nn.Module<Tensor, Tensor, Tensor>
{
    private const int Kernel = 5;
    private readonly int _features,
        _windowBars,
        _channels,
        _path;
    private readonly Conv1d _context;
    private readonly Conv1d _candidate;
    private readonly Conv1d _second;
    private readonly Conv1d _third;
    private readonly LayerNorm _norm1;
    private readonly LayerNorm _norm2;
    private readonly LayerNorm _norm3;
    private readonly Linear _score;
    private readonly Linear _tails;

    /// <summary>A critic of windows of <paramref name="windowBars"/> bars and of paths of <paramref name="path"/> after them.</summary>
    public ReturnCritic(int features, int windowBars, int channels, Device device, SplitMix64 random, int path = 1)
        : base(nameof(ReturnCritic))
    {
        (_features, _windowBars, _channels, _path) = (features, windowBars, channels, path);
        _context = nn.Conv1d(features, channels, Kernel, device: device);
        _candidate = nn.Conv1d(path, channels, Kernel, bias: false, device: device);
        _second = nn.Conv1d(channels, channels, Kernel, device: device);
        _third = nn.Conv1d(channels, channels, Kernel, device: device);
        _norm1 = nn.LayerNorm([channels, windowBars], device: device);
        _norm2 = nn.LayerNorm([channels, windowBars], device: device);
        _norm3 = nn.LayerNorm([channels, windowBars], device: device);
        _score = nn.Linear(channels * windowBars, 1, device: device);
        _tails = nn.Linear(channels * windowBars, 2 * path, device: device);
        RegisterComponents();
        Initialise([_context, _candidate], Kernel * (features + path), random);
        Initialise([_second, _third], Kernel * channels, random);
        Initialise([_score, _tails], channels * windowBars, random);
    }

    /// <summary>What the critic makes of windows before it sees a candidate.</summary>
    /// <param name="windows">[batch, window, features].</param>
    public EmbeddedWindows Embed(Tensor windows)
    {
        Shapes.Require(windows, nameof(windows), Shapes.Any, _windowBars, _features);
        var layer = _context.Along(windows.transpose(1, 2), 1, 2, 2); // [batch, channels, window]
        var seen = Activate(nn.functional.layer_norm(layer, [_channels, _windowBars]));
        return new(layer, _tails.call(seen.flatten(1))); // [batch, 2·path]
    }

    /// <summary>Scores candidates against windows that were embedded before.</summary>
    /// <param name="embedded">Of a batch of windows.</param>
    /// <param name="candidates">[batch, path].</param>
    /// <returns>[batch].</returns>
    public Tensor Score(EmbeddedWindows embedded, Tensor candidates)
    {
        Shapes.Require(embedded.Layer, nameof(embedded), Shapes.Any, _channels, _windowBars);
        Shapes.Require(candidates, nameof(candidates), embedded.Layer.shape[0], _path);
        var channel = candidates.unsqueeze(2).expand(-1, _path, _windowBars); // [batch, path, window]
        var h = Activate(_norm1.call(embedded.Layer + _candidate.Along(channel, 1, 2, 2))); // [batch, channels, window]
        h = Activate(_norm2.call(_second.Along(h, 2, 4, 4)));
        h = Activate(_norm3.call(_third.Along(h, 4, 8, 8)));
        var (slopes, bends) = (embedded.Tails.narrow(1, 0, _path), embedded.Tails.narrow(1, _path, _path)); // [batch, path]
        var tails = ((slopes * candidates) + (bends * candidates.abs())).sum(1); // [batch]
        return _score.call(h.flatten(1)).squeeze(1) + tails; // [batch]
    }

    /// <inheritdoc/>
    /// <param name="input1">Windows, [batch, window, features].</param>
    /// <param name="input2">Candidates, [batch, path].</param>
    public override Tensor forward(Tensor input1, Tensor input2) => Score(Embed(input1), input2);

    private static Tensor Activate(Tensor h) => nn.functional.leaky_relu(h, 0.2);

    private static void Initialise(IEnumerable<nn.Module> layers, double fan, SplitMix64 random)
    {
        foreach (var parameter in layers.SelectMany(layer => layer.parameters()))
            Initialisation.Uniform(parameter, fan, random);
    }
}

/// <summary>What the critic makes of windows before it sees a candidate.</summary>
/// <param name="Layer">Their part of the first layer, [batch, channels, window].</param>
/// <param name="Tails">Slope of the candidate and of its size that go past the normalised layers, [batch, 2·path].</param>
internal readonly record struct EmbeddedWindows(Tensor Layer, Tensor Tails)
{
    /// <summary>All of them so many times, one after the other.</summary>
    public EmbeddedWindows Repeat(int times) => new(Layer.repeat(times, 1, 1), Tails.repeat(times, 1));
}
