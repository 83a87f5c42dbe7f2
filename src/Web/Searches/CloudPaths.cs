using System.Globalization;
using System.Text;
using Simulator.Robustness.Sweeps;

namespace Simulator.Web.Searches;

/// <summary>Points of a sweep as paths of SVG: thousands of marks in one element.</summary>
public static class CloudPaths
{
    /// <summary>Width of the picture of parallel axes.</summary>
    public const double Width = 1_000;

    /// <summary>Height of both pictures.</summary>
    public const double Height = 200;

    private const double Margin = 8;

    /// <summary>Lines over parallel axes, one for each run that has a score.</summary>
    public static string Lines(CloudBrush brush, IEnumerable<int> runs)
    {
        ArgumentNullException.ThrowIfNull(brush);
        ArgumentNullException.ThrowIfNull(runs);
        var path = new StringBuilder();
        foreach (var run in runs)
        {
            if (!double.IsFinite(brush.Share(run, brush.Axes - 1)))
                continue;
            for (var axis = 0; axis < brush.Axes; axis++)
                Append(path, axis == 0 ? 'M' : 'L', Width * axis / (brush.Axes - 1), Y(brush.Share(run, axis)));
        }
        return path.ToString();
    }

    /// <summary>
    /// Dots of all runs over one parameter: the level to the right, the score up; a line of no length with round ends is a dot.
    /// </summary>
    public static string Dots(SweepCloud cloud, CloudBrush brush, int axis)
    {
        ArgumentNullException.ThrowIfNull(cloud);
        ArgumentNullException.ThrowIfNull(brush);
        var path = new StringBuilder();
        var drawn = new HashSet<(int, int)>();
        for (var run = 0; run < cloud.Scores.Length; run++)
        {
            var share = brush.Share(run, brush.Axes - 1);
            if (!double.IsFinite(share))
                continue;
            var (x, y) = (X(brush.Share(run, axis)), Y(share));
            // Dots at the same place are one.
            if (!drawn.Add(((int)(x * 2), (int)(y * 2))))
                continue;
            Append(path, 'M', x, y);
            path.Append("h0");
        }
        return path.ToString();
    }

    /// <summary>The mean of each level as points of a line.</summary>
    public static string Means(ParameterImportance parameter, CloudBrush brush)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        ArgumentNullException.ThrowIfNull(brush);
        var last = Math.Max(1, parameter.Means.Count - 1);
        return string.Join(
            ' ',
            parameter
                .Means.Select((mean, level) => (X: X(level / (double)last), Mean: mean))
                .Where(p => double.IsFinite(p.Mean))
                .Select(p => $"{Text(p.X)},{Text(Y(brush.Best > brush.Worst ? (p.Mean - brush.Worst) / (brush.Best - brush.Worst) : 0.5))}")
        );
    }

    /// <summary>Where an axis stands, percent of the width.</summary>
    public static string Left(CloudBrush brush, int axis)
    {
        ArgumentNullException.ThrowIfNull(brush);
        return Text(100.0 * axis / (brush.Axes - 1)) + "%";
    }

    private static double X(double share) => Margin + (share * (Width - (2 * Margin)));

    private static double Y(double share) => Height - Margin - (share * (Height - (2 * Margin)));

    private static void Append(StringBuilder path, char step, double x, double y) =>
        path.Append(step).Append(Text(x)).Append(' ').Append(Text(y));

    private static string Text(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
