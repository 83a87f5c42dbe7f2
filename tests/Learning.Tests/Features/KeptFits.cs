using Simulator.Features;
using Simulator.Folds;

namespace Simulator.Tests.Learning.Features;

/// <summary>A fitted feature whose fits are kept for a test to look at.</summary>
internal sealed class KeptFits(IFittedFeature feature) : IFittedFeature
{
    public List<byte[]> Models { get; } = [];

    public string Purpose => feature.Purpose;

    public int TrainFolds => feature.TrainFolds;

    public int WarmUpBars => feature.WarmUpBars;

    public IReadOnlyList<FeatureColumn> Columns => feature.Columns;

    public byte[] Fit(FeatureInput past, WalkForwardFold fold, FeatureContext context)
    {
        Models.Add(feature.Fit(past, fold, context));
        return Models[^1];
    }

    public IReadOnlyList<double[]> Transform(byte[] model, FeatureInput input, int start, int end) =>
        feature.Transform(model, input, start, end);
}
