using Simulator.Learning.Forecasters.Windows;
using static TorchSharp.torch;

namespace Simulator.Learning.Forecasters.Networks.Transfer;

/// <summary>The windows of a related series that end before the target's validation rows, scaled by themselves.</summary>
/// <param name="Source">Its windows.</param>
/// <param name="Rows">Rows with an outcome that was known before the end.</param>
internal sealed record RelatedSource(WindowSource Source, int[] Rows) : IDisposable
{
    private const int FewestRows = 64;

    /// <summary>For a fold; null where the series has too few rows by then.</summary>
    /// <param name="related">The series.</param>
    /// <param name="windowBars">Bars of a window.</param>
    /// <param name="trainingEnd">One past the target's last training row.</param>
    /// <param name="device">Where.</param>
    public static RelatedSource? Of(RelatedInputs related, int windowBars, int trainingEnd, Device device)
    {
        var inputs = related.Inputs;
        var end = Math.Min(trainingEnd - related.Offset, inputs.RowCount - 1);
        var start = inputs.FirstRow + windowBars - 1;
        int[] rows = [.. Enumerable.Range(start, Math.Max(0, end - start)).Where(row => related.IsNew[row + 1])];
        if (rows.Length < FewestRows)
            return null;
        var scaler = FeatureScaler.Fit(inputs.Columns, inputs.FirstRow, end, withLogarithms: true);
        return new(new WindowSource(inputs, scaler, windowBars, end, device), rows);
    }

    /// <inheritdoc/>
    public void Dispose() => Source.Dispose();
}
