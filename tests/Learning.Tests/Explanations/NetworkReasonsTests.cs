using Simulator.Learning.Explanations;
using Simulator.Learning.Forecasters.Networks;
using Simulator.Learning.Forecasters.Networks.Attention;
using Simulator.Learning.Forecasters.Networks.Convolution;
using Simulator.Learning.Forecasters.Networks.Laws;
using Simulator.Learning.Forecasters.Networks.Perceptron;
using Simulator.Learning.Forecasters.Networks.Recurrent;
using Simulator.Learning.Networks;
using Simulator.Seeding;
using Simulator.Volatility;
using TorchSharp;
using static TorchSharp.torch;

namespace Simulator.Tests.Learning.Explanations;

/// <summary>Integrated gradients of every kind of network, with large random weights: completeness, which is the method's axiom.</summary>
public sealed class NetworkReasonsTests
{
    private const int Inputs = 5;
    private const int Window = 8;
    private const int Rows = 8;
    private const int Nodes = 16; // as the forecasters have

    // The parts of a pool of two, and how far their sum may lie from f(x) − f(x′): layer normalisation turns fast near the baseline.
    public static TheoryData<string, double> Kinds =>
        new()
        {
            { "rnn", 1e-5 },
            { "gru", 1e-5 },
            { "lstm", 1e-5 },
            { "mlp", 1e-5 },
            { "cnn", 1e-5 },
            { "transformer", 1e-3 },
        };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Parts_AddUpToTheDistanceFromTheBaseline(string kind, double tolerance)
    {
        using var scope = NewDisposeScope();
        var random = new SplitMix64(3);
        using var network = new ForecastNetwork(Encoder(kind, random), Inputs, new(Innovations.Gaussian, new LawParts(0, 1, [])), CPU);
        ModuleWeights[] models = [Weights(network, random), Weights(network, random)];
        var windows = tensor(Normals(Rows * Window * Inputs, random)).view(Rows, Window, Inputs);
        var gradients = new PathGradients(Rows, Inputs, Nodes);
        var (locations, scales) = (new double[Rows], new double[Rows]);
        foreach (var model in models)
        {
            model.Restore(network);
            gradients.Add(network.Moments, windows);
            using var inference = inference_mode(); // as forecasts are made
            var (location, scale) = network.Moments(windows);
            for (var row = 0; row < Rows; row++)
                (locations[row], scales[row]) = (
                    locations[row] + (location[row].ToDouble() / 2),
                    scales[row] + (scale[row].ToDouble() / 2)
                );
        }
        for (var row = 0; row < Rows; row++)
        {
            var ((start, parts), (logStart, logParts)) = (gradients.Location(row), gradients.LogScale(row));
            Assert.True(logParts.Sum(Math.Abs) > 0.05);
            Assert.Equal(locations[row], start + parts.Sum(), tolerance);
            Assert.Equal(Math.Log(scales[row]), logStart + logParts.Sum(), tolerance);
        }
    }

    private static WindowEncoder Encoder(string kind, SplitMix64 random) =>
        kind switch
        {
            "rnn" => new RecurrentEncoder(RecurrentCell.Simple, Inputs, 8, 1, CPU, random),
            "gru" => new RecurrentEncoder(RecurrentCell.Gated, Inputs, 8, 1, CPU, random),
            "lstm" => new RecurrentEncoder(RecurrentCell.LongShortTerm, Inputs, 8, 1, CPU, random),
            "mlp" => new PerceptronEncoder(Inputs, Window, 8, 1, CPU, random),
            "cnn" => new ConvolutionEncoder(Inputs, 8, 2, 3, CPU, random),
            _ => new AttentionEncoder(Inputs, Window, 8, 1, 2, CPU, random),
        };

    private static ModuleWeights Weights(ForecastNetwork network, SplitMix64 random) =>
        new([.. network.parameters().Select(p => Normals((int)p.numel(), random, 0.3))]);

    private static float[] Normals(int count, SplitMix64 random, double deviation = 1)
    {
        var values = new float[count];
        for (var i = 0; i < count; i++)
            values[i] = (float)(deviation * random.NextGaussian());
        return values;
    }
}
