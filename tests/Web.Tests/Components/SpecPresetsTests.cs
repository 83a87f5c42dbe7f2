using Simulator.Features;
using Simulator.Markets;
using Simulator.Runs;
using Simulator.Synthetic;
using Simulator.Web.Components.Specs;

namespace Simulator.Tests.Web.Components;

public sealed class SpecPresetsTests
{
    private static readonly DemoMarket s_market = DemoMarket.Create();

    public static TheoryData<string> Keys => [.. SpecPresets.All.Select(p => p.Key)];

    [Theory]
    [MemberData(nameof(Keys))]
    public void Preset_OnTheDemoMarket_CanBeRunAsItIs(string key)
    {
        // The page offers prices alone to what trades them all.
        var related = s_market.Related.Where(s => key != "portfolio" || s.Kind == SeriesKind.Price);
        var spec = SpecPresets.Make(key, s_market.Target.Symbol, [.. related.Select(s => s.Symbol)]);
        Assert.Empty(SpecJson.Parse(SpecJson.Write(spec)).Errors);
        Assert.Empty(SpecChecks.AgainstData(spec, new InMemorySeries(s_market.All)));
    }

    [Theory]
    [InlineData("ganPpo")]
    [InlineData("article")]
    public void PresetThatLearns_WithoutRelatedSeries_AsksForNone(string key)
    {
        var spec = SpecPresets.Make(key, s_market.Target.Symbol, []);
        Assert.Empty(SpecJson.Parse(SpecJson.Write(spec)).Errors);
        Assert.Empty(SpecChecks.AgainstData(spec, new InMemorySeries([s_market.Target])));
        Assert.DoesNotContain(spec.Features, f => f is RelatedReturnsFeatureSpec);
    }
}
