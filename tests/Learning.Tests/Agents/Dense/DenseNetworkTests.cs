using Simulator.Learning.Agents.Dense;
using Simulator.Seeding;
using static TorchSharp.torch;

namespace Simulator.Tests.Learning.Agents.Dense;

public sealed class DenseNetworkTests
{
    private const double Tolerance = 1e-5;

    // Sizes that fill no vector, one vector, four vectors and more; rows that fill no block.
    public static TheoryData<int[], bool, int> Shapes =>
        new()
        {
            { [4, 64, 64, 2], true, 128 },
            { [1, 1], false, 1 },
            { [3, 17, 5], false, 7 },
            { [6, 120, 84, 3], false, 33 },
            { [36, 64, 64, 1], true, 9 },
            { [5, 128, 102], false, 64 },
        };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Network_OfAnyShape_EqualsTorchInOutputsAndGradients(int[] sizes, bool isTanh, int rows)
    {
        using var scope = NewDisposeScope();
        var random = new SplitMix64(7);
        var network = new DenseNetwork(
            sizes,
            isTanh ? Activation.Tanh : Activation.Relu,
            Activation.Identity,
            rows,
            givesInputGradients: true
        );
        FirstWeights.Uniform(network, 0, random);
        var twin = new TorchTwin(network);
        var (inputs, gradients) = (Normals(rows * sizes[0], random), Normals(rows * sizes[^1], random));
        var outputs = Unpadded(network.Forward(inputs, sizes[0], rows), rows, sizes[^1], network.OutputStride);
        Pad(gradients, network.OutputGradients, rows, sizes[^1], network.OutputStride);
        network.Backward(inputs, sizes[0], rows);

        var fed = tensor(inputs, [rows, sizes[0]]).requires_grad_(true);
        var its = twin.Call(fed);
        (its * tensor(gradients, [rows, sizes[^1]])).sum().backward();
        Assert.Equal(0, TorchTwin.Worst(outputs, its), Tolerance);
        Assert.Equal(0, twin.Difference(network, ofGradients: true), Tolerance * Math.Sqrt(rows)); // sums over the rows
        Assert.Equal(0, TorchTwin.Worst(Unpadded(network.InputGradients, rows, sizes[0], network.InputStride), fed.grad!), Tolerance);
    }

    [Theory]
    [InlineData(0.5, false)]
    [InlineData(double.PositiveInfinity, false)]
    [InlineData(0.5, true)]
    public void Optimiser_ForManySteps_EqualsTorch(double maximumNorm, bool isRmsProp)
    {
        using var scope = NewDisposeScope();
        const int Rows = 32;
        int[] sizes = [4, 64, 64, 2];
        var random = new SplitMix64(8);
        var network = new DenseNetwork(sizes, Activation.Tanh, Activation.Identity, Rows);
        FirstWeights.Orthogonal(network, Math.Sqrt(2), 1, random);
        var twin = new TorchTwin(network);
        var mine = isRmsProp
            ? new DenseAdam(network.Parameters, 0, 0.99, 1e-5, isCorrected: false)
            : new DenseAdam(network.Parameters, 0.9, 0.999, 1e-5);
        using optim.Optimizer its = isRmsProp
            ? optim.RMSProp(twin.Parameters, 1e-3, 0.99, 1e-5)
            : optim.Adam(twin.Parameters, 1e-3, 0.9, 0.999, 1e-5);
        for (var step = 0; step < 50; step++)
        {
            var (inputs, targets) = (Normals(Rows * 4, random), Normals(Rows * 2, random));
            var outputs = network.Forward(inputs, 4, Rows);
            for (var i = 0; i < Rows; i++)
            for (var o = 0; o < 2; o++)
                network.OutputGradients[(i * network.OutputStride) + o] =
                    2 * (outputs[(i * network.OutputStride) + o] - targets[(i * 2) + o]) / (Rows * 2);
            network.Backward(inputs, 4, Rows);
            var norm = mine.Step(1e-3, maximumNorm);

            its.zero_grad();
            nn.functional.mse_loss(twin.Call(tensor(inputs, [Rows, 4])), tensor(targets, [Rows, 2])).backward();
            var itsNorm = nn.utils.clip_grad_norm_(twin.Parameters, double.IsFinite(maximumNorm) ? maximumNorm : 1e9);
            its.step();
            Assert.Equal(itsNorm, norm, 1e-5 * itsNorm);
        }
        Assert.Equal(0, twin.Difference(network, ofGradients: false), Tolerance);
    }

    [Fact]
    public void InputGradients_AreThoseOfDifferences()
    {
        const int Rows = 6,
            Inputs = 4;
        const float H = 4e-3f;
        var random = new SplitMix64(10);
        var network = new DenseNetwork([Inputs, 9, 7, 1], Activation.Tanh, Activation.Identity, Rows, givesInputGradients: true);
        FirstWeights.Uniform(network, 0, random);
        var (inputs, factors) = (Normals(Rows * Inputs, random), Normals(Rows, random));
        double Sum()
        {
            var outputs = network.Forward(inputs, Inputs, Rows);
            var sum = 0.0;
            for (var i = 0; i < Rows; i++)
                sum += factors[i] * (double)outputs[i * network.OutputStride];
            return sum;
        }
        Sum();
        Pad(factors, network.OutputGradients, Rows, 1, network.OutputStride);
        network.BackwardToInputs(Rows);
        var gradients = Unpadded(network.InputGradients, Rows, Inputs, network.InputStride);
        for (var k = 0; k < inputs.Length; k++)
        {
            var value = inputs[k];
            inputs[k] = value + H;
            var above = Sum();
            inputs[k] = value - H;
            var below = Sum();
            inputs[k] = value;
            Assert.Equal((above - below) / (2 * H), gradients[k], 1e-3);
        }
        Assert.Contains(gradients, g => Math.Abs(g) > 0.02);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void InputGradients_Alone_AreThoseOfAWholePassAndMoveNoOthers(bool isTanh)
    {
        const int Rows = 5;
        var random = new SplitMix64(11);
        var hidden = isTanh ? Activation.Tanh : Activation.Relu;
        var network = new DenseNetwork([3, 20, 20, 2], hidden, Activation.Identity, Rows, givesInputGradients: true);
        FirstWeights.Uniform(network, 0, random);
        var (inputs, gradients) = (Normals(Rows * 3, random), Normals(Rows * 2, random));
        network.Forward(inputs, 3, Rows);
        Pad(gradients, network.OutputGradients, Rows, 2, network.OutputStride);
        network.Backward(inputs, 3, Rows);
        var (whole, parameters) = (network.InputGradients.ToArray(), network.Parameters[0].Gradients.Span.ToArray());
        network.Forward(inputs, 3, Rows);
        Pad(gradients, network.OutputGradients, Rows, 2, network.OutputStride);
        network.BackwardToInputs(Rows);
        Assert.Equal(whole, network.InputGradients.ToArray());
        Assert.Equal(parameters, network.Parameters[0].Gradients.Span.ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => network.BackwardToInputs(Rows + 1));
        var without = new DenseNetwork([3, 2], Activation.Tanh, Activation.Identity, 1);
        Assert.Throws<InvalidOperationException>(() => without.BackwardToInputs(1));
    }

    [Fact]
    public void Parameters_ThatApproachOthers_GoAFractionOfTheWay()
    {
        var (network, other) = (Made(1), Made(2));
        var (mine, its) = (network.Parameters[0].Values.Span.ToArray(), other.Parameters[0].Values.Span.ToArray());
        network.Approach(other, 0.25);
        Assert.Equal(its, other.Parameters[0].Values.Span.ToArray());
        for (var k = 0; k < mine.Length; k++)
            Assert.Equal(mine[k] + (0.25f * (its[k] - mine[k])), network.Parameters[0].Values.Span[k], 1e-6f);

        static DenseNetwork Made(ulong seed)
        {
            var network = new DenseNetwork([3, 20, 2], Activation.Tanh, Activation.Identity, 1);
            FirstWeights.Uniform(network, 0, new SplitMix64(seed));
            return network;
        }
    }

    [Fact]
    public void Row_AmongOthers_GivesTheSameBitsAsAlone()
    {
        const int Rows = 23;
        var random = new SplitMix64(9);
        var network = new DenseNetwork([5, 84, 64, 3], Activation.Tanh, Activation.Identity, Rows);
        FirstWeights.Uniform(network, 0, random);
        var inputs = Normals(Rows * 5, random);
        var together = network.Forward(inputs, 5, Rows).ToArray();
        for (var i = 0; i < Rows; i++)
            Assert.Equal(
                together.AsSpan(i * network.OutputStride, network.OutputStride).ToArray(),
                network.Forward(inputs.AsSpan(i * 5, 5), 5, 1).ToArray()
            );
    }

    [Fact]
    public void Tanh_OverItsRange_IsWithinTwoTenMillionths()
    {
        var network = new DenseNetwork([1, 1], Activation.Identity, Activation.Tanh, 1);
        network.Parameters[0].Values.Span[0] = 1;
        float Tanh(float x) => network.Forward([x], 1, 1)[0];
        for (var x = -12.0; x < 12; x += 1e-3)
            Assert.Equal(Math.Tanh((float)x), Tanh((float)x), 2e-7);
        float[] ends = [0, float.NaN, float.PositiveInfinity, float.NegativeInfinity];
        Assert.Equal([0, float.NaN, 1, -1], ends.Select(Tanh));
    }

    [Theory]
    [InlineData(4, 64)]
    [InlineData(64, 64)]
    [InlineData(64, 3)]
    public void FirstWeights_Orthogonal_HaveTheirGainAndNoBias(int inputs, int outputs)
    {
        var network = new DenseNetwork([inputs, outputs], Activation.Tanh, Activation.Identity, 1);
        FirstWeights.Orthogonal(network, 9, Math.Sqrt(2), new SplitMix64(3));
        var (layer, values) = (network.Layers[0], network.Parameters[0].Values.Span.ToArray());
        Assert.All(values[layer.BiasAt..], bias => Assert.Equal(0, bias));
        double Weight(int i, int o) => values[layer.At + (i * layer.Width) + o];
        var (few, many) = (Math.Min(inputs, outputs), Math.Max(inputs, outputs));
        double Entry(int k, int m) => inputs <= outputs ? Weight(k, m) : Weight(m, k);
        for (var k = 0; k < few; k++)
        for (var j = 0; j < few; j++)
            Assert.Equal(k == j ? 2 : 0, Enumerable.Range(0, many).Sum(m => Entry(k, m) * Entry(j, m)), 1e-5);
    }

    [Fact]
    public void Noise_OfAnEnlargedNetwork_IsMeanPlusDeviationTimesNoise()
    {
        // One input, one output: y = (μ + σ·f(a)f(b))·x + μ′ + σ′·f(b), from which both draws follow.
        var network = new DenseNetwork([1, 1], Activation.Identity, Activation.Identity, 1, isNoisy: true);
        FirstWeights.Uniform(network, 0.5, new SplitMix64(1));
        var (weight, bias) = (network.Parameters[0].Values.Span[0], network.Parameters[0].Values.Span[16]);
        Assert.Equal(0.5f, network.Parameters[1].Values.Span[0]);
        float Say(float x) => network.Forward([x], 1, 1)[0];
        Assert.Equal((weight * 2) + bias, Say(2), 1e-6f);
        network.Resample(new SplitMix64(5));
        var draws = new SplitMix64(5);
        double Root(double x) => Math.Sign(x) * Math.Sqrt(Math.Abs(x));
        var (a, b) = (Root(draws.NextGaussian()), Root(draws.NextGaussian()));
        Assert.Equal(((weight + (0.5 * a * b)) * 2) + bias + (0.5 * b), Say(2), 1e-6);
        network.OutputGradients[0] = 3;
        network.Backward([2f], 1, 1);
        Assert.Equal(6, network.Parameters[0].Gradients.Span[0], 1e-6f);
        Assert.Equal(6 * a * b, network.Parameters[1].Gradients.Span[0], 1e-5);
        Assert.Equal(3 * b, network.Parameters[1].Gradients.Span[16], 1e-5);
        network.Quieten();
        Assert.Equal((weight * 2) + bias, Say(2), 1e-6f);
    }

    [Fact]
    public void Passes_Many_AllocateNothing()
    {
        var network = new DenseNetwork([4, 64, 64, 2], Activation.Tanh, Activation.Identity, 128);
        var adam = new DenseAdam(network.Parameters, 0.9, 0.999, 1e-5);
        var inputs = new float[4 * 128];
        void Pass()
        {
            network.Forward(inputs, 4, 128);
            network.Backward(inputs, 4, 128);
            adam.Step(1e-3, 0.5);
        }
        Pass();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            Pass();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Rows_ThatAreNone_AreRefusedWithTheirNumbers()
    {
        var network = new DenseNetwork([4, 8, 2], Activation.Tanh, Activation.Identity, 16);
        var error = Assert.Throws<ArgumentException>(() => network.Forward(new float[15], 4, 4).Length);
        Assert.Contains("15 numbers are no 4 rows of 4", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => network.Forward(new float[400], 4, 17).Length);
    }

    private static float[] Normals(int count, SplitMix64 random) =>
        [.. Enumerable.Range(0, count).Select(_ => (float)random.NextGaussian())];

    private static float[] Unpadded(ReadOnlySpan<float> rows, int count, int width, int stride)
    {
        var values = new float[count * width];
        for (var i = 0; i < count; i++)
            rows.Slice(i * stride, width).CopyTo(values.AsSpan(i * width));
        return values;
    }

    private static void Pad(float[] values, Span<float> rows, int count, int width, int stride)
    {
        for (var i = 0; i < count; i++)
            values.AsSpan(i * width, width).CopyTo(rows[(i * stride)..]);
    }
}
