using Simulator.Backtesting;
using Simulator.Features;
using Simulator.Learners;
using Simulator.Learning.Agents.Ppo;
using Simulator.Learning.Forecasters.Gan;
using Simulator.Markets;
using Simulator.Robustness.Causality;
using Simulator.Tests.Learning.Forecasters;

namespace Simulator.Tests.Learning.Pipeline;

/// <summary>The look-ahead check on what learns: trained again on data with another future, it must say the same up to there.</summary>
[Trait("Category", "Slow")]
public sealed class LearnerLookAheadTests
{
    private static readonly BarSeries s_target = SyntheticReturns.Input(SyntheticReturns.Autoregressive(420, 0.3, 5)).Target;
    private static readonly SplitSpec s_split = SyntheticReturns.Input(SyntheticReturns.Autoregressive(420, 0.3, 5)).Split;

    [Fact]
    public void Forecaster_OnOtherFutures_ForecastsTheSame()
    {
        var spec = new GanForecasterSpec
        {
            WindowBars = 7,
            Hidden = 6,
            NoiseDimensions = 2,
            CriticChannels = 4,
            Epochs = 1,
            BatchSize = 32,
            CriticSteps = 1,
            Samples = 10,
            TrainFolds = 1,
        };
        var report = Check(
            "gan",
            s =>
            {
                var tape = new GanForecaster(spec).Forecast(
                    new ForecastInput(s, Features(s), s_split),
                    RecordedStage.OfForecaster().Context()
                );
                return [tape.Mean, tape.StandardDeviation, .. tape.Quantiles];
            }
        );
        Assert.True(report.Passed, report.Sentence);
    }

    [Fact]
    public void Agent_OnOtherFutures_DecidesTheSame()
    {
        var spec = new PpoAgentSpec
        {
            Seeds = 1,
            Steps = 512,
            Environments = 8,
            RolloutSteps = 32,
            MinibatchSize = 64,
            Hidden = 8,
            EpisodeBars = 32,
        };
        var report = Check(
            "ppo",
            s =>
                [
                    new PpoAgent(spec)
                        .Train(
                            new AgentInput(s, Features(s), null, s_split, new ExecutionSpec(), new CapitalSpec()),
                            RecordedStage.OfAgent().Context()
                        )
                        .Decisions.TargetExposure,
                ]
        );
        Assert.True(report.Passed, report.Sentence);
    }

    [Fact]
    public void Forecaster_ScaledByTheWholeSeries_IsFound()
    {
        var report = Check(
            "scaled by everything",
            s =>
            {
                var mean = s.Close.Average();
                return
                [
                    [.. s.Close.Select((c, i) => i < s_split.TestStart(s.Count) ? double.NaN : Math.Log(c / mean))],
                ];
            }
        );
        Assert.Equal(LookAheadVerdict.LooksAhead, report.Verdict);
    }

    private static LookAheadReport Check(string name, Func<BarSeries, IReadOnlyList<double[]>> columns) =>
        LookAheadCheck.Of(new ColumnSource(name, columns, canBeCut: false), s_target, new LookAheadOptions { Cuts = 4, Seed = 3 });

    private static FeatureTable Features(BarSeries series) =>
        FeatureBuilder.Build(new(series, []), [new ReturnsFeatureSpec { LagsBars = [1, 5] }]);
}
