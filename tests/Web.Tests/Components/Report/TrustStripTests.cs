using Bunit;
using Simulator.Web.Components.Report;

namespace Simulator.Tests.Web.Components.Report;

/// <summary>What stands behind a finding: explained by a press or a key, in words without numbers of bars.</summary>
public sealed class TrustStripTests : ReportContext
{
    [Fact]
    public void EveryItem_HasAButtonThatOpensItsMeaning()
    {
        var strip = Strip();

        var buttons = strip.FindAll("[data-trust] button.term");
        Assert.Equal(strip.FindAll("[data-trust]").Count, buttons.Count);
        Assert.All(
            buttons,
            b =>
            {
                var meaning = strip.Find($"#{b.GetAttribute("popovertarget")}");
                Assert.Equal("auto", meaning.GetAttribute("popover"));
                Assert.True(meaning.TextContent.Length > 40);
            }
        );
        Assert.Equal("3", strip.Find("[data-trust=trials] dd").TextContent);
        Assert.Equal("1 of 2", strip.Find("[data-trust=checks] dd").TextContent);
        Assert.Equal("40.0 %", strip.Find("[data-trust=deflated] dd").TextContent);
    }

    [Fact]
    public void FailedCheckAndNotes_StandOpen_WithDatesInThePlaceOfBars()
    {
        var notes = string.Join(" | ", Strip().FindAll(".note").Select(n => n.TextContent));

        Assert.Contains("Failed: second run. it differs at 2024-01-06", notes, StringComparison.Ordinal);
        Assert.Contains("the first: 2024-01-04: order of 2024-01-03 cancelled.", notes, StringComparison.Ordinal);
        Assert.DoesNotContain("bar 1", notes, StringComparison.Ordinal);
    }

    [Fact]
    public void OnAStaticPage_NothingNeedsAButton()
    {
        var strip = Strip(isStatic: true);

        Assert.Empty(strip.FindAll("button"));
        Assert.NotEmpty(strip.FindAll("details.term-fold > summary"));
        Assert.Contains("is within 0 of the final equity", strip.Find(".checks").TextContent, StringComparison.Ordinal);
    }

    private IRenderedComponent<TrustStrip> Strip(bool isStatic = false)
    {
        var result = ReportSamples.Result(ReportSamples.Report(ReportSamples.Trade(100, 105, 10)));
        return Render<TrustStrip>(p =>
            p.AddCascadingValue("Static", isStatic).Add(s => s.Report, result.Report).Add(s => s.Result, result)
        );
    }
}
