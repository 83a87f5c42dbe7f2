using Bunit;
using Simulator.Errors;
using Simulator.Web.Components.Specs;

namespace Simulator.Tests.Web.Components;

/// <summary>The errors of a form summed up beside Run: how many, which, and a way to each.</summary>
public sealed class RunBarTests : FormContext
{
    private static readonly SpecError[] s_errors =
    [
        new("execution.slippageBps", "must be a number"),
        new("", "not JSON"),
        new("split.trainFraction", "must be between 0 and 1"),
    ];

    [Fact]
    public void Errors_AreCountedAndNamed_TheRestOnAsking()
    {
        var bar = Bar(s_errors, false, _ => { });
        Assert.Contains("3 errors", bar.Markup, StringComparison.Ordinal);
        Assert.Equal(2, bar.FindAll("#json-errors li").Count);
        Assert.Contains("Execution, slippage bps", bar.Markup, StringComparison.Ordinal);
        bar.FindAll("button").Single(b => b.TextContent.Contains("All 3", StringComparison.Ordinal)).Click();
        Assert.Equal(3, bar.FindAll("#json-errors li").Count);
    }

    [Fact]
    public void Error_Pressed_AsksForItsField()
    {
        SpecError? asked = null;
        var bar = Bar(s_errors, false, e => asked = e);
        bar.FindAll("#json-errors button")[1].Click();
        Assert.Equal(s_errors[1], asked);
    }

    [Fact]
    public void RunPressed_WithErrors_TellsThemAtOnce() =>
        Assert.Contains("3 errors", Bar(s_errors, true, _ => { }).Find("[role=alert]").TextContent, StringComparison.Ordinal);

    [Fact]
    public void NoErrors_SaysWhatIsTestedAndHowLongItTakes()
    {
        var bar = Render<RunBar>(p =>
            p.Add(b => b.Errors, []).Add(b => b.Tested, "Tests the whole series.").Add(b => b.Estimate, "up to 10 s, 0.1 GB of memory")
        );
        Assert.Equal("up to 10 s, 0.1 GB of memory", bar.Find("#estimate").TextContent);
        Assert.Contains("Tests the whole series.", bar.Markup, StringComparison.Ordinal);
        Assert.Empty(bar.FindAll("#json-errors li"));
    }

    private IRenderedComponent<RunBar> Bar(SpecError[] errors, bool pressed, Action<SpecError> go) =>
        Render<RunBar>(p => p.Add(b => b.Errors, errors).Add(b => b.Pressed, pressed).Add(b => b.Go, go));
}
