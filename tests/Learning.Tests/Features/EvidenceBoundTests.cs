using Simulator.Learning.Features.Autoencoder;
using Simulator.Learning.Networks;
using Simulator.Seeding;
using TorchSharp;
using static TorchSharp.torch;

namespace Simulator.Tests.Learning.Features;

/// <summary>
/// The evidence bound and the network around it on tiny cases. The expected numbers are numpy's, from the closed forms; the divergence was
/// also integrated numerically there.
/// </summary>
public sealed class EvidenceBoundTests
{
    private static readonly float[][] s_rows =
    [
        [0.5f, -1.2f, 2.0f],
        [-0.3f, 0.8f, 0.1f],
    ];

    [Fact]
    public void Bound_OfATinyCase_IsThatOfTheClosedForms()
    {
        using var scope = NewDisposeScope();
        var rows = Matrix(2, 3, 0.5, -1.2, 2.0, -0.3, 0.8, 0.1);
        var decoded = Matrix(2, 3, 0.4, -1.0, 1.5, -0.1, 0.9, -0.4);
        var decodedLogVariance = tensor(new[] { -0.5, 0.2, -1.0 });
        var code = Matrix(2, 2, 0.3, -0.7, 1.1, 0.2);
        var codeLogVariance = Matrix(2, 2, -0.4, 0.1, -1.2, 0.5);

        Near([-2.471219049586459, -2.4836689073507907], EvidenceBound.LogLikelihood(rows, decoded, decodedLogVariance));
        Near([0.32774548205564347, 0.9499577413061652], EvidenceBound.Divergence(code, codeLogVariance));
        Near([-2.7989645316421026, -3.433626648656956], EvidenceBound.Of(rows, decoded, decodedLogVariance, code, codeLogVariance));
    }

    [Fact]
    public void Divergence_OfTheStandardNormalLaw_IsZero()
    {
        using var scope = NewDisposeScope();
        Near([0, 0], EvidenceBound.Divergence(zeros([2, 3], ScalarType.Float64), zeros([2, 3], ScalarType.Float64)));
    }

    [Fact]
    public void VariationalNetwork_WithKnownWeights_HasTheLossAndCodeOfNumpy()
    {
        using var scope = NewDisposeScope();
        using var network = Known([3, 2, 1], isVariational: true);
        var loss = network.Loss(DenseLayers.Rows([0, 1], s_rows), tensor(new[] { 0.7f, -1.3f }, [2, 1]));
        Assert.Equal(1.328807025647256, loss.ToDouble(), 1e-6);
        Codes([0.4495947190701258, 0.37526927437124713], network, [3, 2, 1]);
    }

    [Fact]
    public void PlainNetwork_WithKnownWeights_HasTheErrorAndCodeOfNumpy()
    {
        using var scope = NewDisposeScope();
        using var network = Known([3, 2, 1], isVariational: false);
        Assert.Equal(0.9198341219444209, network.Loss(DenseLayers.Rows([0, 1], s_rows), zeros(0, 1)).ToDouble(), 1e-6);
        Codes([0.4495947190701258, 0.37526927437124713], network, [3, 2, 1]);
    }

    [Fact]
    public void DenseEncoder_OfDeepLayers_IsTheNetworkInDoublePrecision()
    {
        using var scope = NewDisposeScope();
        int[] widths = [5, 16, 8, 3];
        using var network = new CodeNetwork(widths, isVariational: false, new SplitMix64(4));
        var random = new SplitMix64(5);
        float[][] rows =
        [
            .. Enumerable.Range(0, 20).Select(_ => Enumerable.Range(0, 5).Select(_ => (float)random.NextGaussian()).ToArray()),
        ];
        var expected = network.Encoder.call(DenseLayers.Rows([.. Enumerable.Range(0, 20)], rows)).data<float>().ToArray();
        var encoder = Encoder(network, widths);
        Assert.All(rows.SelectMany(row => encoder.Code(row)).Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-6));
    }

    // Weights 0.1 (7 (i + k) mod 11 − 5) of place i in the k-th parameter, the log-variances of the columns last.
    private static CodeNetwork Known(int[] widths, bool isVariational)
    {
        var network = new CodeNetwork(widths, isVariational, new SplitMix64(1));
        foreach (var (name, parameter) in network.named_parameters())
        {
            var k = s_places[name];
            var values = new float[parameter.numel()];
            for (var i = 0; i < values.Length; i++)
                values[i] = 0.1f * (((i + k) * 7 % 11) - 5);
            Initialisation.Fill(parameter, values);
        }
        return network;
    }

    private static readonly Dictionary<string, int> s_places = new(StringComparer.Ordinal)
    {
        ["_encoder.layer0.weight"] = 0,
        ["_encoder.layer0.bias"] = 1,
        ["_encoder.layer1.weight"] = 2,
        ["_encoder.layer1.bias"] = 3,
        ["_decoder.layer0.weight"] = 4,
        ["_decoder.layer0.bias"] = 5,
        ["_decoder.layer1.weight"] = 6,
        ["_decoder.layer1.bias"] = 7,
        ["_decodedLogVariance"] = 8,
    };

    private static DenseEncoder Encoder(CodeNetwork network, int[] widths) =>
        new(widths, [.. ModuleWeights.Of(network.Encoder).Values.Select(v => Array.ConvertAll(v, x => (double)x))]);

    private static void Codes(double[] expected, CodeNetwork network, int[] widths) =>
        Assert.All(
            expected.Zip(s_rows.Select(row => Encoder(network, widths).Code(row)[0])),
            pair => Assert.Equal(pair.First, pair.Second, 1e-7)
        );

    private static Tensor Matrix(int rows, int columns, params double[] values) => tensor(values, [rows, columns]);

    private static void Near(double[] expected, Tensor actual)
    {
        var values = actual.data<double>().ToArray();
        Assert.Equal(expected.Length, values.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], values[i], 1e-12);
    }
}
