using Simulator.Features;
using Simulator.Learners;
using Simulator.Learning.Forecasters.Arima;
using Simulator.Learning.Forecasters.Ensembles;
using Simulator.Learning.Forecasters.Ewma;
using Simulator.Learning.Forecasters.FilteredHistorical;
using Simulator.Learning.Forecasters.Garch;
using Simulator.Learning.Forecasters.Har;
using Simulator.Learning.Forecasters.Historical;
using Simulator.Learning.Forecasters.LinearRegression;
using Simulator.Learning.Forecasters.LogisticRegression;
using Simulator.Learning.Forecasters.ScaleRegression;
using Simulator.Scoring;
using Simulator.Tests.Series;
using Simulator.Volatility;

namespace Simulator.Tests.Learning.Forecasters;

/// <summary>
/// The standing controls of the forecasters that need no training: what was planted is found; where there is nothing, nothing is. The
/// measure is the CRPS skill against the distribution of all past returns, which alone is the best forecast of returns in random order.
/// </summary>
public sealed class ClassicalControlTests
{
    private const int Bars = 3_000;

    private static readonly double[] s_market = ReferenceSeries.Market(Bars, 20240229);
    private static readonly double[] s_shuffled = SyntheticReturns.Shuffled(s_market, 22);

    public static TheoryData<string> Names => [.. s_specs.Keys];

    private static readonly Dictionary<string, ForecasterSpec> s_specs = new(StringComparer.Ordinal)
    {
        ["ewma"] = new EwmaForecasterSpec(),
        ["garch"] = new GarchForecasterSpec(),
        ["gjr"] = new GarchForecasterSpec { Asymmetric = true, Innovations = Innovations.SkewedStudent },
        ["filtered, ewma"] = new FilteredHistoricalSpec { Volatility = VolatilityFilter.Ewma },
        ["filtered, garch"] = new FilteredHistoricalSpec(),
        ["scale regression"] = new ScaleRegressionSpec(),
        ["har"] = new HarForecasterSpec(),
        ["ensemble"] = new EnsembleForecasterSpec(),
        ["ensemble, by CRPS"] = new EnsembleForecasterSpec { Weights = EnsembleWeights.InverseCrps },
        ["ensemble, stacked and corrected"] = new EnsembleForecasterSpec { Weights = EnsembleWeights.Stacked, Conformal = true },
        ["arma"] = new ArimaForecasterSpec { ArOrder = 1, MaOrder = 1 },
        ["linear regression"] = new LinearRegressionSpec(),
        ["logistic regression"] = new LogisticRegressionSpec(),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void PlantedVolatilityClusters_AreFound(string name)
    {
        var input = SyntheticReturns.Input(s_market);
        Assert.InRange(Skill(s_specs[name], new HistoricalForecasterSpec(), input), 0.008, 0.03);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ShuffledReturns_ShowNoSkill(string name)
    {
        var input = SyntheticReturns.Input(s_shuffled);
        Assert.InRange(Skill(s_specs[name], new HistoricalForecasterSpec(), input), -0.02, 0.002);
        Assert.False(Scores(s_specs[name], input).DirectionPValue < 0.01);
    }

    [Theory]
    [InlineData("garch")]
    [InlineData("gjr")]
    [InlineData("filtered, garch")]
    public void PlantedVolatilityClusters_BeatTheRandomWalk(string name) =>
        Assert.InRange(Scores(s_specs[name], SyntheticReturns.Input(s_market)).Skill, 0.001, 0.02);

    [Fact]
    public void PlantedAsymmetry_IsFoundByGjrAlone()
    {
        var skill = Skill(new GarchForecasterSpec { Asymmetric = true }, new GarchForecasterSpec(), SyntheticReturns.Input(s_market));
        Assert.InRange(skill, 0.0003, 0.01);
    }

    [Fact]
    public void PlantedAutoregression_IsFoundByArimaAlone()
    {
        // Knowing φ = 0.6 narrows the forecast to 0.8 of the unconditional deviation: at most 20 % of the CRPS.
        var input = SyntheticReturns.Input(SyntheticReturns.Autoregressive(2_000, 0.6, 21));
        var scores = Scores(new ArimaForecasterSpec(), input);
        Assert.InRange(scores.Skill, 0.15, 0.21);
        Assert.InRange(scores.DirectionPValue, 0, 1e-6);
        Assert.InRange(Scores(new GarchForecasterSpec(), input).Skill, -0.02, 0.03);
    }

    [Fact]
    public void PlantedFeatureOfTheVolatility_IsFoundByTheScaleRegression()
    {
        // σ of the next return is e^(0.4·x): with x known exactly, 3 % of the CRPS; with x of other days, nothing.
        var (x, z) = (ReferenceSeries.Logistic(Bars, 6), ReferenceSeries.Logistic(Bars, 7));
        double[] returns = [0, .. Enumerable.Range(1, Bars - 1).Select(t => 0.01 * Math.Exp(0.4 * x[t - 1]) * z[t])];
        Assert.InRange(Skill(new ScaleRegressionSpec(), new HistoricalForecasterSpec(), With(returns, x)), 0.02, 0.05);
        var other = ReferenceSeries.Logistic(Bars, 8);
        Assert.InRange(Skill(new ScaleRegressionSpec(), new HistoricalForecasterSpec(), With(returns, other)), -0.01, 0.002);
    }

    [Theory]
    [InlineData("linear regression")]
    [InlineData("logistic regression")]
    public void PlantedLeadOfAFeature_IsFoundByTheRegressions(string name)
    {
        // x explains 14 % of the variance: with x known exactly, 7 % of the CRPS; with x of other days, nothing.
        var (x, z) = (ReferenceSeries.Logistic(Bars, 6), ReferenceSeries.Logistic(Bars, 7));
        double[] returns = [0, .. Enumerable.Range(1, Bars - 1).Select(t => 0.01 * ((0.4 * x[t - 1]) + z[t]))];
        Assert.InRange(Skill(s_specs[name], new HistoricalForecasterSpec(), With(returns, x)), 0.04, 0.08);
        Assert.InRange(Scores(s_specs[name], With(returns, x)).DirectionPValue, 0, 1e-6);
        var other = With(returns, ReferenceSeries.Logistic(Bars, 8));
        Assert.InRange(Skill(s_specs[name], new HistoricalForecasterSpec(), other), -0.02, 0.002);
        Assert.False(Scores(s_specs[name], other).DirectionPValue < 0.01);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Rows_OnDataThatEndsEarlier_AreTheSameToTheBit(string name)
    {
        var (whole, part) = (SyntheticReturns.Input(s_market[..1_400]), SyntheticReturns.Input(s_market[..1_111]));
        var forecaster = LearnerTable.Create(s_specs[name]);
        var tapes = new[] { whole, part }.Select(i => forecaster.Forecast(i, RecordedStage.OfForecaster().Context())).ToArray();
        TapeAssert.SameRows(tapes[0], tapes[1], 1_111, 1_110);
    }

    private static ForecastInput With(double[] returns, double[] feature)
    {
        var input = SyntheticReturns.Input(returns);
        return input with { Features = new FeatureTable(["planted"], [feature]) };
    }

    private static double Skill(ForecasterSpec spec, ForecasterSpec benchmark, ForecastInput input)
    {
        var tape = LearnerTable.Create(spec).Forecast(input, RecordedStage.OfForecaster().Context());
        var other = LearnerTable.Create(benchmark).Forecast(input, RecordedStage.OfForecaster().Context());
        var rows = Enumerable.Range(Math.Max(tape.FirstBar, other.FirstBar), Bars - 1 - Math.Max(tape.FirstBar, other.FirstBar)).ToArray();
        return 1 - (rows.Sum(t => tape.Crps[t]) / rows.Sum(t => other.Crps[t]));
    }

    private static ForecastScores Scores(ForecasterSpec spec, ForecastInput input)
    {
        var tape = LearnerTable.Create(spec).Forecast(input, RecordedStage.OfForecaster().Context());
        return ForecastScorer.Score(tape, input.Target, 0, input.Target.Count - 1);
    }
}
