using Simulator.Features;
using Simulator.Forecasting;
using Simulator.Learners;
using Simulator.Learning.Forecasters.Boosting;
using Simulator.Learning.Forecasters.Historical;
using Simulator.Learning.Forecasters.Refitting;
using Simulator.Learning.Forecasters.ScaleRegression;
using Simulator.Runs;
using Simulator.Scoring;
using Simulator.Stages;
using Simulator.Tests.Series;

namespace Simulator.Tests.Learning.Forecasters;

/// <summary>What was planted is found by trees, also where no line finds it; where there is nothing, nothing is.</summary>
[Trait("Category", "Slow")]
public sealed class BoostingControlTests
{
    private const int Bars = 2_400;
    private static readonly double[] s_x = ReferenceSeries.Logistic(Bars, 6);
    private static readonly double[] s_y = ReferenceSeries.Logistic(Bars, 17);
    private static readonly double[] s_z = ReferenceSeries.Logistic(Bars, 7);

    private static readonly BoostingSpec s_spec = new() { RefitBars = 250 };

    [Theory]
    [InlineData(BoostedLaw.Student, 0.02, 0.05)]
    [InlineData(BoostedLaw.StudentScale, 0.02, 0.05)]
    [InlineData(BoostedLaw.Quantiles, 0.012, 0.05)]
    public void PlantedVolatility_IsFound(BoostedLaw law, double least, double most)
    {
        // σ of the next return is e^(0.4·x): with x known exactly, 3 % of the CRPS.
        var input = With(t => 0.01 * Math.Exp(0.4 * s_x[t]) * s_z[t], s_x, s_y);
        Assert.InRange(Skill(s_spec with { Law = law }, new HistoricalForecasterSpec(), input), least, most);
    }

    [Fact]
    public void PlantedVolatilityOfTwoFeaturesTogether_IsFoundByTreesAndByNoLine()
    {
        // σ is large where x and y have the same sign: neither tells anything alone.
        var input = With(t => 0.01 * (s_x[t] * s_y[t] > 0 ? 1.6 : 0.6) * s_z[t], s_x, s_y);
        Assert.InRange(Skill(s_spec, new HistoricalForecasterSpec(), input), 0.018, 0.12);
        Assert.InRange(Skill(new ScaleRegressionSpec(), new HistoricalForecasterSpec(), input), -0.02, 0.01);
    }

    [Fact]
    public void PlantedDirectionOfAThreshold_IsFoundByTheLocation()
    {
        var input = With(t => 0.01 * ((Math.Abs(s_x[t]) > 0.7 ? 0.6 : -0.6) + s_z[t]), s_x, s_y);
        var scores = Scores(s_spec, input);
        Assert.InRange(scores.DirectionPValue, 0, 1e-6);
        Assert.InRange(Skill(s_spec, s_spec with { Law = BoostedLaw.StudentScale }, input), 0.05, 0.2);
    }

    [Theory]
    [InlineData(BoostedLaw.Student)]
    [InlineData(BoostedLaw.StudentScale)]
    [InlineData(BoostedLaw.Quantiles)]
    public void ShuffledReturns_ShowNoSkill(BoostedLaw law)
    {
        var input = SyntheticReturns.Input(SyntheticReturns.Shuffled(ReferenceSeries.Market(Bars, 20240229), 22));
        var spec = s_spec with { Law = law };
        Assert.InRange(Skill(spec, new HistoricalForecasterSpec(), input), -0.02, 0.002);
        Assert.False(Scores(spec, input).DirectionPValue < 0.01);
    }

    [Fact]
    public void Rows_OnDataThatEndsEarlier_AreTheSameToTheBit()
    {
        var returns = ReferenceSeries.Market(1_400, 20240229);
        var (whole, part) = (Tape(s_spec, SyntheticReturns.Input(returns)), Tape(s_spec, SyntheticReturns.Input(returns[..1_111])));
        TapeAssert.SameRows(whole, part, 1_111, 1_110);
    }

    [Theory]
    [InlineData("student", BoostedLaw.Student)]
    [InlineData("studentScale", BoostedLaw.StudentScale)]
    [InlineData("quantiles", BoostedLaw.Quantiles)]
    public void Law_IsReadByItsNameInASpec(string name, BoostedLaw law)
    {
        var parse = SpecJson.Parse(
            $$"""
            { "version": 1, "data": { "target": "GS" }, "features": [ { "kind": "returns" } ],
              "forecaster": { "kind": "xgboost", "law": "{{name}}" }, "strategy": { "kind": "buyAndHold" } }
            """
        );
        Assert.Empty(parse.Errors);
        Assert.Equal(law, Assert.IsType<BoostingSpec>(parse.Spec!.Forecaster).Law);
    }

    [Fact]
    public void WithoutSampling_NoSeedIsDerived_AndAnotherSeedGivesTheSameTape()
    {
        var spec = s_spec with { RowShare = 1 };
        Assert.Empty(BoostingRow.Description.SeedPurposes(spec));
        var input = SyntheticReturns.Input(ReferenceSeries.Market(900, 1));
        TapeAssert.Same(Tape(spec, input, seed: 1), Tape(spec, input, seed: 2));
    }

    [Fact]
    public void Resumed_WithAnotherSeed_IsRefused()
    {
        var input = SyntheticReturns.Input(ReferenceSeries.Market(900, 1));
        var stage = RecordedStage.OfForecaster();
        LearnerTable.Create(s_spec).Forecast(input, stage.Context(seed: 1));
        Assert.Throws<InvalidDataException>(() =>
            LearnerTable.Create(s_spec).Forecast(input, RecordedStage.OfForecaster().Context(seed: 2, resumeFrom: stage.Checkpoints[0]))
        );
    }

    [Fact]
    public void ChosenTrees_AreReported_AndNeverWorseThanNoneWhereTheyWereJudged()
    {
        var stage = RecordedStage.OfForecaster();
        LearnerTable.Create(s_spec).Forecast(With(t => 0.01 * Math.Exp(0.4 * s_x[t]) * s_z[t], s_x, s_y), stage.Context());
        var own = stage.Events.OfType<StageEvent.Evaluated>().Where(e => e.Values.ContainsKey("trees")).ToList();
        Assert.NotEmpty(own);
        Assert.All(own, e => Assert.True(e.Values["judgedLoss"] <= e.Values["startLoss"]));
        Assert.Contains(own, e => e.Values["trees"] > 10);
    }

    [Fact]
    public void Explanation_HasEveryForecast_AddsUpToTheLawOfTheTape_AndNamesThePlantedColumn()
    {
        var input = With(t => 0.01 * Math.Exp(0.4 * s_x[t]) * s_z[t], s_x, s_y);
        var spec = s_spec with { Law = BoostedLaw.StudentScale };
        var tape = Tape(spec, input);
        var output = Assert.Single(BoostingExplanation.Of(spec, input, 1719, default));
        Assert.Equal("logScale", output.Name);
        Assert.Equal(Enumerable.Range(tape.FirstBar, Bars - tape.FirstBar), output.Rows.Select(r => r.Bar));
        var volatility = new ReturnHistory(input.Target.Close).Volatility(spec.Decay);
        foreach (var row in output.Rows)
        {
            Assert.Equal(row.Prediction, row.Start + row.Contributions.Sum(c => (double)c), 1e-5);
            Assert.Equal(Math.Log(tape.StandardDeviation[row.Bar] / volatility[row.Bar]), row.Prediction, 1e-5);
        }
        Assert.Equal(["planted0", "planted1", "volatility"], output.Columns);
        Assert.True(output.Gains[0] > 0.6, string.Join(' ', output.Gains));
        Assert.Equal(1, output.Gains.Sum(), 1e-9);
    }

    // The return after bar t is next(t); the features are known at t.
    private static ForecastInput With(Func<int, double> next, params double[][] features)
    {
        double[] returns = [0, .. Enumerable.Range(0, Bars - 1).Select(next)];
        return SyntheticReturns.Input(returns) with
        {
            Features = new FeatureTable([.. features.Select((_, i) => FormattableString.Invariant($"planted{i}"))], features),
        };
    }

    private static ForecastTape Tape(ForecasterSpec spec, ForecastInput input, long seed = 1719) =>
        LearnerTable.Create(spec).Forecast(input, RecordedStage.OfForecaster().Context(seed));

    private static double Skill(ForecasterSpec spec, ForecasterSpec benchmark, ForecastInput input)
    {
        var (tape, other) = (Tape(spec, input), Tape(benchmark, input));
        var rows = Enumerable.Range(Math.Max(tape.FirstBar, other.FirstBar), Bars - 1 - Math.Max(tape.FirstBar, other.FirstBar)).ToArray();
        return 1 - (rows.Sum(t => tape.Crps[t]) / rows.Sum(t => other.Crps[t]));
    }

    private static ForecastScores Scores(ForecasterSpec spec, ForecastInput input) =>
        ForecastScorer.Score(Tape(spec, input), input.Target, 0, input.Target.Count - 1);
}
