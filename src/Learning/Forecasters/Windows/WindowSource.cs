using static TorchSharp.torch;

namespace Simulator.Learning.Forecasters.Windows;

/// <summary>A fold's scaled inputs on the device; windows are gathered from them, never stored.</summary>
internal sealed class WindowSource : IDisposable
{
    private const int WindowsPerChunk = 256;

    private readonly ReturnInputs _inputs;
    private readonly int _windowBars;
    private readonly int _firstRow;
    private readonly Device _device;
    private readonly Tensor _matrix; // [rows from firstRow on, features]

    /// <summary>Scales the rows before <paramref name="end"/>; the scaler was fitted on the fold's training rows.</summary>
    public WindowSource(ReturnInputs inputs, FeatureScaler scaler, int windowBars, int end, Device device)
    {
        (_inputs, _windowBars, _firstRow, _device) = (inputs, windowBars, inputs.FirstRow, device);
        FeatureCount = inputs.Columns.Count;
        var values = new float[(end - _firstRow) * FeatureCount];
        for (var t = _firstRow; t < end; t++)
        {
            for (var c = 0; c < FeatureCount; c++)
                values[((t - _firstRow) * FeatureCount) + c] = scaler.Scale(c, inputs.Columns[c][t]);
        }
        using var scope = NewDisposeScope();
        _matrix = tensor(values, [end - _firstRow, FeatureCount], device: device).DetachFromDisposeScope();
    }

    /// <summary>Inputs per bar.</summary>
    public int FeatureCount { get; }

    /// <summary>The windows that end at rows, [rows, window, features].</summary>
    public Tensor Windows(ReadOnlySpan<int> rows)
    {
        var bars = new int[rows.Length * _windowBars];
        for (var i = 0; i < rows.Length; i++)
        {
            for (var j = 0; j < _windowBars; j++)
                bars[(i * _windowBars) + j] = rows[i] - _windowBars + 1 + j;
        }
        return Gather(bars);
    }

    /// <summary>Windows of given bars, one window after the other, [windows, window, features].</summary>
    public Tensor Gather(int[] bars)
    {
        var places = Array.ConvertAll(bars, bar => (long)(bar - _firstRow));
        return _matrix.index_select(0, tensor(places, device: _device)).view(bars.Length / _windowBars, _windowBars, FeatureCount);
    }

    /// <summary>The numbers of the window that ends at a row, [window × features], the oldest bar first.</summary>
    public float[] At(int row)
    {
        using var scope = NewDisposeScope();
        return Windows([row]).cpu().contiguous().data<float>().ToArray();
    }

    /// <summary>Windows of given numbers, as <see cref="At"/> gives them, [windows, window, features].</summary>
    public Tensor Given(float[][] windows) =>
        tensor(windows.SelectMany(w => w).ToArray(), device: _device).clone().view(windows.Length, _windowBars, FeatureCount);

    /// <summary>Given windows in parts of a size that fits into memory.</summary>
    public static IEnumerable<float[][]> Chunks(IReadOnlyList<float[]> windows) => windows.Chunk(WindowsPerChunk);

    /// <summary>What happened after those rows, in units of the volatility known then, [rows].</summary>
    public Tensor Outcomes(ReadOnlySpan<int> rows)
    {
        var values = new float[rows.Length];
        for (var i = 0; i < rows.Length; i++)
            values[i] = _inputs.ScaledOutcome(rows[i]);
        return tensor(values, device: _device);
    }

    /// <summary>What happened bar by bar after those rows, each in units of the volatility known at the row, [rows, bars].</summary>
    public Tensor Paths(ReadOnlySpan<int> rows, int bars)
    {
        var values = new float[rows.Length * bars];
        for (var i = 0; i < rows.Length; i++)
        {
            for (var k = 0; k < bars; k++)
                values[(i * bars) + k] = (float)(_inputs.NextReturn[rows[i] + k] / _inputs.Volatility[rows[i]]);
        }
        return tensor(values, [rows.Length, bars], device: _device);
    }

    /// <inheritdoc/>
    public void Dispose() => _matrix.Dispose();
}
