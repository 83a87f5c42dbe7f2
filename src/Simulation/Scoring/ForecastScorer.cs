using Simulator.Forecasting;
using Simulator.Markets;
using Simulator.Numerics;

namespace Simulator.Scoring;

/// <summary>Scores a forecast tape against what happened and against the random walk.</summary>
public static class ForecastScorer
{
    /// <summary>
    /// Scores the rows of bars <paramref name="firstBar"/> … <paramref name="lastBar"/> that have a forecast and whose outcome lies on or
    /// before <paramref name="lastBar"/>. Figures are NaN where no row can be scored.
    /// </summary>
    /// <exception cref="ArgumentException">A tape that is not as long as the series, or that lacks an interval's level.</exception>
    public static ForecastScores Score(ForecastTape tape, BarSeries target, int firstBar, int lastBar)
    {
        if (tape.Mean.Length != target.Count)
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"the forecast tape has {tape.Mean.Length} rows, series {target.Symbol} has {target.Count} bars; they must be equal"
                )
            );
        var rows = Rows(tape, target, firstBar, lastBar);
        var outcome = Array.ConvertAll(rows, t => Math.Log(target.Close[t + tape.HorizonBars] / target.Close[t]));
        var crps = Array.ConvertAll(rows, t => tape.Crps[t]);
        var walk = RandomWalkCrps(tape, target, rows, outcome);
        var difference = crps.Zip(walk, (a, b) => a - b).ToArray();
        var direction = DirectionTest.Of(
            Array.ConvertAll(rows, t => tape.ProbabilityOfRise[t] > 0.5),
            Array.ConvertAll(outcome, r => r > 0)
        );
        var (own, benchmark) = (Mean(crps), Mean(walk));
        return new ForecastScores
        {
            Count = rows.Length,
            Crps = own,
            RandomWalkCrps = benchmark,
            Skill = 1 - (own / benchmark),
            SkillPValue = DieboldMariano.Of(difference, tape.HorizonBars).PValue,
            Coverage50 = Coverage(tape, rows, outcome, 0.25),
            Coverage80 = Coverage(tape, rows, outcome, 0.10),
            Coverage95 = Coverage(tape, rows, outcome, 0.025),
            DirectionalAccuracy = direction.Accuracy,
            BaseRateOfRise = direction.BaseRate,
            DirectionPValue = direction.PValue,
            DetectableAccuracy = DirectionTest.DetectableAccuracy(rows.Length),
            Curve = Curve(tape, target, rows, outcome),
        };
    }

    private static int[] Rows(ForecastTape tape, BarSeries target, int firstBar, int lastBar)
    {
        var last = Math.Min(lastBar, target.Count - 1) - tape.HorizonBars;
        var first = Math.Max(1, Math.Max(firstBar, tape.FirstBar)); // the random walk needs one return
        return last < first ? [] : [.. Enumerable.Range(first, last - first + 1).Where(t => double.IsFinite(tape.Crps[t]))];
    }

    private static double[] RandomWalkCrps(ForecastTape tape, BarSeries target, int[] rows, double[] outcome)
    {
        var variance = RandomWalk.Variance(target.Close);
        return [.. rows.Select((t, i) => Crps.OfGaussian(0, Math.Sqrt(variance[t] * tape.HorizonBars), outcome[i]))];
    }

    private static double Coverage(ForecastTape tape, int[] rows, double[] outcome, double tail)
    {
        var (lower, upper) = (Level(tape, tail), Level(tape, 1 - tail));
        return Mean([.. rows.Select((t, i) => outcome[i] >= lower[t] && outcome[i] <= upper[t] ? 1.0 : 0.0)]);
    }

    private static double[] Level(ForecastTape tape, double level)
    {
        var index = Array.FindIndex(tape.Levels, l => Math.Abs(l - level) < 1e-9);
        return index >= 0
            ? tape.Quantiles[index]
            : throw new ArgumentException(
                FormattableString.Invariant($"the forecast tape has no quantile at level {level}; it has {string.Join(", ", tape.Levels)}")
            );
    }

    private static ForecastCurve Curve(ForecastTape tape, BarSeries target, int[] rows, double[] outcome)
    {
        var median = Level(tape, 0.5);
        var points = CurveThinning.Choose([outcome, Array.ConvertAll(rows, t => median[t])], CurveThinning.MostPoints);
        double[] At(double level)
        {
            var quantile = Level(tape, level);
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
}
