using System.Runtime.Intrinsics;
using Simulator.Numerics;

namespace Simulator.Tests.Simulation.Numerics;

/// <summary>Equal up to rounding, and nothing else: neither infinity nor what is not known.</summary>
public sealed class TiesTests
{
    [Theory]
    [InlineData(1, 1, 0)]
    [InlineData(0.1 + 0.2, 0.3, 0)]
    [InlineData(1, 1.000001, -1)]
    [InlineData(double.PositiveInfinity, 1, 1)]
    [InlineData(1, double.PositiveInfinity, -1)]
    [InlineData(double.NegativeInfinity, 1, -1)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity, 0)]
    [InlineData(double.MaxValue, double.MinValue, 1)]
    [InlineData(double.NaN, 1, 0)]
    public void Sign_OfTwoPrices_AgreesInEveryForm(double a, double b, int sign)
    {
        Assert.Equal(sign, Ties.Sign(a, b));
        Assert.Equal(sign > 0 || (sign == 0 && !double.IsNaN(a)), Ties.IsAtLeast(a, b));
        Assert.Equal(sign < 0 || (sign == 0 && !double.IsNaN(a)), Ties.IsAtMost(a, b));
        var (above, below) = Ties.Signs(Vector512.Create(a), Vector512.Create(b));
        Assert.Equal((sign > 0, sign < 0), (above != 0, below != 0));
    }

    [Theory]
    [InlineData(double.PositiveInfinity, 2, 1)]
    [InlineData(2, double.PositiveInfinity, -1)]
    [InlineData(2, 2, 0)]
    public void SignOfRatio_OfInfinity_IsNoTie(double value, double level, int sign) => Assert.Equal(sign, Ties.SignOfRatio(value, level));
}
