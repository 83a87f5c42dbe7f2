using Simulator.Indicators;

namespace Simulator.Tests.Simulation.Indicators;

public sealed class IndicatorPageTests
{
    [Fact]
    public void Page_IsWhatTheCatalogueSays() => GeneratedPage.AssertCurrent("indicators.md", IndicatorReference.Markdown());

    [Fact]
    public void Page_NamesEveryIndicatorParameterAndLine()
    {
        var page = IndicatorReference.Markdown();
        Assert.All(IndicatorCatalogue.All, d => Assert.Contains($"`{d.Signature}`", page, StringComparison.Ordinal));
        Assert.All(
            IndicatorCatalogue.All.SelectMany(d => d.Parameters),
            p => Assert.Contains($"| `{p.Name}` |", page, StringComparison.Ordinal)
        );
    }
}
