using System.Globalization;

namespace Simulator.Forecasting;

/// <summary>
/// One forecast per bar and horizon, each out of sample when made: row t was made at the close of bar t by a model that had seen no bar
/// after <see cref="Cutoff"/>[t] ≤ t. Rules, agents and reports read the nearest horizon, which stands in the tape's own members.
/// </summary>
public sealed record ForecastTape
{
    /// <summary>Forecaster's kind, e.g. <c>gan</c>.</summary>
    public required string Forecaster { get; init; }

    /// <summary>The first bar with a forecast; rows before it are NaN. Equals the number of bars when there is none.</summary>
    public required int FirstBar { get; init; }

    /// <summary>Probability levels of the quantiles, increasing, e.g. 0.025 … 0.975.</summary>
    public required double[] Levels { get; init; }

    /// <summary>The horizons, the nearest first; at least one.</summary>
    /// <exception cref="ArgumentException">None, or not in order.</exception>
    public required IReadOnlyList<HorizonForecast> Horizons
    {
        get;
        init => field = IsInOrder(value) ? value : throw new ArgumentException("a tape needs one horizon or more, the nearest first");
    }

    /// <summary>[bar] which fold's model made the row; −1 where there is none.</summary>
    public required int[] Fold { get; init; }

    /// <summary>[bar] last bar that the model had seen when it was fitted; −1 where there is none.</summary>
    public required int[] Cutoff { get; init; }

    /// <summary>What its maker has to say of it, e.g. that a model's draws collapsed; empty where there is nothing.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Why the forecasts of the nearest horizon are what they are; null where the forecaster does not say it.</summary>
    public ForecastReasons? Reasons { get; init; }

    /// <summary>Number of bars.</summary>
    public int BarCount => Fold.Length;

    /// <summary>Bars ahead of the nearest horizon.</summary>
    public int HorizonBars => Horizons[0].Bars;

    /// <inheritdoc cref="HorizonForecast.Quantiles"/>
    public double[][] Quantiles => Horizons[0].Quantiles;

    /// <inheritdoc cref="HorizonForecast.Mean"/>
    public double[] Mean => Horizons[0].Mean;

    /// <inheritdoc cref="HorizonForecast.StandardDeviation"/>
    public double[] StandardDeviation => Horizons[0].StandardDeviation;

    /// <inheritdoc cref="HorizonForecast.ProbabilityOfRise"/>
    public double[] ProbabilityOfRise => Horizons[0].ProbabilityOfRise;

    /// <inheritdoc cref="HorizonForecast.Crps"/>
    public double[] Crps => Horizons[0].Crps;

    /// <summary>The forecast so many bars ahead.</summary>
    /// <exception cref="ArgumentException">The tape has no such horizon.</exception>
    public HorizonForecast At(int horizonBars) =>
        Horizons.FirstOrDefault(h => h.Bars == horizonBars)
        ?? throw new ArgumentException(
            string.Create(
                CultureInfo.InvariantCulture,
                $"the tape of {Forecaster} has no forecast {horizonBars} bars ahead; it has "
                    + $"{string.Join(", ", Horizons.Select(h => h.Bars))}"
            ),
            nameof(horizonBars)
        );

    /// <summary>The tape of the first bars alone.</summary>
    public ForecastTape Until(int bars) =>
        this with
        {
            FirstBar = Math.Min(FirstBar, bars),
            Horizons = [.. Horizons.Select(h => h.Until(bars))],
            Fold = Fold[..bars],
            Cutoff = Cutoff[..bars],
            Reasons = Reasons?.Until(bars),
        };

    /// <summary>Levels every forecaster reports: the bounds of the 95, 80 and 50 % intervals, deciles between, and the median.</summary>
    public static double[] StandardLevels { get; } =
    [0.025, 0.05, 0.10, 0.20, 0.25, 0.30, 0.40, 0.50, 0.60, 0.70, 0.75, 0.80, 0.90, 0.95, 0.975];

    private static bool IsInOrder(IReadOnlyList<HorizonForecast> horizons) =>
        horizons.Count > 0 && horizons[0].Bars >= 1 && horizons.Zip(horizons.Skip(1)).All(pair => pair.First.Bars < pair.Second.Bars);
}
