using System.Globalization;

namespace Simulator.Web.Components.Charts;

/// <summary>Layers as SVG paths in the square of <see cref="PathText"/>, which the page stretches.</summary>
internal static class PlotPaths
{
    /// <summary>A line; a gap where a value is undefined.</summary>
    public static string Line(Plot plot, double[] x, double[] y)
    {
        var (path, drawing) = (new PathText(plot), false);
        for (var i = 0; i < x.Length; i++)
            drawing = drawing ? path.Line(x[i], y[i]) : path.Move(x[i], y[i]);
        return path.ToString();
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
        var (path, begun) = (new PathText(plot), false);
        void Add(double at, double value) => begun |= begun ? path.Line(at, value) : path.Move(at, value);
        for (var i = 0; i < x.Length; i++)
            Add(x[i], high[i]);
        for (var i = x.Length - 1; i >= 0; i--)
            Add(x[i], low[i]);
        return begun ? path + "z" : "";
    }

    /// <summary>Bars from zero, those for which <paramref name="drawn"/> is true.</summary>
    public static string Bars(Plot plot, PlotBars bars, Func<int, bool> drawn)
    {
        var path = new PathText(plot);
        for (var i = 0; i < bars.X.Length; i++)
        {
            if (!double.IsFinite(bars.Y[i]) || bars.Y[i] == 0 || !drawn(i))
                continue;
            var (left, right) = (bars.X[i] - (bars.Width / 2), bars.X[i] + (bars.Width / 2));
            path.Move(left, 0);
            path.Line(left, bars.Y[i]);
            path.Line(right, bars.Y[i]);
            path.Line(right, 0);
            path.Close((left, 0));
        }
        return path.ToString();
    }

    /// <summary>Lines of no length, which round ends turn into dots of one size however the picture is stretched.</summary>
    public static string Dots(Plot plot, double[] x, double[] y)
    {
        var path = new PathText(plot);
        for (var i = 0; i < x.Length; i++)
        {
            if (path.Move(x[i], y[i]))
                path.Dot();
        }
        return path.ToString();
    }

    /// <summary>Horizontal marks.</summary>
    public static string Marks(Plot plot, PlotMarks marks)
    {
        var path = new PathText(plot);
        for (var i = 0; i < marks.X.Length; i++)
        {
            path.Move(marks.X[i] - (marks.Width / 2), marks.Y[i]);
            path.Line(marks.X[i] + (marks.Width / 2), marks.Y[i]);
        }
        return path.ToString();
    }

    /// <summary>A share of the picture's width or height, as CSS.</summary>
    public static string Share(double fraction) => string.Create(CultureInfo.InvariantCulture, $"{Math.Clamp(fraction, 0, 1) * 100:0.##}%");
}
