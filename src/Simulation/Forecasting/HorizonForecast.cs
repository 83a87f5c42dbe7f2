namespace Simulator.Forecasting;

/// <summary>
/// The predictive distribution of one horizon at every bar: row t is the distribution of the log-return log(close[t+h] / close[t]) with
/// h = <see cref="Bars"/>. Its outcome is known at the close of bar t + h, and so are the scores. A row without a forecast is NaN.
/// </summary>
public sealed record HorizonForecast
{
    /// <summary>Bars ahead, h ≥ 1.</summary>
    public required int Bars { get; init; }

    /// <summary>[level][bar] quantiles of the log-return, at the levels of the tape.</summary>
    public required double[][] Quantiles { get; init; }

    /// <summary>[bar] mean of the log-return.</summary>
    public required double[] Mean { get; init; }

    /// <summary>[bar] standard deviation of the log-return.</summary>
    public required double[] StandardDeviation { get; init; }

    /// <summary>[bar] probability that the log-return is above zero.</summary>
    public required double[] ProbabilityOfRise { get; init; }

    /// <summary>[bar] CRPS of the distribution against what happened; NaN where the outcome is not known yet.</summary>
    public required double[] Crps { get; init; }

    /// <summary>
    /// [bar] logarithmic score −ln f(outcome); NaN where the outcome is not known yet. Null where the forecaster's distribution has no
    /// density, as a sample has none.
    /// </summary>
    public double[]? LogScore { get; init; }

    /// <summary>The forecast of the first bars alone.</summary>
    public HorizonForecast Until(int bars) =>
        this with
        {
            Quantiles = [.. Quantiles.Select(q => q[..bars])],
            Mean = Mean[..bars],
            StandardDeviation = StandardDeviation[..bars],
            ProbabilityOfRise = ProbabilityOfRise[..bars],
            Crps = Crps[..bars],
            LogScore = LogScore?[..bars],
        };
}
