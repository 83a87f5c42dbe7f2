using Simulator.Errors;
using Simulator.Features;
using Simulator.Folds;
using Simulator.Learning.Forecasters;
using Simulator.Learning.Native;
using static TorchSharp.torch;

namespace Simulator.Learning.Features.Autoencoder;

/// <summary>
/// The code that an autoencoder, trained on the past of a fold, makes of the fixed features of each row (Hinton and Salakhutdinov 2006), or
/// the mean of the code of a variational one (Kingma and Welling 2014). Over the rows of the fit its columns have mean 0 and a deviation of
/// 1, or less where the network does without them.
/// </summary>
internal sealed class AutoencoderFeature(AutoencoderSpec spec) : IFittedFeature
{
    /// <summary>Its kind.</summary>
    public const string Name = "autoencoder";

    private const string VariationalName = "variationalAutoencoder";

    /// <inheritdoc/>
    public string Purpose => PurposeOf(spec);

    /// <inheritdoc/>
    public int TrainFolds => spec.TrainFolds;

    /// <inheritdoc/>
    public int WarmUpBars => AutoencoderInputs.WarmUpBars;

    /// <inheritdoc/>
    public int MinimumFitRows => 60;

    /// <inheritdoc/>
    public IReadOnlyList<FeatureColumn> Columns { get; } =
    [
        .. Enumerable
            .Range(1, spec.Codes)
            .Select(k => new FeatureColumn(
                FormattableString.Invariant($"{(spec.Variational ? "variational" : Name)}_{k}"),
                "code / its deviation in the fit"
            )),
    ];

    /// <summary>What a spec's streams are filed under.</summary>
    public static string PurposeOf(AutoencoderSpec spec) => spec.Variational ? VariationalName : Name;

    /// <inheritdoc/>
    public byte[] Fit(FeatureInput past, WalkForwardFold fold, FeatureContext context)
    {
        var columns = AutoencoderInputs.Of(past);
        if (columns.Count <= spec.Codes)
            throw new SimulationException(
                FormattableString.Invariant($"{Name}: {spec.Codes} codes of {columns.Count} columns leave nothing out; ")
                    + "give the spec more fixed features (returns, indicators, relatedReturns …) or ask for fewer codes"
            );
        TorchLibrary.Require();
        TorchLibrary.UseOneThread();
        var scaler = FeatureScaler.Fit(columns, fold.FitStart, fold.Cutoff + 1);
        float[][] rows = [.. Enumerable.Range(fold.FitStart, fold.Cutoff + 1 - fold.FitStart).Select(t => Scaled(scaler, columns, t))];
        var widths = spec.Widths(columns.Count);
        var fitted = new FittedCode(widths, scaler, Train(rows, context), new CodeTurn([], []));
        var codes = Array.ConvertAll(rows, row => fitted.Raw(row));
        fitted = fitted with { Turn = CodeTurn.Of(codes, Components(rows)) };
        return FittedNumbers.Write(Purpose, fitted.ToNumbers());
    }

    /// <inheritdoc/>
    public IReadOnlyList<double[]> Transform(byte[] model, FeatureInput input, int start, int end)
    {
        var columns = AutoencoderInputs.Of(input);
        var widths = spec.Widths(columns.Count);
        var last = spec.Variational ? 2 * spec.Codes : spec.Codes;
        var fitted = FittedCode.FromNumbers(FittedNumbers.Read(Purpose, model), widths, last);
        double[][] values = [.. Columns.Select(_ => new double[end - start])];
        for (var t = start; t < end; t++)
        {
            var code = fitted.Of(Scaled(fitted.Scaler, columns, t));
            for (var k = 0; k < values.Length; k++)
                values[k][t - start] = code[k];
        }
        return values;
    }

    private double[][] Train(float[][] rows, FeatureContext context)
    {
        using var scope = NewDisposeScope();
        using var training = new CodeTraining(spec, rows, context);
        return [.. training.Run().Values.Select(values => Array.ConvertAll(values, value => (double)value))];
    }

    // [row][code] the inputs' scores along their first principal components, turned alike in every fold.
    private double[][] Components(float[][] rows)
    {
        double[][] inputs = [.. rows[0].Select((_, c) => Array.ConvertAll(rows, row => (double)row[c]))];
        var vectors = CorrelationComponents.OfGrowing(inputs).Vectors;
        return Array.ConvertAll(rows, row => vectors.Take(spec.Codes).Select(vector => Product(vector, row)).ToArray());
    }

    private static double Product(double[] vector, float[] row)
    {
        var sum = 0.0;
        for (var c = 0; c < row.Length; c++)
            sum += vector[c] * row[c];
        return sum;
    }

    private static float[] Scaled(FeatureScaler scaler, IReadOnlyList<double[]> columns, int row)
    {
        var scaled = new float[columns.Count];
        for (var c = 0; c < scaled.Length; c++)
            scaled[c] = scaler.Scale(c, columns[c][row]);
        return scaled;
    }
}
