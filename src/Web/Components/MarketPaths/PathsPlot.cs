using Simulator.MarketPaths;
using Simulator.Robustness.Resampling;
using Simulator.Web.Components.Charts;
using Simulator.Web.Components.Words;

namespace Simulator.Web.Components.MarketPaths;

/// <summary>Paths beside the last bars of the real series, both 100 at the beginning.</summary>
/// <param name="Plot">The picture.</param>
/// <param name="HasBand">Whether there are paths enough for a fan.</param>
public sealed record PathsPlot(Plot Plot, bool HasBand)
{
    private const int FewestForBand = 10;
    private const int MostPoints = 300;
    private const int MostLines = 5;
    private const int LinesOnBand = 2;
    private const int Ticks = 5;
    private const double Beginning = 100;

    /// <summary>The picture of what was drawn.</summary>
    public static PathsPlot Of(PathsFound found)
    {
        ArgumentNullException.ThrowIfNull(found);
        var bars = found.Times.Length;
        int[] at = [.. Places(bars)];
        // All paths begin at the last close of what was learned from.
        var before = found.Real[^1];
        double[][] paths = [.. found.Paths.Select(p => Rebased(p.Close, before, at))];
        double[] x = Array.ConvertAll(at, i => (double)i);
        var hasBand = paths.Length >= FewestForBand;
        var layers = new List<PlotLayer>();
        if (hasBand)
        {
            double[][] sorted = [.. at.Select((_, i) => paths.Select(p => p[i]).Order().ToArray())];
            double[] Level(double level) => [.. sorted.Select(s => Distribution.Quantile(s, level))];
            layers.Add(new PlotBand(MarketPathsText.NineInTen, "accent", x, Level(0.05), Level(0.95), 0.14));
            layers.Add(new PlotBand(MarketPathsText.HalfOfThem, "accent", x, Level(0.25), Level(0.75), 0.24));
            layers.Add(new PlotLine(MarketPathsText.MedianPath, "accent", x, Level(0.5)));
        }
        for (var p = 0; p < Math.Min(paths.Length, hasBand ? LinesOnBand : MostLines); p++)
            layers.Add(new PlotLine(MarketPathsText.FormatPath(p + 1), hasBand ? "third" : "accent", x, paths[p]));
        layers.Add(new PlotLine(MarketPathsText.RealSeries, "ink", x, Real(found.Real, at)) { Bold = true });
        var y = layers.SelectMany(l =>
            l switch
            {
                PlotBand band => [.. band.Low, .. band.High],
                PlotLine line => line.Y,
                _ => Array.Empty<double>(),
            }
        );
        return new PathsPlot(
            new Plot(
                new PlotAxis(0, bars, "number", [.. TicksOf(bars)]) { Title = MarketPathsText.BarAxis },
                PlotScale.Numbers(y, "number", withZero: false),
                layers
            ),
            hasBand
        );
    }

    // Bar 0 is the close before the first bar; of many bars some, evenly.
    private static IEnumerable<int> Places(int bars)
    {
        var points = Math.Min(bars + 1, MostPoints);
        return Enumerable.Range(0, points).Select(i => (int)((long)bars * i / (points - 1)));
    }

    private static double[] Rebased(double[] closes, double before, int[] at) =>
        Array.ConvertAll(at, i => Beginning * (i == 0 ? 1 : closes[i - 1] / before));

    private static double[] Real(double[] closes, int[] at) =>
        Array.ConvertAll(at, i => i < closes.Length ? Beginning * closes[i] / closes[0] : double.NaN);

    private static IEnumerable<PlotTick> TicksOf(int bars) =>
        Enumerable.Range(0, Ticks).Select(i => bars * i / (Ticks - 1)).Distinct().Select(b => new PlotTick(b, Figures.Count(b)));
}
