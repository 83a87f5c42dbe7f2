using Simulator.Learning.Features.Autoencoder;
using Simulator.Seeding;

namespace Simulator.Tests.Learning.Features;

public sealed class CodeTurnTests
{
    [Fact]
    public void Code_ThatIsAnyLinearMapOfTheComponents_BecomesTheComponentsWithADeviationOfOne()
    {
        var components = Components(400, 2, 0.7);
        // Turned, stretched and moved: what a linear autoencoder may find.
        double[][] codes = [.. components.Select(c => new[] { 3 + (0.2 * c[0]) - (1.5 * c[1]), -1 - (0.9 * c[0]) - (0.4 * c[1]) })];
        var turn = CodeTurn.Of(codes, components);
        for (var k = 0; k < 2; k++)
        {
            var deviation = Math.Sqrt(components.Average(c => c[k] * c[k]));
            for (var t = 0; t < codes.Length; t++)
                Assert.Equal(components[t][k] / deviation, turn.Apply(codes[t])[k], 1e-9);
        }
    }

    [Fact]
    public void Code_WithOneNumber_TakesTheSignOfTheComponent()
    {
        var components = Components(100, 1, 1);
        double[][] codes = [.. components.Select(c => new[] { 5 - (2 * c[0]) })];
        var turn = CodeTurn.Of(codes, components);
        var deviation = Math.Sqrt(components.Average(c => c[0] * c[0]));
        Assert.All(codes.Zip(components), pair => Assert.Equal(pair.Second[0] / deviation, turn.Apply(pair.First)[0], 1e-9));
    }

    [Fact]
    public void Axis_ThatSaysNextToNothing_StaysSmall()
    {
        var components = Components(400, 2, 0.7);
        double[][] codes = [.. components.Select(c => new[] { c[0], 1e-4 * c[1] })];
        var turn = CodeTurn.Of(codes, components);
        var second = Math.Sqrt(codes.Average(c => Math.Pow(turn.Apply(c)[1], 2)));
        Assert.InRange(second, 1e-5, 0.01);
    }

    [Fact]
    public void Code_ThatNeverMoves_IsZero()
    {
        double[][] codes = [.. Enumerable.Range(0, 50).Select(_ => new[] { 2.0, -1.0 })];
        var turn = CodeTurn.Of(codes, Components(50, 2, 1));
        Assert.Equal([0, 0], turn.Apply(codes[0]));
    }

    // Uncorrelated, of mean 0; the k-th with k times the deviation given.
    private static double[][] Components(int rows, int count, double deviation)
    {
        var random = new SplitMix64(9);
        double[][] columns = [.. Enumerable.Range(0, count).Select(k => Centred(rows, random, 1 + (k * (deviation - 1))))];
        if (count == 2)
        {
            var share = columns[0].Zip(columns[1], (a, b) => a * b).Sum() / columns[0].Sum(a => a * a);
            columns[1] = [.. columns[1].Zip(columns[0], (b, a) => b - (share * a))];
        }
        return [.. Enumerable.Range(0, rows).Select(t => columns.Select(c => c[t]).ToArray())];
    }

    private static double[] Centred(int rows, SplitMix64 random, double deviation)
    {
        double[] values = [.. Enumerable.Range(0, rows).Select(_ => deviation * random.NextGaussian())];
        var mean = values.Average();
        return [.. values.Select(v => v - mean)];
    }
}
