using Simulator.Learning.Generation;
using Simulator.Learning.Native;
using Simulator.Learning.Networks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Simulator.Tests.Learning.Generation;

public sealed class WassersteinLossTests
{
    /// <summary>A linear critic has one slope everywhere: 3 and 4 per number have length 5, so the penalty is 10·(5 − 1)² = 160.</summary>
    [Theory]
    [InlineData(3, 4, 160)]
    [InlineData(0.3, 0.4, 0)] // one-sided: a slope of ½ costs nothing
    public void Loss_OfALinearCritic_IsThePenaltyOfItsSlopeLessTheDistance(double a, double b, double penalty)
    {
        TorchLibrary.UseOneThread();
        using var scope = NewDisposeScope();
        using var critic = new LinearCritic((float)a, (float)b);
        var (real, fake) = (ones([4, 1, 2]), zeros([4, 1, 2]));
        var (loss, distance) = WassersteinLoss.Of(critic, real, fake, full([4, 1, 1], 0.25), 10);
        Assert.Equal(a + b, distance.item<float>(), 1e-5);
        Assert.Equal(penalty - (a + b), loss.item<float>(), 1e-3);
    }

    [Fact]
    public void Mean_OfWeightsByHand_KeepsTheShareGiven()
    {
        TorchLibrary.UseOneThread();
        using var scope = NewDisposeScope();
        using var critic = new LinearCritic(1, 2);
        var mean = new ModuleWeights([
            [3, 4],
        ]);
        mean.Average(critic, 0.75);
        Assert.Equal([2.5f, 3.5f], mean.Values[0]);
    }

    private sealed class LinearCritic : nn.Module<Tensor, Tensor>
    {
        private readonly Parameter _slope;

        public LinearCritic(float a, float b)
            : base(nameof(LinearCritic))
        {
            _slope = new Parameter(tensor([a, b]));
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => (input.flatten(1) * _slope).sum([1]);
    }
}
