using Simulator.Web.Components.Words;

namespace Simulator.Tests.Web.Components;

/// <summary>How pages write figures.</summary>
public sealed class FiguresTests
{
    [Theory]
    [InlineData(0.0331, "p = 0.033")]
    [InlineData(0.00099, "p < 0.001")]
    [InlineData(0, "p < 0.001")]
    [InlineData(0.001, "p = 0.001")]
    [InlineData(double.NaN, "p = —")]
    public void PValue_NeverSaysZero(double p, string words) => Assert.Equal(words, Figures.PValue(p));
}
