using Simulator.Generation;
using Simulator.Learning.Forecasters.Gan;
using Simulator.Learning.Generation;
using Simulator.Learning.Native;
using Simulator.Learning.Networks;
using Simulator.Numerics;
using Simulator.Realism;
using Simulator.Seeding;
using Simulator.Synthetic;
using static TorchSharp.torch;

namespace Simulator.Tests.Learning.Generation;

public sealed class GanGeneratorTests
{
    private static readonly MarketHistory s_past = MarketHistory.Of(DemoMarket.Create(years: 4).Target);
    private static readonly GanPathSpec s_short = new()
    {
        Steps = 30,
        Hidden = 8,
        CriticChannels = 16,
        WindowBars = 24,
        BatchSize = 16,
    };

    [Theory]
    [InlineData(GanLoss.Wasserstein)]
    [InlineData(GanLoss.EnergyScore)]
    public void Paths_OfOneSeed_AreTheSame_AndAreLikeThePast(GanLoss loss)
    {
        var generator = new GanGenerator(s_short with { Loss = loss });
        var (first, second) = (Draw(generator, 1), Draw(generator, 1));
        Assert.Equal(first.SelectMany(p => p.Return), second.SelectMany(p => p.Return));
        Assert.NotEqual(first[0].Return, Draw(generator, 2)[0].Return);
        Assert.InRange(first.Average(p => Moments.Variance(p.Return)) / Moments.Variance(s_past.Path.Return), 0.5, 2);
        var sizes = first.Select(p => FactMeasures.Correlations(Array.ConvertAll(p.Return, Math.Abs), 10).Average());
        Assert.True(sizes.Average() > 0.03, "clusters survive");
        Assert.All(first, p => Assert.True(p.HasActivity && p.Activity.All(double.IsFinite)));
    }

    [Fact]
    public void Training_OfVolumeThatGoesWithReturns_LearnsIt()
    {
        var random = new SplitMix64(5);
        var (returns, volume) = (new float[2_000], new float[2_000]);
        for (var t = 0; t < returns.Length; t++)
        {
            returns[t] = (float)random.NextGaussian();
            volume[t] = (float)((0.9 * returns[t]) + (0.44 * random.NextGaussian()));
        }
        var spec = s_short with { Steps = 250, Loss = GanLoss.EnergyScore, LearningRate = 5e-3 };
        TorchLibrary.UseOneThread();
        using var training = new GanPathTraining(spec, [returns, volume], HeavyTails.Normal, 3);
        var before = Correlation(spec, training.Mean);
        training.Run(default);
        Assert.InRange(before, -0.05, 0.05);
        Assert.InRange(Correlation(spec, training.Mean), 0.4, 1);
    }

    [Fact]
    public void Spec_OfAWidthThatTheLibraryFailsOn_IsRefused() =>
        Assert.Contains(
            "multiple of 16",
            Assert.Throws<ArgumentException>(() => new GanGenerator(s_short with { CriticChannels = 24 }).Learn(s_past, 1)).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Moments_OfTheResiduals_AreThoseOfThePast()
    {
        TorchLibrary.UseOneThread();
        double[] past = [.. Enumerable.Range(0, 1_000).Select(i => 3 + (2 * Math.Sin(i)))];
        using var training = new GanPathTraining(s_short, [Array.ConvertAll(past, v => (float)v)], HeavyTails.Normal, 3);
        var draws = new InnovationDraws(s_short, 1, HeavyTails.Normal, training.Mean).Fitted([past], 9);
        double[] drawn = [.. draws.Of(50, 1_000, 9).SelectMany(p => p[0])];
        Assert.Equal(Moments.Mean(past), Moments.Mean(drawn), 1e-6);
        Assert.Equal(Moments.StandardDeviation(past), Moments.StandardDeviation(drawn), 1e-6);
    }

    [Fact]
    public void EnergyDistance_OfWindowsByHand_IsTheMeanOfAllPairs()
    {
        using var scope = NewDisposeScope();
        // One channel, one bar, with its size: |(1, 1) − (0, 0)| = √2, and each distance is divided by √2.
        var (zero, one, two) = (zeros([2, 1, 1]), ones([2, 1, 1]), ones([2, 1, 1]) * 2);
        Assert.Equal(1 + 2 - 1, GanPathTraining.EnergyDistance(zero, one, two).item<float>(), 1e-5);
    }

    [Fact]
    public void Training_ThatIsCancelled_Ends()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => new GanGenerator(s_short).Learn(s_past, 1, source.Token));
    }

    private static double Correlation(GanPathSpec spec, ModuleWeights weights) =>
        new InnovationDraws(spec, 2, HeavyTails.Normal, weights).Of(10, 1_000, 4).Average(p => FactMeasures.Correlation(p[0], p[1]));

    private static IReadOnlyList<ReturnPath> Draw(GanGenerator generator, long seed) =>
        generator.Learn(s_past, seed).Draw(s_past, 4, 800, seed, "test");
}
