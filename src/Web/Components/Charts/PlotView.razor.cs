using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace Simulator.Web.Components.Charts;

/// <summary>Draws a <see cref="Plot"/>, with its table behind it.</summary>
public sealed partial class PlotView
{
    private Plot? _drawn;
    private string _data = "";

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

    private string Widest => Plot.Y.Ticks.MaxBy(t => t.Text.Length).Text;

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (ReferenceEquals(_drawn, Plot))
            return;
        _drawn = Plot;
        _data = ChartModel.ToJson(PlotPoints.Of(Plot));
    }

    private static string Whole(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    private static bool IsBelow(PlotBars bars, int i) => bars.Below is not null && (bars.BelowByX ? bars.X[i] < 0 : bars.Y[i] < 0);

    // The words of the first and the last mark stay inside the frame where the mark is at its end.
    private string? Side(int tick) =>
        Plot.X.Format == "name" ? null
        : Plot.X.At(Plot.X.Ticks[tick].Value) < 0.04 ? "first"
        : Plot.X.At(Plot.X.Ticks[tick].Value) > 0.96 ? "last"
        : null;
}
