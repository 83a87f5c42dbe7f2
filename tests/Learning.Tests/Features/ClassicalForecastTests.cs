using Simulator.Errors;
using Simulator.Features;
using Simulator.Learners;
using Simulator.Learning.Features.ClassicalForecast;
using Simulator.Learning.Forecasters.Arima;
using Simulator.Learning.Forecasters.Garch;
using Simulator.Learning.Forecasters.Har;
using Simulator.Learning.Forecasters.Refitting;
using Simulator.Markets;
using Simulator.Scoring;
using Simulator.Tests.Features;
using Simulator.Tests.Learning.Forecasters;

namespace Simulator.Tests.Learning.Features;

public sealed class ClassicalForecastTests
{
    private static readonly SplitSpec s_split = new() { EmbargoBars = 5 };

    [Theory]
    [InlineData(ClassicalModel.Arima, "arimaMean")]
    [InlineData(ClassicalModel.Garch, "garchRatio")]
    [InlineData(ClassicalModel.Har, "harRatio")]
    public void Column_IsWhatTheForecasterFittedAtTheSameBarSays(ClassicalModel model, string column)
    {
        var market = FeatureMarkets.Complete(600);
        var table = Build(market, new ClassicalForecastSpec { Model = model, TrainFolds = 2 });
        Assert.Equal([column], table.Names);
        var late = s_split with { TrainFraction = 0.95, ValidationFraction = 0.02 };
        var sigma = RandomWalk.Variance(market.Target.Close).Select(Math.Sqrt).ToArray();
        foreach (var fit in table.Fits)
        {
            // A forecaster whose first fit has the same cut-off, and that is never fitted again.
            var tape = LearnerTable
                .Create(Forecaster(model, fit.Cutoff))
                .Forecast(new ForecastInput(market.Target, new FeatureTable([], []), late), RecordedStage.OfForecaster().Context());
            Assert.Equal((fit.Start, fit.Cutoff), (tape.FirstBar, tape.Cutoff[fit.Start]));
            for (var t = fit.Start; t < fit.End; t++)
            {
                var own = model == ClassicalModel.Arima ? tape.Mean[t] / sigma[t] : Math.Log(tape.StandardDeviation[t] / sigma[t]);
                Assert.Equal(own, table.Columns[0][t]);
            }
        }
    }

    [Fact]
    public void ArimaMean_OfReturnsWithMemory_TellsTheNextReturn_AndNotOfShuffledOnes()
    {
        var returns = SyntheticReturns.Autoregressive(900, 0.4, 21);
        Assert.InRange(Skill(returns), 0.25, 0.55);
        Assert.InRange(Skill(SyntheticReturns.Shuffled(returns, 4)), -0.12, 0.12);
    }

    [Fact]
    public void Fit_OnTooFewBars_SaysHowManyItNeeds()
    {
        var market = FeatureMarkets.Complete(420);
        var message = Assert.Throws<SimulationException>(() => Build(market, new ClassicalForecastSpec { TrainFolds = 4 })).Message;
        Assert.Contains(
            "split: the first model of classicalForecast has 40 bars to fit on and needs 60; use more bars or fewer trainFolds",
            message,
            StringComparison.Ordinal
        );
        var bars = new LearnerBars("TARGET", 420, 0, s_split);
        var length = ClassicalForecastRow.Description.Length(new ClassicalForecastSpec { TrainFolds = 4 }, bars);
        Assert.Contains("needs 60", length.Shortage, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_OfAnotherModelOrCutShort_IsRefused()
    {
        var market = FeatureMarkets.Complete(420);
        var input = new FeatureInput(market, new FeatureTable([], []));
        var feature = new ClassicalForecastFeature(new() { Model = ClassicalModel.Garch });
        var model = Learned(ClassicalModel.Garch, market);
        Assert.Single(feature.Transform(model, input, 300, 310));
        Assert.Throws<InvalidDataException>(() => feature.Transform(model[..^3], input, 300, 310));
        Assert.Contains(
            "a fit of 'classicalForecast Arima' where 'classicalForecast Garch' is expected",
            Assert.Throws<InvalidDataException>(() => feature.Transform(Learned(ClassicalModel.Arima, market), input, 300, 310)).Message,
            StringComparison.Ordinal
        );
    }

    private static byte[] Learned(ClassicalModel model, AlignedMarket market)
    {
        var keeper = new KeptFits(new ClassicalForecastFeature(new() { Model = model, TrainFolds = 1 }));
        FeatureBuilder.Build(market, [keeper], s_split, new TestStage().Context);
        return keeper.Models[0];
    }

    private static double Skill(double[] returns)
    {
        var input = SyntheticReturns.Input(returns);
        var table = Build(new AlignedMarket(input.Target, []), new ClassicalForecastSpec { Model = ClassicalModel.Arima, TrainFolds = 3 });
        var history = new ReturnHistory(input.Target.Close);
        int[] rows = [.. Enumerable.Range(table.FirstCompleteRow, returns.Length - 1 - table.FirstCompleteRow)];
        double[] said = [.. rows.Select(t => table.Columns[0][t])];
        double[] came = [.. rows.Select(history.Next)];
        var (x, y) = (said.Average(), came.Average());
        return said.Zip(came, (u, v) => (u - x) * (v - y)).Sum()
            / Math.Sqrt(said.Sum(u => (u - x) * (u - x)) * came.Sum(v => (v - y) * (v - y)));
    }

    private static FeatureTable Build(AlignedMarket market, ClassicalForecastSpec spec) =>
        FeatureBuilder.Build(market, [new ClassicalForecastFeature(spec)], s_split, new TestStage().Context);

    private static ForecasterSpec Forecaster(ClassicalModel model, int cutoff) =>
        model switch
        {
            ClassicalModel.Arima => new ArimaForecasterSpec { MinimumBars = cutoff - ArimaModel.FirstRow(0), RefitBars = 10_000 },
            ClassicalModel.Garch => new GarchForecasterSpec { MinimumBars = cutoff - GarchForecastModel.FirstRow(0), RefitBars = 10_000 },
            _ => new HarForecasterSpec { MinimumBars = cutoff - HarModel.FirstRow(0), RefitBars = 10_000 },
        };
}
