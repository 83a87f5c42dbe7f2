using Simulator.Anomalies;
using Simulator.Learners;
using Simulator.Learning.Agents.A2c;
using Simulator.Learning.Agents.Ppo;
using Simulator.Learning.Agents.Rainbow;
using Simulator.Learning.Anomalies;
using Simulator.Learning.Features.Autoencoder;
using Simulator.Learning.Features.ClassicalForecast;
using Simulator.Learning.Features.EigenPortfolios;
using Simulator.Learning.Forecasters.Arima;
using Simulator.Learning.Forecasters.Boosting;
using Simulator.Learning.Forecasters.Ensembles;
using Simulator.Learning.Forecasters.Ewma;
using Simulator.Learning.Forecasters.FilteredHistorical;
using Simulator.Learning.Forecasters.Gan;
using Simulator.Learning.Forecasters.Garch;
using Simulator.Learning.Forecasters.Har;
using Simulator.Learning.Forecasters.Historical;
using Simulator.Learning.Forecasters.LinearRegression;
using Simulator.Learning.Forecasters.LogisticRegression;
using Simulator.Learning.Forecasters.Networks.Attention;
using Simulator.Learning.Forecasters.Networks.Convolution;
using Simulator.Learning.Forecasters.Networks.Perceptron;
using Simulator.Learning.Forecasters.Networks.Recurrent;
using Simulator.Learning.Forecasters.Own;
using Simulator.Learning.Forecasters.ScaleRegression;
using Simulator.Learning.Generation;
using Simulator.MarketPaths;

namespace Simulator.Learning.Catalogue;

/// <summary>The learners that come with the product.</summary>
public static class BuiltInLearners
{
    /// <summary>Their rows, in the order in which pages show them.</summary>
    public static IReadOnlyList<LearnerDescription> All { get; } =
    [
        GanRow.Description,
        RecurrentRow.Lstm,
        RecurrentRow.Gru,
        RecurrentRow.Rnn,
        CnnRow.Description,
        TransformerRow.Description,
        MlpRow.Description,
        EwmaRow.Description,
        GarchRow.Description,
        FilteredHistoricalRow.Description,
        ScaleRegressionRow.Description,
        BoostingRow.Description,
        HarRow.Description,
        ArimaRow.Description,
        LinearRegressionRow.Description,
        LogisticRegressionRow.Description,
        HistoricalRow.Description,
        EnsembleRow.Description,
        OwnForecasterRow.Description,
        PpoRow.Description,
        RainbowRow.Description,
        A2cRow.Description,
        EigenPortfoliosRow.Description,
        ClassicalForecastRow.Description,
        AutoencoderRow.Description,
    ];

    /// <summary>
    /// Adds them to <see cref="LearnerTable"/>, and to their places the network that looks for unusual rows and the generators of
    /// paths. Every program that reads specs
    /// calls it first. It loads no tensor library.
    /// </summary>
    public static void Register()
    {
        LearnerTable.Register([.. All]);
        UsualReconstruction.Register(Autoencoder.Usual);
        UsualPathTools.Register(PathGenerators.Tools);
    }
}
