using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;

namespace Simulator.Web.Components.Charts;

/// <summary>
/// A <see cref="Plot"/> as the inside of its figure: the words of both axes around the marks of <see cref="PlotDrawing"/>.
/// </summary>
internal static class PlotFrame
{
    /// <summary>The markup. Readers of it have the label of the figure and the table behind it, so all of it is hidden from them.</summary>
    public static string Of(Plot plot)
    {
        ArgumentNullException.ThrowIfNull(plot);
        var widest = plot.Y.Ticks.MaxBy(t => t.Text.Length).Text;
        var html = new StringBuilder();
        html.Append("<div class=\"plot-y\" aria-hidden=\"true\">")
            .Append(CultureInfo.InvariantCulture, $"<span class=\"plot-widest\">{Safe(widest)}</span>");
        foreach (var tick in plot.Y.Ticks)
            html.Append(
                CultureInfo.InvariantCulture,
                $"<span style=\"bottom: {PlotPaths.Share(plot.Y.At(tick.Value))}\">{Safe(tick.Text)}</span>"
            );
        html.Append("</div><div class=\"plot-area\" aria-hidden=\"true\">")
            .Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {PathText.Side} {PathText.Side}\" preserveAspectRatio=\"none\">")
            .Append(PlotDrawing.Of(plot))
            .Append("</svg></div><div class=\"plot-x\" aria-hidden=\"true\">");
        foreach (var tick in plot.X.Ticks)
        {
            var at = plot.X.At(tick.Value);
            html.Append(
                CultureInfo.InvariantCulture,
                $"<span{SideOf(plot, at)} style=\"left: {PlotPaths.Share(at)}\">{Safe(tick.Text)}</span>"
            );
        }
        html.Append("</div>");
        if (plot.X.Title is { } title)
            html.Append(CultureInfo.InvariantCulture, $"<div class=\"plot-title\" aria-hidden=\"true\">{Safe(title)}</div>");
        return html.ToString();
    }

    // The words of the first and the last mark stay inside the frame where the mark is at its end.
    private static string SideOf(Plot plot, double at) =>
        plot.X.Format == "name" ? ""
        : at < 0.04 ? " class=\"first\""
        : at > 0.96 ? " class=\"last\""
        : "";

    private static string Safe(string text) => HtmlEncoder.Default.Encode(text);
}
