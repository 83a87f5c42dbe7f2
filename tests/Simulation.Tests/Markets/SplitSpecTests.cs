using FsCheck;
using FsCheck.Fluent;
using Simulator.Markets;

namespace Simulator.Tests.Simulation.Markets;

public sealed class SplitSpecTests
{
    [Fact]
    public void At_SaysTheBars_InFewDecimals()
    {
        var split = new SplitSpec().At(2_264, 1_358, 1_585);
        Assert.Equal((0.6, 0.1), (split.TrainFraction, split.ValidationFraction));
    }

    [Fact]
    public void At_SaysTheBarsExactly() =>
        Prop.ForAll<PositiveInt, NonNegativeInt, NonNegativeInt>(
                (count, first, second) =>
                {
                    var bars = count.Get * 997;
                    var test = (int)(second.Get * 7_919L % (bars + 1));
                    var validation = (int)(first.Get * 104_729L % (test + 1));
                    var split = new SplitSpec().At(bars, validation, test);
                    Assert.Equal((validation, test), (split.ValidationStart(bars), split.TestStart(bars)));
                }
            )
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(10, 5, 4)]
    [InlineData(10, -1, 4)]
    [InlineData(10, 5, 11)]
    public void At_PartsOutOfOrder_AreRefused(int bars, int validation, int test) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SplitSpec().At(bars, validation, test));
}
