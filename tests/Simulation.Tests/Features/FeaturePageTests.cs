using Simulator.Features;

namespace Simulator.Tests.Simulation.Features;

public sealed class FeaturePageTests
{
    [Fact]
    public void Page_IsWhatTheCatalogueSays() => GeneratedPage.AssertCurrent("features.md", FeatureReference.Markdown());

    [Fact]
    public void Page_NamesEveryFeature() =>
        Assert.All(FeatureCatalogue.All, f => Assert.Contains($"`{f.Name}", FeatureReference.Markdown(), StringComparison.Ordinal));
}
