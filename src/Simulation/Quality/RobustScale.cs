using Simulator.Markets;

namespace Simulator.Quality;

/// <summary>
/// What is usual around each bar: the median true range of the twenty bars on either side or of the nearest three, whichever is larger, in
/// logarithms (in price units where a price is not above zero). Medians do not move with the bar that is examined, nor with one or two wild
/// bars beside it; in a crash or a squeeze the nearest bars make the scale grow with the market.
/// </summary>
internal sealed class RobustScale
{
    private const int BarsBeside = 20; // on each side
    private const int Nearest = 3; // on each side
    private const int MedianSample = 20_000;

    private readonly double[] _usual;

    /// <summary>Measures a series.</summary>
    public RobustScale(BarSeries series)
    {
        IsLogarithmic = AllPositive(series);
        var ranges = new double[series.Count];
        for (var i = 0; i < ranges.Length; i++)
        {
            var before = i > 0 ? series.Close[i - 1] : series.Open[i];
            ranges[i] = Distance(Math.Min(series.Low[i], before), Math.Max(series.High[i], before));
        }
        _usual = MediansBeside(ranges, HalfOfUsualMove(ranges));
    }

    /// <summary>Distances are logarithms of ratios; otherwise differences.</summary>
    public bool IsLogarithmic { get; }

    /// <summary>The usual true range at a bar, the bar itself left out; zero only where no bar of the series moves.</summary>
    public double this[int bar] => _usual[bar];

    /// <summary>How far it is up from one price to another; negative when it is down.</summary>
    public double Distance(double from, double to) => IsLogarithmic ? Math.Log(to / from) : to - from;

    private static bool AllPositive(BarSeries series)
    {
        for (var i = 0; i < series.Count; i++)
        {
            if (!(series.Low[i] > 0 && series.Open[i] > 0 && series.Close[i] > 0 && series.High[i] > 0))
                return false;
        }
        return true;
    }

    /// <summary>The least scale, for stretches in which most bars stand still.</summary>
    private static double HalfOfUsualMove(double[] ranges)
    {
        var step = Math.Max(1, ranges.Length / MedianSample);
        var moving = new List<double>();
        for (var i = 0; i < ranges.Length; i += step)
        {
            if (ranges[i] > 0 && double.IsFinite(ranges[i]))
                moving.Add(ranges[i]);
        }
        moving.Sort();
        return moving.Count == 0 ? 0 : moving[moving.Count / 2] / 2;
    }

    /// <summary>A window of sorted ranges slides over the bars.</summary>
    private static double[] MediansBeside(double[] ranges, double least)
    {
        var medians = new double[ranges.Length];
        var window = new List<double>((2 * BarsBeside) + 1);
        Span<double> nearest = stackalloc double[2 * Nearest];
        for (var i = 0; i < Math.Min(BarsBeside, ranges.Length); i++)
            Insert(window, ranges[i]);
        for (var i = 0; i < ranges.Length; i++)
        {
            if (i + BarsBeside < ranges.Length)
                Insert(window, ranges[i + BarsBeside]);
            if (i - BarsBeside > 0)
                window.RemoveAt(window.BinarySearch(ranges[i - BarsBeside - 1]));
            var others = window.Count - 1;
            var own = window.BinarySearch(ranges[i]);
            var wide = others == 0 ? least : window[(others / 2) + (own <= others / 2 ? 1 : 0)];
            medians[i] = Math.Max(least, Math.Max(wide, MedianOfNearest(ranges, i, nearest)));
        }
        return medians;
    }

    private static double MedianOfNearest(double[] ranges, int bar, Span<double> nearest)
    {
        var n = 0;
        for (var i = Math.Max(0, bar - Nearest); i <= Math.Min(ranges.Length - 1, bar + Nearest); i++)
        {
            if (i != bar)
                nearest[n++] = ranges[i];
        }
        nearest[..n].Sort();
        return n < Nearest ? 0 : nearest[(n - 1) / 2];
    }

    private static void Insert(List<double> window, double value)
    {
        var at = window.BinarySearch(value);
        window.Insert(at < 0 ? ~at : at, value);
    }
}
