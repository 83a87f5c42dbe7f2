using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;

namespace Simulator.Web.Components.Controls;

/// <summary>
/// A part of a page that nobody acts upon: no handlers, no references. It travels as its HTML, which packs into a third of the same as a
/// tree of elements, and the server keeps one text of it instead of that tree. A longer one is a file of the <see cref="PartShelf"/>,
/// filled in by <c>parts.js</c>, which a browser that has it does not load again.
/// </summary>
public sealed class Still : ComponentBase
{
    private string _html = "";
    private string? _address;

    [Inject]
    private IServiceProvider Services { get; set; } = null!;

    [Inject]
    private ILoggerFactory Logs { get; set; } = null!;

    [Inject]
    private PartShelf Shelf { get; set; } = null!;

    [CascadingParameter(Name = "Static")]
    private bool Static { get; set; }

    /// <summary>What it shows; cascading values do not reach into it.</summary>
    [Parameter, EditorRequired]
    public required RenderFragment ChildContent { get; set; }

    /// <summary>It stands in the page at once, however long: scripts of the page look for what is in it.</summary>
    [Parameter]
    public bool InPlace { get; set; }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (Static)
            return;
        await using var renderer = new HtmlRenderer(Services, Logs);
        var content = ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(ChildContent)] = ChildContent });
        // Nothing in it waits, so this is done before the page is drawn for the first time.
        _html = await renderer.Dispatcher.InvokeAsync(() => renderer.BeginRenderingComponent<Content>(content).ToHtmlString());
        _address =
            InPlace || _html.Length <= Shelf.LongestInPlace ? null : Shelf.Keep(Encoding.UTF8.GetBytes(_html), "text/html; charset=utf-8");
        if (_address is not null)
            _html = "";
    }

    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        if (Static)
        {
            builder.AddContent(0, ChildContent);
        }
        else if (_address is null)
        {
            builder.AddMarkupContent(1, _html);
        }
        else
        {
            builder.OpenElement(2, "kept-part");
            builder.AddAttribute(3, "src", _address);
            builder.CloseElement();
        }
    }

    private sealed class Content : ComponentBase
    {
        [Parameter]
        public RenderFragment? ChildContent { get; set; }

        protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, ChildContent);
    }
}
