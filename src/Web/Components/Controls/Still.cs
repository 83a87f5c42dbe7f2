using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;

namespace Simulator.Web.Components.Controls;

/// <summary>
/// A part of a page that nobody acts upon: no handlers, no references. It travels as its HTML, which packs into a third of the same as a
/// tree of elements, and the server keeps one text of it instead of that tree.
/// </summary>
public sealed class Still : ComponentBase
{
    private string _html = "";

    [Inject]
    private IServiceProvider Services { get; set; } = null!;

    [Inject]
    private ILoggerFactory Logs { get; set; } = null!;

    [CascadingParameter(Name = "Static")]
    private bool Static { get; set; }

    /// <summary>What it shows; cascading values do not reach into it.</summary>
    [Parameter, EditorRequired]
    public required RenderFragment ChildContent { get; set; }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (Static)
            return;
        await using var renderer = new HtmlRenderer(Services, Logs);
        var content = ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(ChildContent)] = ChildContent });
        // Nothing in it waits, so this is done before the page is drawn for the first time.
        _html = await renderer.Dispatcher.InvokeAsync(() => renderer.BeginRenderingComponent<Content>(content).ToHtmlString());
    }

    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        if (Static)
            builder.AddContent(0, ChildContent);
        else
            builder.AddMarkupContent(1, _html);
    }

    private sealed class Content : ComponentBase
    {
        [Parameter]
        public RenderFragment? ChildContent { get; set; }

        protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, ChildContent);
    }
}
