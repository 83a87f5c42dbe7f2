using Simulator.Distributions;
using Simulator.Folds;
using Simulator.Learning.Explanations;
using Simulator.Learning.Forecasters.Windows;
using static TorchSharp.torch;

namespace Simulator.Learning.Forecasters.Gan;

/// <summary>
/// The pooled generators of a fold, asked about windows that did not occur: the mean quantiles of a fixed set of their draws, before any
/// critic chooses among them.
/// </summary>
/// <param name="fold">The fold.</param>
/// <param name="inputs">What returns are divided by.</param>
/// <param name="source">The fold's windows.</param>
/// <param name="moments">The noise.</param>
/// <param name="training">Networks to put the models into.</param>
/// <param name="models">The models.</param>
internal sealed class FittedGan(
    WalkForwardFold fold,
    ReturnInputs inputs,
    WindowSource source,
    GeneratorMoments moments,
    GanTraining training,
    IReadOnlyList<GanModel> models
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
        var pooled = new PooledQuantiles(0, rows.Count, GeneratorMoments.Draws);
        foreach (var model in models)
        {
            model.Generator.Restore(training.Generator);
            var at = 0;
            foreach (var chunk in WindowSource.Chunks(asked))
            {
                foreach (var draws in Draws(chunk, cancellation))
                {
                    var volatility = inputs.Volatility[rows[at]];
                    pooled.Add(at++, Array.ConvertAll(draws, d => d * volatility));
                }
            }
        }
        return [.. rows.Select((_, i) => pooled.LawOf(i, models.Count))];
    }

    private double[][] Draws(float[][] chunk, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var inference = inference_mode();
        using var scope = NewDisposeScope();
        var draws = moments.Draw(training.Generator, source.Given(chunk)).cpu().contiguous().data<float>().ToArray(); // [chunk, draws]
        return [.. draws.Chunk(GeneratorMoments.Draws).Select(row => Array.ConvertAll(row, d => (double)d))];
    }
}
