using MathNet.Numerics.Distributions;
using Simulator.Distributions;
using Simulator.Forecasting;
using Simulator.Markets;
using Simulator.Scoring;
using Simulator.Seeding;
using Simulator.Tests.Simulation.Backtesting;

namespace Simulator.Tests.Simulation.Scoring;

public sealed class ForecastScorerTests
{
    private const double Deviation = 0.02;

    [Fact]
    public void GaussianTape_OnAGaussianMarket_IsCalibrated()
    {
        var series = GaussianMarket(4_000, drift: 0);
        var scores = ForecastScorer.Score(GaussianTape(series, _ => 0), series, 500, 3_999);

        Assert.Equal(3_499, scores.Count); // the last bar's outcome lies beyond the part
        Assert.Equal(0.50, scores.Coverage50, 0.03);
        Assert.Equal(0.80, scores.Coverage80, 0.03);
        Assert.Equal(0.95, scores.Coverage95, 0.015);
        Assert.Equal(Deviation / Math.Sqrt(Math.PI), scores.Crps, 5e-4); // E|y−x| − ½E|x−x′| for equal normals
        Assert.True(scores.Skill > 0, "the true variance beats an estimated one");
        Assert.Equal(1 - (scores.Crps / scores.RandomWalkCrps), scores.Skill, 12);
    }

    [Fact]
    public void TapeThatKnowsTheDrift_BeatsTheRandomWalk_AndTheDirection()
    {
        var series = GaussianMarket(3_000, drift: Deviation);
        var scores = ForecastScorer.Score(GaussianTape(series, t => Drift(t)), series, 100, 2_999);

        Assert.True(scores.Skill > 0.1);
        Assert.True(scores.SkillPValue < 1e-6);
        Assert.True(scores.DirectionalAccuracy > 0.8);
        Assert.True(scores.DirectionPValue < 1e-6);
    }

    [Fact]
    public void TapeThatIsTwiceTooWide_IsWorseThanTheRandomWalk()
    {
        var series = GaussianMarket(2_000, drift: 0);
        var scores = ForecastScorer.Score(GaussianTape(series, _ => 0, scale: 2), series, 100, 1_999);

        Assert.True(scores.Skill < 0 && scores.SkillPValue < 0.01);
        Assert.True(scores.Coverage50 > 0.7);
    }

    [Fact]
    public void Scores_OfAPart_DoNotDependOnWhatFollows()
    {
        var series = GaussianMarket(600, drift: 0);
        var (whole, cut) = (GaussianTape(series, _ => 0), series.Slice(0, 400));

        Assert.Equal(
            ForecastScorer.Score(whole, series, 100, 399).Crps,
            ForecastScorer.Score(GaussianTape(cut, _ => 0), cut, 100, 399).Crps
        );
    }

    [Fact]
    public void EveryHorizon_OfATape_IsScoredOnItsOwnOutcomes()
    {
        var series = GaussianMarket(4_000, drift: 0);
        var nearest = GaussianTape(series, _ => 0);
        Assert.Null(HorizonScores.Of(nearest, series, 500, 3_999));

        // Of the return over four bars: N(0, 4σ²), and once half as wide as that.
        HorizonForecast Four(double deviation) =>
            nearest.Horizons[0] with
            {
                Bars = 4,
                Quantiles =
                [
                    .. ForecastTape.StandardLevels.Select(l => Enumerable.Repeat(deviation * Normal.InvCDF(0, 1, l), 4_000).ToArray()),
                ],
                Crps =
                [
                    .. Enumerable
                        .Range(0, 4_000)
                        .Select(t =>
                            t + 4 < 4_000 ? Crps.OfGaussian(0, deviation, Math.Log(series.Close[t + 4] / series.Close[t])) : double.NaN
                        ),
                ],
            };
        var scores = HorizonScores.Of(nearest with { Horizons = [nearest.Horizons[0], Four(2 * Deviation)] }, series, 500, 3_999)!;

        Assert.Equal([1, 4], scores.Select(s => s.Bars));
        Assert.Equal([3_499, 3_496], scores.Select(s => s.Count));
        Assert.Equal(ForecastScorer.Score(nearest, series, 500, 3_999).SkillPValue, scores[0].SkillPValue);
        Assert.Equal(0.80, scores[1].Coverage80, 0.04);
        Assert.True(scores[1].Skill > 0, "the true variance beats an estimated one");
        var narrow = HorizonScores.Of(nearest with { Horizons = [nearest.Horizons[0], Four(Deviation)] }, series, 500, 3_999)!;
        Assert.InRange(narrow[1].Coverage80, 0.4, 0.56); // 2·Φ(0.64) − 1 = 0.48
        Assert.True(narrow[1].Skill < 0);
    }

    [Fact]
    public void WorstFold_IsThatOfTheModelThatFailed_AndShortOnesAreJoined()
    {
        var series = GaussianMarket(1_000, drift: 0);
        var good = GaussianTape(series, _ => 0);
        // The second of three models is sure of a rise that does not come.
        var bad = GaussianTape(series, t => t is >= 400 and < 600 ? 2 * Deviation : 0);
        int[] Folds(int bars) => [.. Enumerable.Range(0, 1_000).Select(t => t / bars)];

        var fair = WorstFold.Skill(good with { Fold = Folds(200) }, series);
        Assert.InRange(fair, -0.01, 0.05);
        var worst = WorstFold.Skill(bad with { Fold = Folds(200) }, series);
        Assert.Equal(ForecastScorer.Score(bad, series, 400, 600).Skill, worst, 1e-9);
        Assert.True(worst < -0.5);
        Assert.Equal(worst, WorstFold.Skill(bad with { Fold = Folds(50) }, series), 0.1);
        Assert.True(double.IsNaN(WorstFold.Skill(good with { FirstBar = 950 }, series)));
    }

    [Fact]
    public void EmptyTape_HasNoFigures()
    {
        var series = GaussianMarket(100, drift: 0);
        var scores = ForecastScorer.Score(GaussianTape(series, _ => 0) with { FirstBar = 100 }, series, 50, 99);

        Assert.Equal(0, scores.Count);
        Assert.True(double.IsNaN(scores.Crps) && double.IsNaN(scores.Coverage50) && double.IsNaN(scores.DirectionalAccuracy));
        Assert.Empty(scores.Curve.Outcome);
    }

    [Fact]
    public void TapeOfAnotherLength_IsRefused()
    {
        var series = GaussianMarket(100, drift: 0);

        Assert.Contains(
            "99 bars",
            Assert.Throws<ArgumentException>(() => ForecastScorer.Score(GaussianTape(series, _ => 0), series.Slice(0, 99), 0, 98)).Message,
            StringComparison.Ordinal
        );
    }

    private static double Drift(int bar) => bar % 2 == 0 ? Deviation : -Deviation;

    private static BarSeries GaussianMarket(int bars, double drift)
    {
        var random = new SplitMix64(5);
        var (log, pairs) = (Math.Log(100), new (double, double)[bars]);
        for (var t = 0; t < bars; t++)
        {
            pairs[t] = (Math.Exp(log), Math.Exp(log));
            log += (Deviation * random.NextGaussian()) + (drift == 0 ? 0 : Drift(t));
        }
        return TestMarkets.OpenClose(pairs);
    }

    /// <summary>N(mean(t), (scale·σ)²) at every bar, CRPS in closed form.</summary>
    private static ForecastTape GaussianTape(BarSeries series, Func<int, double> mean, double scale = 1)
    {
        var n = series.Count;
        var sd = Deviation * scale;
        double[] Rows(Func<int, double> value) => [.. Enumerable.Range(0, n).Select(value)];
        return new ForecastTape
        {
            Forecaster = "gaussian",
            FirstBar = 0,
            Levels = ForecastTape.StandardLevels,
            Horizons =
            [
                new()
                {
                    Bars = 1,
                    Quantiles = [.. ForecastTape.StandardLevels.Select(l => Rows(t => mean(t) + (sd * Normal.InvCDF(0, 1, l))))],
                    Mean = Rows(mean),
                    StandardDeviation = Rows(_ => sd),
                    ProbabilityOfRise = Rows(t => Normal.CDF(0, 1, mean(t) / sd)),
                    Crps = Rows(t =>
                        t + 1 < n ? Crps.OfGaussian(mean(t), sd, Math.Log(series.Close[t + 1] / series.Close[t])) : double.NaN
                    ),
                },
            ],
            Fold = new int[n],
            Cutoff = new int[n],
        };
    }
}
