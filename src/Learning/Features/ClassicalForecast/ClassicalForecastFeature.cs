using Simulator.Distributions;
using Simulator.Features;
using Simulator.Folds;
using Simulator.Learning.Forecasters;
using Simulator.Learning.Forecasters.Arima;
using Simulator.Learning.Forecasters.Garch;
using Simulator.Learning.Forecasters.Har;
using Simulator.Learning.Forecasters.Refitting;
using Simulator.Markets;

namespace Simulator.Learning.Features.ClassicalForecast;

/// <summary>
/// What a classical forecaster with its defaults, fitted on the past of a fold, says of the bar after each row: ARIMA's mean in units of σ,
/// or ln(standard deviation / σ) of GARCH or HAR. σ is the exponentially weighted volatility of decay 0.94 as known at the row.
/// </summary>
internal sealed class ClassicalForecastFeature(ClassicalForecastSpec spec) : IFittedFeature
{
    /// <summary>Its kind.</summary>
    public const string Name = "classicalForecast";

    private readonly string _form = $"{Name} {spec.Model}";

    /// <inheritdoc/>
    public string Purpose => Name;

    /// <inheritdoc/>
    public int TrainFolds => spec.TrainFolds;

    /// <inheritdoc/>
    public int WarmUpBars =>
        1
        + spec.Model switch
        {
            ClassicalModel.Arima => ArimaModel.FirstRow(0),
            ClassicalModel.Garch => GarchForecastModel.FirstRow(0),
            _ => HarModel.FirstRow(0),
        };

    /// <inheritdoc/>
    public int MinimumFitRows => 60;

    /// <inheritdoc/>
    public IReadOnlyList<FeatureColumn> Columns { get; } =
    [
        spec.Model switch
        {
            ClassicalModel.Arima => new FeatureColumn("arimaMean", "mean of the next log-return / σ"),
            ClassicalModel.Garch => new FeatureColumn("garchRatio", "ln(standard deviation of the next log-return / σ)"),
            _ => new FeatureColumn("harRatio", "ln(standard deviation of the next log-return / σ)"),
        },
    ];

    /// <inheritdoc/>
    public byte[] Fit(FeatureInput past, WalkForwardFold fold, FeatureContext context) =>
        FittedNumbers.Write(_form, Model(past.Market.Target).Learn(fold, context.Cancellation));

    /// <inheritdoc/>
    public IReadOnlyList<double[]> Transform(byte[] model, FeatureInput input, int start, int end)
    {
        var law = Model(input.Market.Target).Serve(FittedNumbers.Read(_form, model), end);
        var sigma = ReturnScale.Weighted(input.Market.Target.Close).Volatility;
        var values = new double[end - start];
        for (var t = start; t < end; t++)
            values[t - start] = Value(law(t), sigma[t]);
        return [values];
    }

    private double Value(IPredictiveLaw law, double sigma) =>
        spec.Model == ClassicalModel.Arima ? law.Mean / sigma : Math.Log(law.StandardDeviation / sigma);

    private IStoredReturnModel Model(BarSeries target)
    {
        var history = new ReturnHistory(target.Close);
        return spec.Model switch
        {
            ClassicalModel.Arima => new ArimaModel(new(), history),
            ClassicalModel.Garch => new GarchForecastModel(new(), history),
            _ => new HarModel(new(), target, history),
        };
    }
}
