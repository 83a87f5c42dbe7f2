using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Simulator.Web.Components.Layout;

namespace Simulator.Tests.Web.Components;

/// <summary>A page that fails says so; what a page left behind does not fail the next one.</summary>
public sealed class PageErrorBoundaryTests : PageContext
{
    [Theory]
    [InlineData("Microsoft.JSInterop.Implementation.JSObjectReference")]
    [InlineData("Microsoft.JSInterop.DotNetObjectReference`1[[Page]]")]
    public void ReferenceOfAPageThatWasLeft_IsNoError(string name)
    {
        var shown = Show(new ObjectDisposedException(name));
        shown.Find("button").Click();
        Assert.Empty(shown.FindAll("[role=alert]"));
        Assert.NotEmpty(shown.FindAll("button"));
    }

    [Fact]
    public void AnyOtherError_IsShownInThePagesPlace()
    {
        var shown = Show(new ObjectDisposedException("a stream"));
        shown.Find("button").Click();
        Assert.Contains("a stream", shown.Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    private IRenderedComponent<PageErrorBoundary> Show(Exception thrown) =>
        Render<PageErrorBoundary>(p => p.AddChildContent<Throws>(c => c.Add(t => t.Thrown, thrown)));

    private sealed class Throws : ComponentBase
    {
        [Parameter]
        public Exception Thrown { get; set; } = null!;

        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            builder.OpenElement(0, "button");
            builder.AddAttribute(1, "onclick", EventCallback.Factory.Create(this, () => throw Thrown));
            builder.CloseElement();
        }
    }
}
