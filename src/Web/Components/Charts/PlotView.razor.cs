using Microsoft.AspNetCore.Components;
using Simulator.Web.Components.Controls;

namespace Simulator.Web.Components.Charts;

/// <summary>Draws a <see cref="Plot"/>, with its table behind it.</summary>
public sealed partial class PlotView
{
    private Plot? _drawn;
    private string? _data;
    private string? _file;
    private string _inside = "";

    /// <summary>What to draw.</summary>
    [Parameter, EditorRequired]
    public required Plot Plot { get; set; }

    /// <summary>What it shows, for screen readers.</summary>
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>Pixels, without the words below.</summary>
    [Parameter]
    public int Height { get; set; } = 160;

    /// <summary>Whether the figures stand behind it as a table.</summary>
    [Parameter]
    public bool Table { get; set; } = true;

    /// <summary>True on pages without a connection: everything stands in the page.</summary>
    [CascadingParameter(Name = "Static")]
    public bool Static { get; set; }

    [Inject]
    private PartShelf Shelf { get; set; } = null!;

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (ReferenceEquals(_drawn, Plot))
            return;
        _drawn = Plot;
        if (Static)
            (_data, _inside) = (ChartModel.ToJson(PlotPoints.Of(Plot)), PlotFrame.Of(Plot));
        else
            _file = PlotFile.Keep(Shelf, Plot);
    }
}
