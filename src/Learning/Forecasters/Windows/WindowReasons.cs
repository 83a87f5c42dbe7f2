using Simulator.Forecasting;
using Simulator.Learning.Explanations;
using static TorchSharp.torch;

namespace Simulator.Learning.Forecasters.Windows;

/// <summary>
/// Writes onto the tape why models of windows forecast what they do: integrated gradients of the mean and of the logarithm of the standard
/// deviation. Both are multiples of the volatility known at the row. The mean is explained with that volatility as its unit; the logarithm
/// of the deviation is the sum of the volatility's own logarithm, whose distance from its mean over the fitted rows is counted among the
/// parts of the input “volatility”, and of what the models make of it.
/// </summary>
/// <param name="inputs">What the models read; its last column is the volatility.</param>
/// <param name="source">The fold's windows.</param>
/// <param name="tape">What is filled.</param>
internal sealed class WindowReasons(ReturnInputs inputs, WindowSource source, TapeWriter tape)
{
    /// <summary>What the tape calls the method.</summary>
    public const string Method = "integrated gradients";

    private const int RowsPerChunk = 8; // of one fixed shape, so that a row's bits do not depend on how many rows follow

    /// <summary>Explains rows whose forecasts are on the tape.</summary>
    /// <param name="rows">The rows, increasing.</param>
    /// <param name="fittedEnd">One behind the last row that the inputs were standardised on.</param>
    /// <param name="nodes">Nodes of the path.</param>
    /// <param name="models">Pooled models.</param>
    /// <param name="model">Makes the model of an index ready to be asked.</param>
    /// <param name="cancellation">Checked before every chunk.</param>
    public void Write(int[] rows, int fittedEnd, int nodes, int models, Func<int, LawMoments> model, CancellationToken cancellation)
    {
        tape.ExplainBy(Method, inputs.ColumnNames);
        var usual = inputs.Volatility[inputs.FirstRow..fittedEnd].Where(double.IsFinite).Average(Math.Log);
        var chunk = new int[RowsPerChunk];
        for (var at = 0; at < rows.Length; at += RowsPerChunk)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var i = 0; i < RowsPerChunk; i++)
                chunk[i] = rows[Math.Min(at + i, rows.Length - 1)];
            using var scope = NewDisposeScope();
            var windows = source.Windows(chunk); // [chunk, window, inputs]
            var gradients = new PathGradients(RowsPerChunk, source.FeatureCount, nodes);
            for (var m = 0; m < models; m++)
                gradients.Add(model(m), windows);
            var levels = windows.select(1, windows.shape[1] - 1).cpu().contiguous().data<float>().ToArray();
            for (var i = 0; i < RowsPerChunk && at + i < rows.Length; i++)
                Write(chunk[i], gradients.Location(i), gradients.LogScale(i), usual, LevelsOf(levels, i));
        }
    }

    private void Write(
        int row,
        (double Start, double[] Parts) location,
        (double Start, double[] Parts) logScale,
        double usual,
        double[] levels
    )
    {
        var volatility = inputs.Volatility[row];
        logScale.Parts[^1] += Math.Log(volatility) - usual;
        tape.Explain(
            row,
            new(volatility * location.Start, Array.ConvertAll(location.Parts, p => volatility * p)),
            new(usual + logScale.Start, logScale.Parts),
            levels
        );
    }

    private double[] LevelsOf(float[] levels, int row) =>
        Array.ConvertAll(levels[(row * source.FeatureCount)..((row + 1) * source.FeatureCount)], level => (double)level);
}
