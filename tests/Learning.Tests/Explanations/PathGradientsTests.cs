using Simulator.Learning.Explanations;
using Simulator.Learning.Forecasters.Gan;
using Simulator.Seeding;
using TorchSharp;
using static TorchSharp.torch;

namespace Simulator.Tests.Learning.Explanations;

public sealed class PathGradientsTests
{
    [Fact]
    public void Attribution_OfALinearModel_IsWeightTimesDistanceFromTheBaseline()
    {
        // Two inputs over three bars: location 0.5 + Σ w·x, log-scale −0.2 + Σ v·x.
        float[] windows = [0.4f, -1, 2, 0.5f, -0.3f, 1.5f];
        var w = tensor([1f, -2, 0.5f, 3, 0, 1]).view(3, 2);
        var v = tensor([0.1f, 0.2f, -0.1f, 0, 0.3f, -0.2f]).view(3, 2);
        var gradients = new PathGradients(1, 2, nodes: 2);
        gradients.Add(x => ((x * w).sum([1, 2]) + 0.5, ((x * v).sum([1, 2]) - 0.2).exp()), tensor(windows).view(1, 3, 2));

        var (locationStart, location) = gradients.Location(0);
        Assert.Equal(0.5, locationStart, 1e-6);
        Assert.Equal((1 * 0.4) + (0.5 * 2) + (0 * -0.3), location[0], 1e-6);
        Assert.Equal((-2 * -1) + (3 * 0.5) + (1 * 1.5), location[1], 1e-6);
        var (scaleStart, scale) = gradients.LogScale(0);
        Assert.Equal(-0.2, scaleStart, 1e-6);
        Assert.Equal((0.1 * 0.4) + (-0.1 * 2) + (0.3 * -0.3), scale[0], 1e-6);
        Assert.Equal((0.2 * -1) + 0 + (-0.2 * 1.5), scale[1], 1e-6);
    }

    [Fact]
    public void Attribution_OfAProduct_IsSharedEqually()
    {
        // x·y is ½·x·y for each of the two along the straight path from 0.
        var gradients = new PathGradients(1, 2, nodes: 3);
        gradients.Add(x => (x.select(2, 0).squeeze(1) * x.select(2, 1).squeeze(1), x.sum([1, 2]).exp()), tensor([2f, 3]).view(1, 1, 2));
        Assert.Equal([3.0, 3.0], gradients.Location(0).Parts.Select(p => Math.Round(p, 5)));
    }

    [Fact]
    public void LogScale_OfTwoModels_HasTheNumbersOfTheirMeanScale()
    {
        // ln of the mean of e^(0.3x + 0.1y) and 2·e^(−0.2x + 0.5y) at (1, 2); Simpson's rule with 20,000 steps in Python.
        var window = tensor([1f, 2]).view(1, 1, 2);
        var gradients = new PathGradients(1, 2, nodes: 12);
        gradients.Add(Exponential(1, 0.3, 0.1), window);
        gradients.Add(Exponential(2, -0.2, 0.5), window);
        var (start, parts) = gradients.LogScale(0);
        Assert.Equal(0.4054651081081644, start, 1e-6);
        Assert.Equal(-0.049407013067240935, parts[0], 1e-6);
        Assert.Equal(0.7590512209075847, parts[1], 1e-6);
    }

    [Fact]
    public void Attribution_OfAGenerator_AddsUpToItsDistanceFromTheBaseline_ForEveryRow()
    {
        const int Inputs = 3;
        var random = new SplitMix64(5);
        using var generator = new ReturnGenerator(Inputs, 2, 6, new HeavyTails(0.9, 0.1), CPU, random);
        using (no_grad())
        {
            foreach (var parameter in generator.parameters())
                parameter.copy_(
                    tensor(Enumerable.Range(0, (int)parameter.numel()).Select(_ => (float)(0.6 * random.NextGaussian())).ToArray())
                        .view(parameter.shape)
                );
        }
        using var moments = new GeneratorMoments(7, 2, 11, CPU);
        var windows = tensor(Enumerable.Range(0, 4 * 7 * Inputs).Select(_ => (float)random.NextGaussian()).ToArray()).view(4, 7, Inputs);
        var gradients = new PathGradients(4, Inputs, nodes: 6);
        gradients.Add(moments.Of(generator), windows);
        var (location, scale) = moments.Of(generator)(windows);
        for (var row = 0; row < 4; row++)
        {
            var (start, parts) = gradients.Location(row);
            var (logStart, logParts) = gradients.LogScale(row);
            Assert.True(parts.Sum(Math.Abs) > 0.1);
            Assert.Equal(location[row].ToSingle(), start + parts.Sum(), 0.01);
            Assert.Equal(Math.Log(scale[row].ToSingle()), logStart + logParts.Sum(), 0.01);
        }
    }

    [Fact]
    public void Attribution_OverManyWindows_LeavesNoTensorsBehind()
    {
        void Explain()
        {
            using var scope = NewDisposeScope();
            new PathGradients(1, 2, nodes: 3).Add(Exponential(1, 0.3, 0.1), tensor([1f, 2]).view(1, 1, 2));
        }
        Explain();
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        Explain();
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    private static LawMoments Exponential(double factor, double first, double second) =>
        x =>
        {
            var (a, b) = (x.select(2, 0).squeeze(1), x.select(2, 1).squeeze(1));
            return (a, ((a * first) + (b * second)).exp() * factor);
        };
}
