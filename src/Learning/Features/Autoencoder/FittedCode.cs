using Simulator.Learning.Forecasters;

namespace Simulator.Learning.Features.Autoencoder;

/// <summary>What a fit learned: how inputs are scaled, the encoder, and how its code is turned.</summary>
/// <param name="Widths">From the inputs to the code.</param>
/// <param name="Scaler">Scales the inputs.</param>
/// <param name="Weights">Of the encoder, as <see cref="DenseEncoder"/> takes them.</param>
/// <param name="Turn">Turns the code.</param>
internal sealed record FittedCode(int[] Widths, FeatureScaler Scaler, double[][] Weights, CodeTurn Turn)
{
    private readonly DenseEncoder _encoder = new(Widths, Weights);

    /// <summary>The code of scaled inputs before it is turned.</summary>
    public double[] Raw(ReadOnlySpan<float> row) => _encoder.Code(row);

    /// <summary>The columns' values of scaled inputs.</summary>
    public double[] Of(ReadOnlySpan<float> row) => Turn.Apply(Raw(row));

    /// <summary>As numbers.</summary>
    public double[] ToNumbers() => [.. Scaler.ToNumbers(), .. Turn.Mean, .. Turn.Matrix, .. Weights.SelectMany(w => w)];

    /// <summary>From numbers.</summary>
    /// <param name="numbers">What <see cref="ToNumbers"/> gave.</param>
    /// <param name="widths">From the inputs to the code.</param>
    /// <param name="lastOutputs">Outputs of the encoder's last layer.</param>
    /// <exception cref="InvalidDataException">Of another network.</exception>
    public static FittedCode FromNumbers(double[] numbers, int[] widths, int lastOutputs)
    {
        var (inputs, codes) = (widths[0], widths[^1]);
        int[] outputs = [.. widths[1..^1], lastOutputs];
        int[] lengths = [3 * inputs, codes, codes * codes, .. outputs.SelectMany((o, k) => new[] { o * widths[k], o })];
        if (numbers.Length != lengths.Sum())
            throw new InvalidDataException("the fit of an autoencoder is of another number of columns or units; fit the feature again");
        var parts = new List<double[]>();
        var at = 0;
        foreach (var length in lengths)
        {
            parts.Add(numbers[at..(at + length)]);
            at += length;
        }
        return new(widths, FeatureScaler.FromNumbers(parts[0]), [.. parts.Skip(3)], new CodeTurn(parts[1], parts[2]));
    }
}
