using System.Collections.Concurrent;
using System.Globalization;
using Simulator.Backtesting;
using Simulator.Markets;
using Simulator.Portfolios;
using Simulator.Portfolios.Methods;
using Simulator.Portfolios.Rebalancing;
using Simulator.Rules;
using Simulator.Strategies;
using Simulator.Synthetic;

namespace Simulator.Web.Components.Specs;

/// <summary>
/// Small pictures of what strategies do: the price of the built-in market and the equity of the strategy on it. Methods over several assets
/// have that market and the others beside it.
/// </summary>
public static class StrategyPictures
{
    private const int Years = 3;

    private static readonly Lazy<DemoMarket> s_market = new(() => DemoMarket.Create(years: Years));
    private static readonly ConcurrentDictionary<string, StrategyPicture?> s_known = new(StringComparer.Ordinal);

    /// <summary>The picture of a card; null where it cannot be run here: it needs forecasts, or it learns.</summary>
    public static StrategyPicture? Of(GalleryCard card)
    {
        ArgumentNullException.ThrowIfNull(card);
        return s_known.GetOrAdd(card.Key, _ => Draw(card));
    }

    private static StrategyPicture? Draw(GalleryCard card)
    {
        var market = s_market.Value.Target;
        var equity =
            card.Group == "portfolio" ? Portfolio(card.Name)
            : Strategy(card) is { } strategy ? Alone(market, strategy)
            : null;
        return equity is null ? null : new StrategyPicture(PictureLine.Of(market.Close), PictureLine.Of(equity));
    }

    private static IStrategy? Strategy(GalleryCard card)
    {
        var market = s_market.Value.Target;
        if (card.Group == "ready")
            return NamedStrategies.Find(card.Name) is { NeedsForecast: false } named
                ? named.Create(new Dictionary<string, string>(), new StrategyInputs(market))
                : null;
        if (card.Group != "rules" || RuleExamples.All.FirstOrDefault(e => e.Name == card.Name) is not { } example)
            return null;
        var program = RuleProgram.Compile(example.Json);
        return program.ReadsForecasts ? null : program.Bind(new RuleMarket(market));
    }

    private static double[] Alone(BarSeries market, IStrategy strategy) =>
        BacktestEngine.Run(market, 0, market.Count - 1, strategy, new ExecutionSpec(), new CapitalSpec()).Equity;

    // Custom weights are equal ones; a pair is the market and the first beside it.
    private static double[]? Portfolio(string name)
    {
        if (PortfolioMethods.Find(name) is not { } method)
            return null;
        BarSeries[] series = [s_market.Value.Target, .. s_market.Value.Related.Where(r => r.Kind == SeriesKind.Price)];
        if (method.IsPair)
            series = series[..2];
        var parameters = new Dictionary<string, string>();
        var strategy = method.IsPair
            ? method.CreatePair(parameters, series[0].Symbol, series[1].Symbol)
            : method.Create(parameters, new RebalanceRule.Monthly(), series.ToDictionary(s => s.Symbol, _ => 1.0 / series.Length));
        return PortfolioEngine.Run([.. series.Select(s => new PortfolioAsset(s))], strategy, new ExecutionSpec(), new CapitalSpec()).Equity;
    }
}

/// <summary>Two lines in a box of 160 × 48.</summary>
/// <param name="Price">Points of what it is compared with: the price, or a baseline.</param>
/// <param name="Equity">Points of its own: the equity, or its score while it trained.</param>
public sealed record StrategyPicture(string Price, string Equity);

/// <summary>A line of a small picture.</summary>
internal static class PictureLine
{
    private const int Points = 64;
    private const double Width = 160;
    private const double Height = 48;

    /// <summary>A line that fills the height by itself, on a logarithmic scale.</summary>
    public static string Of(IReadOnlyList<double> values)
    {
        double[] logs = [.. values.Select(v => Math.Log(Math.Max(v, 1e-9)))];
        return Of(logs, logs.Min(), logs.Max());
    }

    /// <summary>A line between bounds.</summary>
    public static string Of(IReadOnlyList<double> values, double low, double high)
    {
        var points = Math.Min(Points, values.Count);
        var scale = high > low ? (Height - 4) / (high - low) : 0;
        return string.Join(
            ' ',
            Enumerable
                .Range(0, points)
                .Select(i => (At: i * Width / Math.Max(1, points - 1), Value: values[i * (values.Count - 1) / Math.Max(1, points - 1)]))
                .Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.At:0.#},{Height - 2 - ((p.Value - low) * scale):0.#}"))
        );
    }
}
