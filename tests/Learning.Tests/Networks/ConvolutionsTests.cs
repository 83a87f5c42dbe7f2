using Simulator.Learning.Networks;
using Simulator.Seeding;
using static TorchSharp.torch;

namespace Simulator.Tests.Learning.Networks;

/// <summary>Convolutions of any number of channels: the numbers of plain loops, and finite slopes of slopes.</summary>
public sealed class ConvolutionsTests
{
    public static TheoryData<int> Channels => [1, 3, 4, 8, 12, 16, 24, 32];

    [Theory]
    [MemberData(nameof(Channels))]
    public void Along_AnyNumberOfChannels_IsTheSumOverTaps(int channels)
    {
        using var scope = NewDisposeScope();
        const int Batch = 3,
            Inputs = 5,
            Length = 17,
            Taps = 5,
            Dilation = 2,
            Before = 6,
            After = 2;
        var layer = Layer(Inputs, channels, Taps);
        var sequence = Random(Batch, Inputs, Length);

        var result = layer.Along(sequence, Dilation, Before, After);

        Assert.Equal([Batch, channels, Length], result.shape);
        var (x, w, b, y) = (Numbers(sequence), Numbers(layer.weight), Numbers(layer.bias!), Numbers(result));
        for (var n = 0; n < Batch; n++)
        {
            for (var o = 0; o < channels; o++)
            {
                for (var t = 0; t < Length; t++)
                {
                    double sum = b[o];
                    for (var i = 0; i < Inputs; i++)
                    {
                        for (var k = 0; k < Taps; k++)
                        {
                            var at = t + k * Dilation - Before;
                            if (at is >= 0 and < Length)
                                sum += (double)w[(o * Inputs + i) * Taps + k] * x[(n * Inputs + i) * Length + at];
                        }
                    }
                    Assert.Equal(sum, y[(n * channels + o) * Length + t], 1e-5);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Channels))]
    public void Along_UnderAGradientPenalty_HasFiniteSlopes(int channels)
    {
        using var scope = NewDisposeScope();
        var (first, second) = (Layer(2, channels, 5), Layer(channels, channels, 5));
        for (var round = 0; round < 5; round++)
        {
            var sequence = Random(64, 2, 17).requires_grad_();
            var score = second.Along(nn.functional.leaky_relu(first.Along(sequence, 1, 2, 2), 0.2), 2, 4, 4).sum([1, 2]);
            var slope = autograd.grad([score.sum()], [sequence], retain_graph: true, create_graph: true)[0];
            (slope.pow(2).sum([1, 2]) - 1).pow(2).mean().backward();
        }

        Assert.All(Numbers(first.weight.grad!), g => Assert.True(float.IsFinite(g)));
        Assert.Contains(Numbers(first.weight.grad!), g => g != 0);
        Assert.All(Numbers(second.weight.grad!), g => Assert.True(float.IsFinite(g)));
    }

    private static TorchSharp.Modules.Conv1d Layer(int inputs, int outputs, int taps)
    {
        var layer = nn.Conv1d(inputs, outputs, taps);
        var random = new SplitMix64(11);
        foreach (var parameter in layer.parameters())
            Initialisation.Uniform(parameter, inputs * taps, random);
        return layer;
    }

    private static Tensor Random(params long[] shape)
    {
        var random = new SplitMix64(7);
        var count = shape.Aggregate(1L, (a, b) => a * b);
        return tensor(Enumerable.Range(0, (int)count).Select(_ => (float)(2 * random.NextDouble() - 1)).ToArray()).view(shape);
    }

    private static float[] Numbers(Tensor t) => t.detach().contiguous().data<float>().ToArray();
}
