using System.Globalization;
using Simulator.Distributions;
using Simulator.Forecasting;
using Simulator.Markets;
using Simulator.Numerics;

namespace Simulator.Scoring;

/// <summary>Scores a forecast tape against the outcomes and the random walk.</summary>
public static class ForecastScorer
{
    /// <summary>Scores the nearest horizon of a tape.</summary>
    /// <inheritdoc cref="Score(ForecastTape, HorizonForecast, BarSeries, int, int)"/>
    public static ForecastScores Score(ForecastTape tape, BarSeries target, int firstBar, int lastBar) =>
        Score(tape, tape.Horizons[0], target, firstBar, lastBar);

    /// <summary>
    /// Scores the rows of bars <paramref name="firstBar"/> … <paramref name="lastBar"/> that have a forecast and whose outcome lies on or
    /// before <paramref name="lastBar"/>. Figures are NaN where no row can be scored.
    /// </summary>
    /// <exception cref="ArgumentException">A tape that is not as long as the series, or that lacks an interval's level.</exception>
    public static ForecastScores Score(ForecastTape tape, HorizonForecast forecast, BarSeries target, int firstBar, int lastBar)
    {
        if (tape.BarCount != target.Count)
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the forecast tape has {tape.BarCount} rows, but series {target.Symbol} "
                        + $"has {target.Count} bars; it needs one row per bar"
                )
            );
        return Score(tape, forecast, target, Rows(tape.FirstBar, forecast, target, firstBar, lastBar));
    }

    /// <summary>Scores given rows, each with a forecast and an outcome, in the order of time.</summary>
    internal static ForecastScores Score(ForecastTape tape, HorizonForecast forecast, BarSeries target, int[] rows)
    {
        var outcome = Array.ConvertAll(rows, t => Math.Log(target.Close[t + forecast.Bars] / target.Close[t]));
        var crps = Array.ConvertAll(rows, t => forecast.Crps[t]);
        var walk = RandomWalkCrps(forecast.Bars, target, rows, outcome);
        var difference = crps.Zip(walk, (a, b) => a - b).ToArray();
        var direction = DirectionTest.Of(
            Array.ConvertAll(rows, t => Ties.Sign(forecast.ProbabilityOfRise[t], 0.5, Ties.RatioUnit)),
            Array.ConvertAll(outcome, Math.Sign)
        );
        var quantiles = new Quantiles(tape.Levels, forecast.Quantiles);
        var (own, benchmark) = (Mean(crps), Mean(walk));
        return new ForecastScores
        {
            Count = rows.Length,
            Crps = own,
            RandomWalkCrps = benchmark,
            Skill = 1 - (own / benchmark),
            SkillPValue = DieboldMariano.Of(difference, forecast.Bars).PValue,
            Coverage50 = Coverage(quantiles, rows, outcome, 0.25),
            Coverage80 = Coverage(quantiles, rows, outcome, 0.10),
            Coverage95 = Coverage(quantiles, rows, outcome, 0.025),
            DirectionalAccuracy = direction.Accuracy,
            BaseRateOfRise = direction.BaseRate,
            DirectionPValue = direction.PValue,
            DetectableAccuracy = DirectionTest.DetectableAccuracy(rows.Length),
            Curve = Curve(quantiles, target, rows, outcome),
        };
    }

    private static int[] Rows(int firstForecast, HorizonForecast forecast, BarSeries target, int firstBar, int lastBar)
    {
        var last = Math.Min(lastBar, target.Count - 1) - forecast.Bars;
        var first = Math.Max(1, Math.Max(firstBar, firstForecast)); // the random walk needs one return
        return last < first ? [] : [.. Enumerable.Range(first, last - first + 1).Where(t => double.IsFinite(forecast.Crps[t]))];
    }

    private static double[] RandomWalkCrps(int horizonBars, BarSeries target, int[] rows, double[] outcome)
    {
        var variance = RandomWalk.Variance(target.Close);
        return [.. rows.Select((t, i) => Crps.OfGaussian(0, Math.Sqrt(variance[t] * horizonBars), outcome[i]))];
    }

    private static double Coverage(Quantiles quantiles, int[] rows, double[] outcome, double tail)
    {
        var (lower, upper) = (quantiles.At(tail), quantiles.At(1 - tail));
        return Mean([.. rows.Select((t, i) => outcome[i] >= lower[t] && outcome[i] <= upper[t] ? 1.0 : 0.0)]);
    }

    private static ForecastCurve Curve(Quantiles quantiles, BarSeries target, int[] rows, double[] outcome)
    {
        var median = quantiles.At(0.5);
        var points = CurveThinning.Choose([outcome, Array.ConvertAll(rows, t => median[t])], CurveThinning.MostPoints);
        double[] At(double level)
        {
            var quantile = quantiles.At(level);
            return Array.ConvertAll(points, i => quantile[rows[i]]);
        }
        return new ForecastCurve(
            Array.ConvertAll(points, i => target.CloseTimeAt(rows[i])),
            At(0.025),
            At(0.10),
            At(0.25),
            At(0.5),
            At(0.75),
            At(0.90),
            At(0.975),
            Array.ConvertAll(points, i => outcome[i])
        );
    }

    private static double Mean(double[] values) => values.Length == 0 ? double.NaN : values.Average();

    /// <summary>Quantiles of one horizon, found by level.</summary>
    private sealed record Quantiles(double[] Levels, double[][] Values)
    {
        public double[] At(double level)
        {
            var index = Array.FindIndex(Levels, l => Math.Abs(l - level) < 1e-9);
            return index >= 0
                ? Values[index]
                : throw new ArgumentException(
                    FormattableString.Invariant($"the forecast tape has no quantile at level {level}; it has {string.Join(", ", Levels)}")
                );
        }
    }
}
