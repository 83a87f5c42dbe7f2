using Simulator.Forecasting;
using Simulator.Learning.Explanations;

namespace Simulator.Learning.Forecasters.Refitting;

/// <summary>A model that can say why its forecasts are what they are.</summary>
internal interface IReasonedModel : IReturnModel
{
    /// <summary>How it splits a forecast over its inputs.</summary>
    string Method { get; }

    /// <summary>Names of its inputs.</summary>
    IReadOnlyList<string> Inputs { get; }

    /// <summary>Is shown every fit while it can be asked; null where nobody asks.</summary>
    Action<IFittedForecast>? Fitted { get; set; }

    /// <summary>The reasons of a row that the last fit serves; null where that fit cannot say them.</summary>
    RowReasons? ReasonsOf(int row);
}

/// <summary>Why a forecast is what it is.</summary>
/// <param name="Mean">Mean of the log-return.</param>
/// <param name="LogDeviation">Natural logarithm of its standard deviation.</param>
/// <param name="Levels">[input] where it stands, in standard deviations from its mean over the fitted rows.</param>
internal sealed record RowReasons(AttributedFigure Mean, AttributedFigure LogDeviation, double[] Levels);
