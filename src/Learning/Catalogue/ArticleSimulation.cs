using Simulator.Features;
using Simulator.Learners;
using Simulator.Learning.Agents.Ppo;
using Simulator.Learning.Features.Autoencoder;
using Simulator.Learning.Features.ClassicalForecast;
using Simulator.Learning.Features.EigenPortfolios;
using Simulator.Learning.Forecasters.Gan;
using Simulator.Markets;
using Simulator.Parameters;
using Simulator.Runs;

namespace Simulator.Learning.Catalogue;

/// <summary>
/// The simulation of a well-known article on GANs and stock prices, each of its ingredients causal: 112 columns (indicators, related
/// assets, news, options, Fourier and wavelet trends, ARIMA, autoencoders, eigen-portfolios) → a GAN whose generator is an LSTM of 500
/// units and whose critic is convolutional → PPO.
/// </summary>
public static class ArticleSimulation
{
    private static readonly string[] s_indicators =
    [
        "stochastic",
        "stochRsi",
        "williamsR",
        "cci",
        "cmo",
        "tsi",
        "ultimateOscillator",
        "awesomeOscillator",
        "adx",
        "aroon",
        "vortex",
        "trix",
        "choppiness",
        "massIndex",
        "obv",
        "chaikinOscillator",
        "cmf",
        "mfi",
        "percentRank",
        "hurst",
        "ewmaRatio",
        "moveRatio",
        "parkinsonRatio",
        "garmanKlassRatio",
        "rogersSatchellRatio",
        "impliedCall",
        "weekPhase",
        "yearPhase",
        "waveletTrend",
    ];

    /// <summary>Its features. Of 18 related prices and rates and a news score, 112 columns.</summary>
    /// <param name="related">The related series; without any, what needs them is left out.</param>
    public static IReadOnlyList<FeatureSpec> Features(IReadOnlyList<string> related) =>
        [
            new ReturnsFeatureSpec { LagsBars = [1, 2, 3, 5, 20] },
            Usual("movingAverage"),
            Usual("ema"),
            Usual("macd"),
            Usual("bollinger"),
            Usual("momentum"),
            Usual("rsi"),
            Usual("atr"),
            Usual("volumeChange"),
            .. s_indicators.Select(name => new IndicatorFeatureSpec { Name = name, Parameters = StrategyParameters.None }),
            .. new[] { 3, 6, 9, 100 }.Select(n => new FourierTrendFeatureSpec { Components = n, WindowBars = FourierBars }),
            .. related.Count == 0
                ? []
                : new FeatureSpec[]
                {
                    new RelatedReturnsFeatureSpec(),
                    new IndicatorFeatureSpec { Name = "correlation", Parameters = StrategyParameters.None },
                },
            new ClassicalForecastSpec { Model = ClassicalModel.Arima },
            new AutoencoderSpec { Codes = 8 },
            new AutoencoderSpec { Codes = 6, Variational = true },
            .. related.Count < 3 ? [] : new FeatureSpec[] { new EigenPortfoliosSpec { Components = 3 } },
        ];

    /// <summary>The forecaster.</summary>
    public static GanForecasterSpec Forecaster { get; } =
        new()
        {
            Hidden = 500,
            Epochs = 60,
            TrainFolds = 1,
        };

    /// <summary>The simulation on a market, with the defaults of costs and split.</summary>
    public static SimulationSpec On(string target, IReadOnlyList<string> related) =>
        new()
        {
            Data = new DataSpec { Target = target, Related = related },
            Features = Features(related),
            Forecaster = Forecaster,
            Strategy = new AgentStrategySpec { Agent = new PpoAgentSpec() },
        };

    // A hundred frequencies need a window of more than four times as many bars.
    private const int FourierBars = 408;

    private static IndicatorFeatureSpec Usual(string name) => new() { Name = name };
}
