using System.Text.Json.Serialization;
using Simulator.Features;
using Simulator.Text;

namespace Simulator.Learning.Features.ClassicalForecast;

/// <summary>What a classical forecaster says of the next bar, as a column.</summary>
public sealed record ClassicalForecastSpec : FittedFeatureSpec
{
    /// <summary>More folds than other features have: a classical fit grows old, and is cheap.</summary>
    public ClassicalForecastSpec() => TrainFolds = 8;

    /// <summary>The forecaster.</summary>
    public ClassicalModel Model { get; init; } = ClassicalModel.Garch;
}

/// <summary>A classical forecaster that a column can be made of.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<ClassicalModel>))]
public enum ClassicalModel
{
    /// <summary>The mean of the next return.</summary>
    Arima,

    /// <summary>The volatility of GARCH(1,1).</summary>
    Garch,

    /// <summary>The volatility of day, week and month.</summary>
    Har,
}
