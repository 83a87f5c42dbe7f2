using Simulator.Learning.Forecasters.Networks;
using Simulator.Learning.Networks;
using Simulator.Seeding;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Simulator.Learning.Forecasters.Gan;

/// <summary>
/// Draws the next returns (in units of the volatility known before them) given a window of features: an LSTM reads features and fresh noise
/// bar by bar, and its last state and the inputs of the last bar place and scale one more noise: <c>location + scale·ε</c>, ε being the
/// last bar's first noise with the tails fitted to the fold. For a path of more than one bar it reads on, the last bar's inputs and new
/// noise at each further bar, which has a head of its own and also sees the return before it and its size. Noise inside the LSTM mixes
/// locations and scales, so more of tails and asymmetry can be learned. The output layer starts at zero: before training every bar of a
/// path is an independent draw of the law of the fold's outcomes, and training only adds what it finds beyond it.
/// </summary>
internal sealed class ReturnGenerator : nn.Module<Tensor, Tensor, Tensor>
{
    private const double LargestLogScale = 1.5;
    private readonly int _features,
        _noise,
        _path;
    private readonly HeavyTails _tails;
    private readonly LSTM _lstm;
    private readonly Linear _head;
    private readonly Linear? _memory;

    /// <summary>A generator over <paramref name="features"/> inputs and <paramref name="noise"/> noise inputs per bar.</summary>
    public ReturnGenerator(
        int features,
        int noise,
        int hidden,
        HeavyTails tails,
        Device device,
        SplitMix64 random,
        int layers = 1,
        int path = 1
    )
        : base(nameof(ReturnGenerator))
    {
        (_features, _noise, _tails, _path) = (features, noise, tails, path);
        _lstm = nn.LSTM(features + noise, hidden, layers, batchFirst: true, device: device);
        _head = nn.Linear(hidden + noise + features, 2 * path, device: device);
        _memory = path > 1 ? nn.Linear(2, 2 * (path - 1), hasBias: false, device: device) : null;
        RegisterComponents();
        foreach (var parameter in _lstm.parameters())
            Initialisation.Uniform(parameter, hidden, random);
        foreach (var parameter in _head.parameters().Concat(_memory?.parameters() ?? []))
            Initialisation.Fill(parameter, new float[parameter.numel()]);
    }

    /// <inheritdoc/>
    /// <param name="input1">Windows, [batch, window, features].</param>
    /// <param name="input2">Standard normal noise, [batch, window − 1 + path, noise].</param>
    /// <returns>The returns of one path per window, [batch, path].</returns>
    public override Tensor forward(Tensor input1, Tensor input2) => Draw(input1, input2, DropMask.None).Draws;

    /// <summary>One path per window, and how far its bars were moved and widened from the base law, each [batch, path].</summary>
    /// <param name="input1">Windows, [batch, window, features].</param>
    /// <param name="input2">Standard normal noise, [batch, window − 1 + path, noise].</param>
    /// <param name="mask">Switches units off while training.</param>
    public (Tensor Draws, Tensor Location, Tensor LogScale) Draw(Tensor input1, Tensor input2, DropMask mask)
    {
        Shapes.Require(input1, "windows", Shapes.Any, Shapes.Any, _features);
        Shapes.Require(input2, "noise", input1.shape[0], Shapes.Any, _noise);
        var (batch, window, path) = (input1.shape[0], input1.shape[1], input2.shape[1] - input1.shape[1] + 1);
        if (path < 1 || path > _path)
            throw new ArgumentException(
                FormattableString.Invariant($"windows have {window} bars, their noise {input2.shape[1]}: it needs {window}")
                    + (_path == 1 ? "" : FormattableString.Invariant($" to {window + _path - 1}"))
            );
        var lastBar = input1.narrow(1, window - 1, 1); // [batch, 1, features]
        var read = path == 1 ? input1 : cat([input1, lastBar.expand(batch, path - 1, _features)], 1);
        var state = States(cat([read, input2], 2), path); // [batch, path, hidden]
        var noise = input2.narrow(1, window - 1, path); // [batch, path, noise]
        var seen = cat([mask.ApplyOverTime(state), noise, lastBar.expand(batch, path, _features)], 2);
        var head = _head.call(seen.reshape(batch * path, seen.shape[2])).view(batch, path, _path, 2);
        var (draws, locations, logScales) = (new Tensor[path], new Tensor[path], new Tensor[path]); // [batch] each
        for (var bar = 0; bar < path; bar++)
        {
            var own = head.select(1, bar).select(1, bar); // [batch, 2]
            if (bar > 0)
                own += _memory!.call(stack([draws[bar - 1], draws[bar - 1].abs()], 1)).narrow(1, 2 * (bar - 1), 2);
            (locations[bar], logScales[bar]) = (own.select(1, 0), (own.select(1, 1) / LargestLogScale).tanh() * LargestLogScale);
            draws[bar] = locations[bar] + (logScales[bar].exp() * Heavier(noise.select(1, bar).select(1, 0)));
        }
        return (stack(draws, 1), stack(locations, 1), stack(logScales, 1));
    }

    private Tensor States(Tensor sequence, long path) =>
        path == 1
            ? LongShortTermMemory.LastState(_lstm, sequence).unsqueeze(1)
            : LongShortTermMemory.States(_lstm, sequence).narrow(1, sequence.shape[1] - path, path);

    // As HeavyTails.Of.
    private Tensor Heavier(Tensor normal) =>
        _tails == HeavyTails.Normal ? normal : normal * (normal.square() * (_tails.Tail / 2)).exp() * _tails.Width;
}
