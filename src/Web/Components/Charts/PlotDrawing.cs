using System.Globalization;
using System.Text;

namespace Simulator.Web.Components.Charts;

/// <summary>
/// The marks of a <see cref="Plot"/> as the inside of an SVG element of the size of <see cref="PathText"/>: grid first, then its layers.
/// </summary>
internal static class PlotDrawing
{
    /// <summary>The markup; it holds numbers and names of tokens only.</summary>
    public static string Of(Plot plot)
    {
        ArgumentNullException.ThrowIfNull(plot);
        var svg = new StringBuilder();
        foreach (var tick in plot.Y.Ticks)
        {
            var down = PathText.Side * (1 - plot.Y.At(tick.Value));
            Append(svg, $"M0 {down:0}h{PathText.Side}", tick.Value == 0 ? "plot-zero" : "plot-grid", null);
        }
        foreach (var layer in plot.Layers)
            Append(svg, plot, layer);
        return svg.ToString();
    }

    private static void Append(StringBuilder svg, Plot plot, PlotLayer layer)
    {
        switch (layer)
        {
            case PlotLine line:
                if (line.Filled)
                    Append(svg, $"{PlotPaths.Area(plot, line.X, line.Y)}", null, $"fill: var(--{line.Color}); opacity: .15");
                var width = line.Bold ? "1.75" : "1.25";
                Append(svg, $"{PlotPaths.Line(plot, line.X, line.Y)}", "plot-line", $"stroke: var(--{line.Color}); stroke-width: {width}");
                break;
            case PlotBand band:
                var opacity = band.Opacity.ToString(CultureInfo.InvariantCulture);
                Append(svg, $"{PlotPaths.Band(plot, band.X, band.Low, band.High)}", null, $"fill: var(--{band.Color}); opacity: {opacity}");
                break;
            case PlotBars bars:
                Append(svg, $"{PlotPaths.Bars(plot, bars, i => !IsBelow(bars, i))}", null, $"fill: var(--{bars.Color})");
                Append(svg, $"{PlotPaths.Bars(plot, bars, i => IsBelow(bars, i))}", null, $"fill: var(--{bars.Below ?? bars.Color})");
                break;
            case PlotMarks marks:
                Append(svg, $"{PlotPaths.Marks(plot, marks)}", "plot-line", $"stroke: var(--{marks.Color}); stroke-width: 3");
                break;
            case PlotDots dots:
                Append(svg, $"{PlotPaths.Dots(plot, dots.X, dots.Y)}", "plot-dots", $"stroke: var(--{dots.Color})");
                break;
            default:
                throw new InvalidOperationException($"no drawing for {layer.GetType().Name}");
        }
    }

    private static bool IsBelow(PlotBars bars, int i) => bars.Below is not null && (bars.BelowByX ? bars.X[i] < 0 : bars.Y[i] < 0);

    private static void Append(StringBuilder svg, FormattableString path, string? marked, string? style)
    {
        svg.Append("<path");
        if (marked is not null)
            svg.Append(CultureInfo.InvariantCulture, $" class=\"{marked}\"");
        svg.Append(CultureInfo.InvariantCulture, $" d=\"{path.ToString(CultureInfo.InvariantCulture)}\"");
        if (style is not null)
            svg.Append(CultureInfo.InvariantCulture, $" style=\"{style}\"");
        svg.Append("/>");
    }
}
