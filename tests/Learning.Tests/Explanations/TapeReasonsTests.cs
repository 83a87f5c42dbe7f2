using Simulator.Features;
using Simulator.Forecasting;
using Simulator.Learners;
using Simulator.Learning.Forecasters.Boosting;
using Simulator.Learning.Forecasters.Gan;
using Simulator.Learning.Forecasters.Networks;
using Simulator.Learning.Forecasters.Networks.Attention;
using Simulator.Learning.Forecasters.Networks.Convolution;
using Simulator.Learning.Forecasters.Networks.Perceptron;
using Simulator.Learning.Forecasters.Networks.Recurrent;
using Simulator.Tests.Learning.Forecasters;
using Simulator.Tests.Series;

namespace Simulator.Tests.Learning.Explanations;

/// <summary>The reasons on the tapes of the forecasters that say why.</summary>
public sealed class TapeReasonsTests
{
    private const int Bars = 700;

    // The planted column moves the scale of the next return; the noise moves nothing.
    private static readonly double[] s_planted = ReferenceSeries.Logistic(Bars, 6);
    private static readonly ForecastInput s_input = Input();

    private static readonly Dictionary<string, NetworkForecasterSpec> s_networks = new(StringComparer.Ordinal)
    {
        ["lstm"] = new LstmForecasterSpec(),
        ["gru"] = new GruForecasterSpec(),
        ["rnn"] = new RnnForecasterSpec(),
        ["cnn"] = new CnnForecasterSpec(),
        ["transformer"] = new TransformerForecasterSpec(),
        ["mlp"] = new MlpForecasterSpec(),
    };

    public static TheoryData<string> Networks => [.. s_networks.Keys];

    [Theory]
    [MemberData(nameof(Networks))]
    public void Reasons_OfANetwork_AddUpToEveryForecastOfTheTape(string name)
    {
        var spec = s_networks[name] with { WindowBars = 6, Hidden = 8, Epochs = 8, LearningRate = 0.02, Seeds = 2, TrainFolds = 0 };
        var tape = Tape(spec);
        var reasons = Whole(tape, "integrated gradients");
        Assert.Equal(["planted", "noise", "past return", "size of past return", "volatility"], reasons.Inputs);
        // A tenth of a per cent of the deviation, and of it for the mean.
        Assert.All(reasons.Bars, bar => AddsUp(tape, bar, 1e-3, 1e-3));
        // Where training found something, more than the volatility has a part.
        Assert.Contains(reasons.Bars, bar => reasons.At(bar)!.LogDeviation.Strongest.Count > 1);
        Assert.Equal("planted", Strongest(reasons));
    }

    [Fact]
    public void Reasons_OfTheGan_AddUpToNearlyTheForecastOfTheTape_AndNameThePlantedColumn()
    {
        var spec = new GanForecasterSpec
        {
            WindowBars = 5,
            Hidden = 8,
            NoiseDimensions = 2,
            CriticChannels = 4,
            Epochs = 25,
            LearningRateMax = 0.01,
            Evidence = 0,
            TrainFolds = 0,
            Scale = Simulator.Learning.Forecasters.ScaleKind.Weighted,
        };
        var tape = Tape(spec);
        var reasons = Whole(tape, "integrated gradients");
        // Sixteen draws explain what two hundred forecast: their deviation is a little smaller, the same everywhere.
        double[] gaps = [.. reasons.Bars.Select(bar => Math.Log(tape.StandardDeviation[bar]) - reasons.At(bar)!.LogDeviation.Sum)];
        Assert.InRange(gaps.Average(), -0.02, 0.2);
        Assert.All(gaps, gap => Assert.Equal(gaps.Average(), gap, 0.1));
        Assert.Equal("planted", Strongest(reasons));
    }

    [Fact]
    public void Reasons_OfTrees_AddUpToTheForecastOfTheTape_AndNameThePlantedColumn()
    {
        var tape = Tape(new BoostingSpec { MinimumBars = 300, Law = BoostedLaw.Student });
        var reasons = Whole(tape, "TreeSHAP");
        Assert.Equal(["planted", "noise", "volatility"], reasons.Inputs);
        Assert.All(reasons.Bars, bar => AddsUp(tape, bar, 1e-5, 1e-5));
        Assert.Equal("planted", Strongest(reasons));
    }

    [Fact]
    public void Reasons_OfQuantileTrees_AreNotThere() =>
        Assert.Null(
            Tape(
                new BoostingSpec
                {
                    MinimumBars = 300,
                    Law = BoostedLaw.Quantiles,
                    Rounds = 5,
                }
            ).Reasons
        );

    [Fact]
    public void Level_OfThePlantedColumn_IsItsDistanceFromTheFittedMean()
    {
        var tape = Tape(new BoostingSpec { MinimumBars = 300, Law = BoostedLaw.StudentScale });
        var bar = tape.Reasons!.Bars[^1];
        var reason = tape.Reasons.At(bar)!.LogDeviation.Strongest.Single(r => r.Input == "planted");
        var fitted = s_planted[..(tape.Cutoff[bar])];
        var (mean, deviation) = (fitted.Average(), Math.Sqrt(fitted.Average(v => v * v) - Math.Pow(fitted.Average(), 2)));
        Assert.Equal((s_planted[bar] - mean) / deviation, reason.Level, 0.1);
        Assert.Equal(Math.Sign(reason.Level), Math.Sign(reason.Part));
    }

    private static void AddsUp(ForecastTape tape, int bar, double logTolerance, double meanTolerance)
    {
        var reasons = tape.Reasons!.At(bar)!;
        Assert.Equal(Math.Log(tape.StandardDeviation[bar]), reasons.LogDeviation.Sum, logTolerance);
        Assert.Equal(tape.Mean[bar], reasons.Mean.Sum, meanTolerance * tape.StandardDeviation[bar]);
    }

    // Every forecast of a tape of less than 4,096 is explained.
    private static ForecastReasons Whole(ForecastTape tape, string method)
    {
        var reasons = tape.Reasons!;
        Assert.Equal(method, reasons.Method);
        Assert.Equal(Enumerable.Range(tape.FirstBar, Bars - tape.FirstBar), reasons.Bars);
        return reasons;
    }

    // Beside the volatility, which every forecast is a multiple of.
    private static string Strongest(ForecastReasons reasons) =>
        reasons
            .Bars.SelectMany(bar => reasons.At(bar)!.LogDeviation.Strongest)
            .Where(r => r.Input is not "volatility")
            .GroupBy(r => r.Input)
            .MaxBy(g => g.Sum(r => Math.Abs(r.Part)))!
            .Key;

    private static ForecastTape Tape(ForecasterSpec spec) =>
        LearnerTable.Create(spec).Forecast(s_input, RecordedStage.OfForecaster().Context());

    private static ForecastInput Input()
    {
        var z = ReferenceSeries.Logistic(Bars, 7);
        double[] returns = [0, .. Enumerable.Range(1, Bars - 1).Select(t => 0.01 * Math.Exp(0.4 * s_planted[t - 1]) * z[t])];
        return SyntheticReturns.Input(returns) with
        {
            Features = new FeatureTable(["planted", "noise"], [s_planted, ReferenceSeries.Logistic(Bars, 8)]),
        };
    }
}
