namespace Simulator.Forecasting;

/// <summary>
/// One forecast per bar, each out of sample when made: row t is the distribution of the target's next log-return
/// log(close[t+h] / close[t]), made at the close of bar t by a model that had seen no bar after <see cref="Cutoff"/>[t] ≤ t.
/// </summary>
public sealed record ForecastTape
{
    /// <summary>Forecaster's kind, e.g. <c>gan</c>.</summary>
    public required string Forecaster { get; init; }

    /// <summary>Bars ahead.</summary>
    public required int HorizonBars { get; init; }

    /// <summary>The first bar with a forecast; rows before it are NaN. Equals <c>Mean.Length</c> when there is none.</summary>
    public required int FirstBar { get; init; }

    /// <summary>Probability levels of <see cref="Quantiles"/>, increasing, e.g. 0.025 … 0.975.</summary>
    public required double[] Levels { get; init; }

    /// <summary>[level][bar]: quantiles of the log-return.</summary>
    public required double[][] Quantiles { get; init; }

    /// <summary>[bar] mean of the log-return.</summary>
    public required double[] Mean { get; init; }

    /// <summary>[bar] standard deviation of the log-return.</summary>
    public required double[] StandardDeviation { get; init; }

    /// <summary>[bar] probability that the log-return is above zero.</summary>
    public required double[] ProbabilityOfRise { get; init; }

    /// <summary>[bar] CRPS of the forecast's sample against what happened (fair form); NaN where the outcome is not known yet.</summary>
    public required double[] Crps { get; init; }

    /// <summary>[bar] which fold's model made the row; −1 where there is none.</summary>
    public required int[] Fold { get; init; }

    /// <summary>[bar] last bar that the model had seen when it was fitted; −1 where there is none.</summary>
    public required int[] Cutoff { get; init; }

    /// <summary>The tape of the first bars alone.</summary>
    public ForecastTape Until(int bars) =>
        this with
        {
            FirstBar = Math.Min(FirstBar, bars),
            Quantiles = [.. Quantiles.Select(q => q[..bars])],
            Mean = Mean[..bars],
            StandardDeviation = StandardDeviation[..bars],
            ProbabilityOfRise = ProbabilityOfRise[..bars],
            Crps = Crps[..bars],
            Fold = Fold[..bars],
            Cutoff = Cutoff[..bars],
        };

    /// <summary>Levels every forecaster reports: the bounds of the 95, 80 and 50 % intervals, deciles between, and the median.</summary>
    public static double[] StandardLevels { get; } =
    [0.025, 0.05, 0.10, 0.20, 0.25, 0.30, 0.40, 0.50, 0.60, 0.70, 0.75, 0.80, 0.90, 0.95, 0.975];
}
