using Simulator.Learning.Forecasters.Windows;
using Simulator.Seeding;
using static TorchSharp.torch;

namespace Simulator.Learning.Forecasters.Networks.Augmentation;

/// <summary>
/// Gives the windows of a training step, some of them changed. Nothing else reads windows through it: what a network is judged on and what
/// it serves are the windows as they are. The outcome of a window stays its own.
/// </summary>
internal sealed class WindowAugmenter
{
    /// <summary>Probability that a window is changed; the others are seen as they are.</summary>
    public const double Share = 0.5;

    private readonly NetworkForecasterSpec _spec;
    private readonly int _firstBar;
    private readonly int _endBar;

    /// <summary>For the training rows of a fold.</summary>
    /// <param name="spec">Which change, and how strong.</param>
    /// <param name="rows">Training rows [start, end): no bar outside their windows is read.</param>
    /// <param name="random">Its own stream.</param>
    public WindowAugmenter(NetworkForecasterSpec spec, (int Start, int End) rows, SplitMix64 random)
    {
        (_spec, _firstBar, _endBar) = (spec, rows.Start - spec.WindowBars + 1, rows.End);
        Random = random;
    }

    /// <summary>The stream, where it stands.</summary>
    public SplitMix64 Random { get; set; }

    /// <summary>The windows that end at rows, [rows, window, features].</summary>
    public Tensor Windows(WindowSource source, ReadOnlySpan<int> rows)
    {
        if (_spec.Augmentation == AugmentationKind.None)
            return source.Windows(rows);
        var isChanged = new bool[rows.Length];
        foreach (ref var change in isChanged.AsSpan())
            change = Random.NextDouble() < Share;
        return _spec.Augmentation switch
        {
            AugmentationKind.Jitter => Jittered(source.Windows(rows), isChanged),
            AugmentationKind.Scaling => Scaled(source.Windows(rows), isChanged),
            AugmentationKind.WindowWarping => Warped(source.Windows(rows), isChanged),
            _ => Bootstrapped(source, rows, isChanged),
        };
    }

    private Tensor Jittered(Tensor windows, bool[] isChanged) => windows + Noise(windows, isChanged, bars: windows.shape[1]);

    private Tensor Scaled(Tensor windows, bool[] isChanged) => windows * (1 + Noise(windows, isChanged, bars: 1));

    // Normal numbers of the strength for every input of changed windows, 0 for the others, [rows, bars, features].
    private Tensor Noise(Tensor windows, bool[] isChanged, long bars)
    {
        var (each, shape) = ((int)(bars * windows.shape[2]), new[] { windows.shape[0], bars, windows.shape[2] });
        var values = new float[isChanged.Length * each];
        for (var i = 0; i < values.Length; i++)
            values[i] = isChanged[i / each] ? (float)(_spec.AugmentationStrength * Random.NextGaussian()) : 0;
        return tensor(values, shape, device: windows.device);
    }

    private Tensor Warped(Tensor windows, bool[] isChanged)
    {
        var (count, bars) = (isChanged.Length, (int)windows.shape[1]);
        var (below, share) = (new long[count * bars], new float[count * bars]);
        for (var i = 0; i < count; i++)
        {
            var places = isChanged[i] ? TimeWarp.Draw(bars, _spec.AugmentationStrength, Random) : TimeWarp.Even(bars);
            for (var j = 0; j < bars; j++)
            {
                var bar = Math.Min((int)places[j], bars - 2);
                (below[(i * bars) + j], share[(i * bars) + j]) = (((long)i * bars) + bar, (float)(places[j] - bar));
            }
        }
        var flat = windows.reshape(-1, windows.shape[2]); // [rows·window, features]
        var (from, weight) = (tensor(below, device: windows.device), tensor(share, [count * bars, 1], device: windows.device));
        var (low, high) = (flat.index_select(0, from), flat.index_select(0, from + 1));
        return ((low * (1 - weight)) + (high * weight)).view(windows.shape);
    }

    private Tensor Bootstrapped(WindowSource source, ReadOnlySpan<int> rows, bool[] isChanged)
    {
        var (window, bars) = (_spec.WindowBars, new int[rows.Length * _spec.WindowBars]);
        for (var i = 0; i < rows.Length; i++)
        {
            var ending = isChanged[i] ? _spec.AugmentationStrength : 0;
            BarPath.Back(rows[i], (_firstBar, _endBar), ending, Random, bars.AsSpan(i * window, window));
        }
        return source.Gather(bars);
    }
}
