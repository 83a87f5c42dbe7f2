using static Simulator.Parameters.StrategyParameter;

namespace Simulator.Strategies;

/// <summary>What follows forecasts, in the table of strategies.</summary>
internal static class ForecastStrategies
{
    public static IReadOnlyList<StrategyDescription> All { get; } =
    [
        new()
        {
            Name = "forecastFollowing",
            Title = "Following forecasts",
            Suits = "Series where a forecaster beats the random walk after costs; most do not.",
            Weakness = "As good as its forecasts; follows noise where there is nothing to find.",
            Group = StrategyGroup.Forecasts,
            NeedsForecast = true,
            Rule =
                "Long if the forecast's mean log-return is above `threshold`, short if it is below −threshold, "
                + "else flat. size=full invests everything; size=kelly invests `fraction` of Merton's share (μ + "
                + "σ²/2)/σ², at most everything. A mean within a millionth of the forecast's standard deviation "
                + "of the threshold is on it: rounding trades nothing. A bar without a forecast changes nothing.",
            Source = "Merton, Lifetime Portfolio Selection under Uncertainty, Review of Economics and Statistics 51, 1969 (size=kelly)",
            Parameters =
            [
                Number("threshold", 0, "log-return over the forecast's horizon that the forecast must exceed", 0, 1),
                Word("size", "position size", "full", "kelly"),
                Number("fraction", 0.5, "with size=kelly: the fraction of Merton's share", 0.001, 1),
                Number(
                    "smallestChange",
                    0.1,
                    "smallest change of size, as a fraction of equity, that is " + "traded while the side stays the same",
                    0,
                    1
                ),
                Sides,
            ],
            Make = (p, inputs) =>
                new ForecastFollowing(
                    inputs.Forecast!,
                    p.Number("threshold"),
                    p.Is("size", "kelly") ? ForecastSize.Kelly : ForecastSize.Full,
                    p.Number("fraction"),
                    p.Number("smallestChange"),
                    p.Side
                ),
        },
    ];
}
