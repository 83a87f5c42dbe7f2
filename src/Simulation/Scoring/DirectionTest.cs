using MathNet.Numerics.Distributions;

namespace Simulator.Scoring;

/// <summary>
/// How often the sign was right, and whether that is significant compared with independence of forecast and outcome. A forecast without a
/// direction (even odds) says nothing, and a price that did not change is neither a rise nor a fall: both count half, and the test leaves
/// them out.
/// </summary>
/// <param name="Count">Rows.</param>
/// <param name="Accuracy">Share of rows whose sign was right, ties counting half; NaN where no forecast had a direction.</param>
/// <param name="BaseRate">Share of outcomes that rose, unchanged ones counting half: the accuracy of always saying “up”.</param>
/// <param name="Statistic">Pesaran–Timmermann statistic, standard normal under independence; NaN where forecasts or outcomes never change
/// sign.</param>
/// <param name="PValue">One-sided: probability of at least this statistic under independence.</param>
public readonly record struct DirectionTest(int Count, double Accuracy, double BaseRate, double Statistic, double PValue)
{
    private const double TwoSidedFivePercent = 1.959963984540054; // Φ⁻¹(0.975)
    private const double PowerEighty = 0.8416212335729143; // Φ⁻¹(0.80)

    /// <summary>
    /// Pesaran, Timmermann: “A simple nonparametric test of predictive performance”, 1992. P* = PyPx + (1−Py)(1−Px);
    /// S = (P̂ − P*) ÷ √(V(P̂) − V(P*)).
    /// </summary>
    /// <param name="forecast">Signs of the forecasts: +1, −1, 0 for none.</param>
    /// <param name="outcome">Signs of what happened; 0 for an unchanged price.</param>
    public static DirectionTest Of(ReadOnlySpan<int> forecast, ReadOnlySpan<int> outcome)
    {
        if (forecast.Length != outcome.Length)
            throw new ArgumentException(FormattableString.Invariant($"{forecast.Length} forecasts but {outcome.Length} outcomes"));
        var (halves, rises, said) = (0, 0, 0);
        var (n, right, ups, forecastUps) = (0.0, 0, 0, 0);
        for (var i = 0; i < outcome.Length; i++)
        {
            var product = forecast[i] * outcome[i];
            halves += 1 + product;
            rises += 1 + outcome[i];
            said += forecast[i] == 0 ? 0 : 1;
            if (product == 0)
                continue;
            n++;
            right += product > 0 ? 1 : 0;
            ups += outcome[i] > 0 ? 1 : 0;
            forecastUps += forecast[i] > 0 ? 1 : 0;
        }
        var rows = 2.0 * outcome.Length;
        var (statistic, pValue) = Test(n, right, ups, forecastUps);
        return new DirectionTest(outcome.Length, said == 0 ? double.NaN : halves / rows, rises / rows, statistic, pValue);
    }

    private static (double Statistic, double PValue) Test(double n, int right, int ups, int forecastUps)
    {
        var (p, py, px) = (right / n, ups / n, forecastUps / n);
        var expected = (py * px) + ((1 - py) * (1 - px));
        var variance = expected * (1 - expected) / n;
        var varianceOfExpected =
            ((Square((2 * py) - 1) * px * (1 - px)) + (Square((2 * px) - 1) * py * (1 - py)) + (4 * py * px * (1 - py) * (1 - px) / n)) / n;
        var degenerate = ups == 0 || ups == n || forecastUps == 0 || forecastUps == n || !(variance > varianceOfExpected);
        var statistic = degenerate ? double.NaN : (p - expected) / Math.Sqrt(variance - varianceOfExpected);
        return (statistic, degenerate ? double.NaN : 1 - Normal.CDF(0, 1, statistic));
    }

    /// <summary>
    /// The smallest accuracy that this many rows can distinguish from one half, two-sided at 5 % with power 80 %: the p above ½ with
    /// n·(p−½)² = (z₀.₉₇₅·½ + z₀.₈₀·√(p(1−p)))². NaN where even 100 % could not.
    /// </summary>
    public static double DetectableAccuracy(int count)
    {
        var a = TwoSidedFivePercent / 2;
        var b2 = PowerEighty * PowerEighty;
        var root = (a * a * count) - ((count + b2) * ((a * a) - (b2 / 4)));
        var distance = root < 0 ? double.NaN : ((a * Math.Sqrt(count)) + Math.Sqrt(root)) / (count + b2);
        return distance < 0.5 ? 0.5 + distance : double.NaN;
    }

    private static double Square(double x) => x * x;
}
