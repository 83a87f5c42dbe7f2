using Simulator.Distributions;
using Simulator.Folds;
using Simulator.Learning.Explanations;
using Simulator.Learning.Forecasters.Networks.Laws;
using Simulator.Learning.Forecasters.Windows;
using Simulator.Learning.Networks;
using Simulator.Volatility;
using static TorchSharp.torch;

namespace Simulator.Learning.Forecasters.Networks;

/// <summary>The pooled networks of a fold, asked about windows that did not occur.</summary>
/// <param name="fold">The fold.</param>
/// <param name="inputs">What returns are divided by.</param>
/// <param name="source">The fold's windows.</param>
/// <param name="law">Family of the laws.</param>
/// <param name="network">A network to put the models into.</param>
/// <param name="models">The models.</param>
internal sealed class FittedNetwork(
    WalkForwardFold fold,
    ReturnInputs inputs,
    WindowSource source,
    Innovations law,
    ForecastNetwork network,
    IReadOnlyList<ModuleWeights> models
) : IFittedForecast
{
    /// <inheritdoc/>
    public WalkForwardFold Fold => fold;

    /// <inheritdoc/>
    public IReadOnlyList<string> Inputs => inputs.ColumnNames;

    /// <inheritdoc/>
    public float[] At(int row) => source.At(row);

    /// <inheritdoc/>
    public IPredictiveLaw[] Ask(IReadOnlyList<float[]> asked, IReadOnlyList<int> rows, CancellationToken cancellation)
    {
        var laws = new LawParts[models.Count][];
        for (var m = 0; m < laws.Length; m++)
        {
            models[m].Restore(network);
            laws[m] = [.. WindowSource.Chunks(asked).SelectMany(chunk => Read(chunk, cancellation))];
        }
        return [.. rows.Select((row, i) => LawParts.Mean([.. laws.Select(l => l[i])]).ToLaw(law, inputs.Volatility[row]))];
    }

    private LawParts[] Read(float[][] chunk, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var inference = inference_mode();
        using var scope = NewDisposeScope();
        return network.Laws(source.Given(chunk), DropMask.None).ToParts();
    }
}
