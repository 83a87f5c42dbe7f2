namespace Simulator.Web.Components.Charts;

/// <summary>What the script that shows the values under the pointer reads of a <see cref="Plot"/>.</summary>
/// <param name="Low">Value at the left edge.</param>
/// <param name="High">Value at the right edge.</param>
/// <param name="XFormat">How X is written.</param>
/// <param name="YFormat">How Y is written.</param>
/// <param name="Bottom">Value at the lower edge.</param>
/// <param name="Top">Value at the upper edge.</param>
/// <param name="Names">Names of an axis of names.</param>
/// <param name="Series">What is drawn; each X is the step from the X before it, the first from 0.</param>
public sealed record PlotPoints(
    double Low,
    double High,
    string XFormat,
    string YFormat,
    double Bottom,
    double Top,
    IReadOnlyList<string>? Names,
    IReadOnlyList<PlotSeries> Series
)
{
    /// <summary>The points of a plot.</summary>
    public static PlotPoints Of(Plot plot)
    {
        ArgumentNullException.ThrowIfNull(plot);
        return new PlotPoints(
            plot.X.Low,
            plot.X.High,
            plot.X.Format,
            plot.Y.Format,
            plot.Y.Low,
            plot.Y.High,
            plot.X.Names,
            [.. plot.Layers.SelectMany(SeriesOf).Select(Packed)]
        );
    }

    // Times as steps and values of six digits: what repeats, or is finer than a screen, does not travel.
    private static PlotSeries Packed(PlotSeries series)
    {
        var (steps, last) = (new double[series.X.Length], 0.0);
        for (var i = 0; i < steps.Length; i++)
        {
            steps[i] = series.X[i] - last;
            if (double.IsFinite(series.X[i]))
                last = series.X[i];
        }
        return series with { X = steps, Y = Array.ConvertAll(series.Y, Rounded) };
    }

    private static double Rounded(double value) =>
        value == 0 || !double.IsFinite(value)
            ? value
            : Math.Round(value, Math.Clamp(5 - (int)Math.Floor(Math.Log10(Math.Abs(value))), 0, 15));

    /// <summary>The curves of a layer; a band has two.</summary>
    public static IEnumerable<PlotSeries> SeriesOf(PlotLayer layer) =>
        layer switch
        {
            PlotLine line => [new(line.Name, line.Color, false, line.X, line.Y)],
            PlotBars bars => [new(bars.Name, bars.Color, false, bars.X, bars.Y)],
            PlotMarks marks => [new(marks.Name, marks.Color, false, marks.X, marks.Y)],
            PlotDots dots => [new(dots.Name, dots.Color, true, dots.X, dots.Y)],
            PlotBand band =>
            [
                new(ChartsText.FormatLowOf(band.Name), band.Color, false, band.X, band.Low),
                new(ChartsText.FormatHighOf(band.Name), band.Color, false, band.X, band.High),
            ],
            _ => [],
        };
}

/// <summary>One curve. <paramref name="Free"/>: points anywhere, of which the nearest counts.</summary>
public sealed record PlotSeries(string Name, string Color, bool Free, double[] X, double[] Y);
