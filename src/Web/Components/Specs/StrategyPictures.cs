using System.Collections.Concurrent;
using System.Globalization;
using Simulator.Backtesting;
using Simulator.Markets;
using Simulator.Rules;
using Simulator.Strategies;
using Simulator.Synthetic;

namespace Simulator.Web.Components.Specs;

/// <summary>Small pictures of what strategies do: the price of the built-in market and the equity of the strategy on it.</summary>
public static class StrategyPictures
{
    private const int Points = 64;
    private const int Years = 3;
    private const double Width = 160;
    private const double Height = 48;

    private static readonly Lazy<BarSeries> s_market = new(() => DemoMarket.Create(years: Years).Target);
    private static readonly ConcurrentDictionary<string, StrategyPicture?> s_known = new(StringComparer.Ordinal);

    /// <summary>The picture of a card; null where it cannot be run on one series without forecasts.</summary>
    public static StrategyPicture? Of(GalleryCard card)
    {
        ArgumentNullException.ThrowIfNull(card);
        return s_known.GetOrAdd($"{card.Group} {card.Name}", _ => Strategy(card) is { } strategy ? Draw(s_market.Value, strategy) : null);
    }

    private static IStrategy? Strategy(GalleryCard card)
    {
        if (card.Group == "ready")
            return NamedStrategies.Find(card.Name) is { NeedsForecast: false } named
                ? named.Create(new Dictionary<string, string>(), new StrategyInputs(s_market.Value))
                : null;
        if (card.Group != "rules" || RuleExamples.All.FirstOrDefault(e => e.Name == card.Name) is not { } example)
            return null;
        var program = RuleProgram.Compile(example.Json);
        return program.ReadsForecasts ? null : program.Bind(new RuleMarket(s_market.Value));
    }

    private static StrategyPicture Draw(BarSeries market, IStrategy strategy)
    {
        var run = BacktestEngine.Run(market, 0, market.Count - 1, strategy, new ExecutionSpec(), new CapitalSpec());
        return new StrategyPicture(Line(market.Close), Line(run.Equity));
    }

    // Each line fills the height by itself, on a logarithmic scale.
    private static string Line(double[] values)
    {
        var logs = Enumerable
            .Range(0, Points)
            .Select(i => Math.Log(Math.Max(values[i * (values.Length - 1) / (Points - 1)], 1e-9)))
            .ToArray();
        var (low, high) = (logs.Min(), logs.Max());
        var scale = high > low ? (Height - 4) / (high - low) : 0;
        return string.Join(
            ' ',
            logs.Select(
                (v, i) =>
                    string.Create(CultureInfo.InvariantCulture, $"{i * Width / (Points - 1):0.#},{Height - 2 - ((v - low) * scale):0.#}")
            )
        );
    }
}

/// <summary>Two lines in a box of 160 × 48.</summary>
/// <param name="Price">Points of the price.</param>
/// <param name="Equity">Points of the equity.</param>
public sealed record StrategyPicture(string Price, string Equity);
