using System.Globalization;
using Simulator.Robustness.Sweeps;

namespace Simulator.Web.Searches;

/// <summary>Runs as lines over parallel axes, one for each parameter that differs between them.</summary>
/// <param name="Axes">The parameters with their bounds among the runs.</param>
/// <param name="Lines">[run][axis] share of the axis, in the order of the runs.</param>
public sealed record ParallelRuns(IReadOnlyList<(string Name, string Low, string High)> Axes, IReadOnlyList<double[]> Lines)
{
    private const double Width = 400;
    private const double Margin = 12;

    /// <summary>The lines of runs; without axes where nothing differs.</summary>
    public static ParallelRuns Of(IReadOnlyList<SweepRun> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        var values = runs.Select(r => r.Parameters.ToDictionary()).ToList();
        var names = values.Count == 0 ? [] : values[0].Keys.Where(n => values.Select(v => v[n]).Distinct().Count() > 1).ToList();
        var axes = names.Select(n => Levels(values.Select(v => v[n]))).ToList();
        return new ParallelRuns(
            [.. names.Select((n, i) => (n, axes[i][0], axes[i][^1]))],
            [.. values.Select(v => names.Select((n, i) => Share(axes[i], v[n])).ToArray())]
        );
    }

    /// <summary>Where an axis stands in a picture of width 400.</summary>
    public double At(int axis) => Axes.Count > 1 ? Margin + (axis * (Width - (2 * Margin)) / (Axes.Count - 1)) : Width / 2;

    // Numbers by size, words by name.
    private static List<string> Levels(IEnumerable<string> values) =>
        [.. values.Distinct().OrderBy(v => Number(v) ?? double.MaxValue).ThenBy(v => v, StringComparer.Ordinal)];

    private static double Share(List<string> levels, string value) =>
        Number(levels[0]) is { } low && Number(levels[^1]) is { } high && Number(value) is { } at && high > low
            ? (at - low) / (high - low)
            : levels.IndexOf(value) / (double)Math.Max(1, levels.Count - 1);

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
