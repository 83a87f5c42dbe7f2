using Simulator.Forecasting;
using Simulator.Learners;
using Simulator.Stages;

namespace Simulator.Learning.Explanations;

/// <summary>A forecaster whose fitted models can be asked about inputs that did not occur.</summary>
internal interface IAskable : IForecaster
{
    /// <summary>As <see cref="IForecaster.Forecast"/>, showing the model of every fold while it can be asked.</summary>
    ForecastTape Forecast(ForecastInput input, StageContext context, Action<IFittedForecast> fitted);
}
