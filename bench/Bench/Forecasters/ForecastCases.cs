using Simulator.Learners;
using Simulator.Learning.Forecasters.Arima;
using Simulator.Learning.Forecasters.Ewma;
using Simulator.Learning.Forecasters.FilteredHistorical;
using Simulator.Learning.Forecasters.Garch;
using Simulator.Learning.Forecasters.Har;
using Simulator.Learning.Forecasters.Historical;
using Simulator.Learning.Forecasters.LinearRegression;
using Simulator.Learning.Forecasters.LogisticRegression;
using Simulator.Learning.Forecasters.Networks.Attention;
using Simulator.Learning.Forecasters.Networks.Augmentation;
using Simulator.Learning.Forecasters.Networks.Convolution;
using Simulator.Learning.Forecasters.Networks.Perceptron;
using Simulator.Learning.Forecasters.Networks.Recurrent;
using Simulator.Learning.Forecasters.ScaleRegression;
using Simulator.Volatility;

namespace Simulator.Bench.Forecasters;

/// <summary>The forecasters of the tables in <c>docs/algorithms/classical.md</c> and <c>docs/algorithms/networks.md</c>.</summary>
internal static class ForecastCases
{
    /// <summary>Name and spec of those that take less than a second.</summary>
    public static IReadOnlyList<(string Name, ForecasterSpec Spec)> Classical { get; } =
    [
        ("EWMA, Gaussian", new EwmaForecasterSpec { Innovations = Innovations.Gaussian }),
        ("EWMA, Student", new EwmaForecasterSpec()),
        ("EWMA, skewed Student", new EwmaForecasterSpec { Innovations = Innovations.SkewedStudent }),
        ("GARCH, Gaussian", new GarchForecasterSpec { Innovations = Innovations.Gaussian }),
        ("GARCH, Student", new GarchForecasterSpec()),
        ("GJR-GARCH, Student", new GarchForecasterSpec { Asymmetric = true }),
        ("GJR-GARCH, skewed Student", new GarchForecasterSpec { Asymmetric = true, Innovations = Innovations.SkewedStudent }),
        ("filtered historical, EWMA", new FilteredHistoricalSpec { Volatility = VolatilityFilter.Ewma }),
        ("filtered historical, GARCH", new FilteredHistoricalSpec()),
        ("filtered historical, GJR-GARCH", new FilteredHistoricalSpec { Asymmetric = true }),
        ("scale regression", new ScaleRegressionSpec()),
        ("HAR, range", new HarForecasterSpec()),
        ("HAR, absolute return", new HarForecasterSpec { Measure = VolatilityMeasure.AbsoluteReturn }),
        ("AR(5), EWMA", new ArimaForecasterSpec()),
        ("ARMA(1, 1), EWMA", new ArimaForecasterSpec { ArOrder = 1, MaOrder = 1 }),
        ("linear regression", new LinearRegressionSpec()),
        ("logistic regression", new LogisticRegressionSpec()),
        ("historical, all", new HistoricalForecasterSpec()),
        ("historical, 250 bars", new HistoricalForecasterSpec { LookbackBars = 250 }),
    ];

    /// <summary>Neural forecasters at their defaults, after what they have to beat.</summary>
    public static IReadOnlyList<(string Name, ForecasterSpec Spec)> Networks { get; } =
    [
        ("GARCH, Student", new GarchForecasterSpec()),
        ("scale regression", new ScaleRegressionSpec()),
        ("LSTM, skewed t", new LstmForecasterSpec()),
        ("LSTM, Student", new LstmForecasterSpec { Law = Innovations.Student }),
        ("LSTM, normal", new LstmForecasterSpec { Law = Innovations.Gaussian }),
        ("GRU", new GruForecasterSpec()),
        ("simple recurrent", new RnnForecasterSpec()),
        ("convolutional", new CnnForecasterSpec()),
        ("transformer", new TransformerForecasterSpec()),
        ("perceptron", new MlpForecasterSpec()),
    ];

    /// <summary>A small LSTM without augmentation and with each kind of it, weak and strong.</summary>
    public static IReadOnlyList<(string Name, ForecasterSpec Spec)> Augmented { get; } =
    [
        ("none", Small),
        .. Enum.GetValues<AugmentationKind>()
            .Where(kind => kind != AugmentationKind.None)
            .SelectMany(kind => new[] { 0.05, 0.3 }.Select(strength => Augment(kind, strength))),
    ];

    private static LstmForecasterSpec Small => new() { Epochs = 30, TrainFolds = 0 };

    private static (string Name, ForecasterSpec Spec) Augment(AugmentationKind kind, double strength) =>
        (FormattableString.Invariant($"{kind}, {strength}"), Small with { Augmentation = kind, AugmentationStrength = strength });
}
