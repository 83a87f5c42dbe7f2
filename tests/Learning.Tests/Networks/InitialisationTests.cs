using Simulator.Learning.Networks;
using Simulator.Seeding;
using static TorchSharp.torch;

namespace Simulator.Tests.Learning.Networks;

public sealed class InitialisationTests
{
    [Theory]
    [InlineData(3, 8)]
    [InlineData(8, 3)]
    [InlineData(5, 5)]
    public void Orthogonal_RowsOrColumns_StandAtRightAnglesWithTheGainAsLength(int rows, int columns)
    {
        using var scope = NewDisposeScope();
        var weights = empty([rows, columns]);

        Initialisation.Orthogonal(weights, Math.Sqrt(2), new SplitMix64(7));

        var products = rows < columns ? weights.mm(weights.t()) : weights.t().mm(weights);
        Assert.True(products.allclose(eye(Math.Min(rows, columns)) * 2, atol: 1e-6));
    }

    [Fact]
    public void Orthogonal_SameStream_GivesTheSameWeights()
    {
        using var scope = NewDisposeScope();
        float[] Weights(ulong seed)
        {
            var weights = empty([4, 6]);
            Initialisation.Orthogonal(weights, 1, new SplitMix64(seed));
            return weights.data<float>().ToArray();
        }

        Assert.Equal(Weights(1), Weights(1));
        Assert.NotEqual(Weights(1), Weights(2));
    }
}
