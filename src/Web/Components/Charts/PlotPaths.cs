using System.Globalization;
using System.Text;

namespace Simulator.Web.Components.Charts;

/// <summary>Layers as SVG paths in a square of 1000 × 1000 that the page stretches.</summary>
internal static class PlotPaths
{
    /// <summary>A line; a gap where a value is undefined.</summary>
    public static string Line(Plot plot, double[] x, double[] y)
    {
        var (text, drawing) = (new StringBuilder(), false);
        for (var i = 0; i < x.Length; i++)
        {
            drawing = Point(text, plot, x[i], y[i], drawing ? 'L' : 'M');
        }
        return text.ToString();
    }

    /// <summary>The space between a line and zero, or the lower end where zero is not shown.</summary>
    public static string Area(Plot plot, double[] x, double[] y)
    {
        var ground = Array.ConvertAll(x, _ => Math.Clamp(0, plot.Y.Low, plot.Y.High));
        return Band(plot, x, ground, Array.ConvertAll(y, v => double.IsFinite(v) ? v : ground[0]));
    }

    /// <summary>The space between two lines.</summary>
    public static string Band(Plot plot, double[] x, double[] low, double[] high)
    {
        var text = new StringBuilder();
        for (var i = 0; i < x.Length; i++)
            Point(text, plot, x[i], high[i], i == 0 ? 'M' : 'L');
        for (var i = x.Length - 1; i >= 0; i--)
            Point(text, plot, x[i], low[i], 'L');
        return text.Append('Z').ToString();
    }

    /// <summary>Bars from zero, those for which <paramref name="drawn"/> is true.</summary>
    public static string Bars(Plot plot, PlotBars bars, Func<int, bool> drawn)
    {
        var text = new StringBuilder();
        for (var i = 0; i < bars.X.Length; i++)
        {
            if (!double.IsFinite(bars.Y[i]) || bars.Y[i] == 0 || !drawn(i))
                continue;
            Point(text, plot, bars.X[i] - (bars.Width / 2), 0, 'M');
            Point(text, plot, bars.X[i] - (bars.Width / 2), bars.Y[i], 'L');
            Point(text, plot, bars.X[i] + (bars.Width / 2), bars.Y[i], 'L');
            Point(text, plot, bars.X[i] + (bars.Width / 2), 0, 'L');
            text.Append('Z');
        }
        return text.ToString();
    }

    /// <summary>Lines of no length, which round ends turn into dots of one size however the picture is stretched.</summary>
    public static string Dots(Plot plot, double[] x, double[] y)
    {
        var text = new StringBuilder();
        for (var i = 0; i < x.Length; i++)
        {
            if (Point(text, plot, x[i], y[i], 'M'))
                text.Append("h0");
        }
        return text.ToString();
    }

    /// <summary>Horizontal marks.</summary>
    public static string Marks(Plot plot, PlotMarks marks)
    {
        var text = new StringBuilder();
        for (var i = 0; i < marks.X.Length; i++)
        {
            Point(text, plot, marks.X[i] - (marks.Width / 2), marks.Y[i], 'M');
            Point(text, plot, marks.X[i] + (marks.Width / 2), marks.Y[i], 'L');
        }
        return text.ToString();
    }

    /// <summary>A share of the picture's width or height, as CSS.</summary>
    public static string Share(double fraction) => string.Create(CultureInfo.InvariantCulture, $"{Math.Clamp(fraction, 0, 1) * 100:0.##}%");

    private static bool Point(StringBuilder text, Plot plot, double x, double y, char command)
    {
        if (!double.IsFinite(x) || !double.IsFinite(y))
            return false;
        text.Append(CultureInfo.InvariantCulture, $"{command}{plot.X.At(x) * 1000:0.#} {1000 - (plot.Y.At(y) * 1000):0.#}");
        return true;
    }
}
