using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Simulator.Backtesting;
using Simulator.Portfolios;
using Simulator.Statistics;

namespace Simulator.Cli.Reports;

/// <summary>A portfolio run as text or as JSON.</summary>
internal static class PortfolioPrinter
{
    private static readonly JsonSerializerOptions s_indented = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
    private static readonly string[] s_shown =
    [
        "returnFraction",
        "annualReturn",
        "annualVolatility",
        "sharpe",
        "sortino",
        "calmar",
        "maxDrawdown",
        "maxDrawdownDurationDays",
        "marketReturn",
        "alpha",
        "beta",
        "timeInMarket",
        "exposure",
        "trades",
        "winRate",
    ];

    /// <summary>
    /// One JSON document: the account, the figures of every dialect under <c>statistics</c>, the assets with their trades, notes; on
    /// request the curves.
    /// </summary>
    public static string Json(string strategy, PortfolioResult result, bool curves, IReadOnlyList<string> dataNotes)
    {
        var document = new JsonObject
        {
            ["strategy"] = strategy,
            ["currency"] = result.Currency,
            ["start"] = Stamp(result.Ticks[0]),
            ["end"] = Stamp(result.Ticks[^1]),
            ["instants"] = result.Ticks.Length,
            ["startingCash"] = result.StartingCash,
            ["finalEquity"] = Number(result.Equity[^1]),
            ["cash"] = Number(result.Cash),
            ["orders"] = result.OrderCount,
            ["commissions"] = Number(result.Commissions),
            ["slippageCost"] = Number(result.SlippageCost),
            ["turnoverPerYear"] = Number(result.TurnoverPerYear),
            ["benchmark"] = result.Benchmark.Symbol,
            ["statistics"] = new JsonObject(DialectJson.Of(result.Statistics)),
            ["thinFigures"] = ThinFigures.Json(new AccountFigures(result.Benchmark, result.Account)),
            ["assets"] = new JsonArray([.. result.Assets.Select((a, i) => Asset(a, result.Weights[^(result.Symbols.Count - i)]))]),
            ["liquidated"] = result.LiquidatedAt < 0 ? null : Stamp(result.Ticks[result.LiquidatedAt]),
            ["notes"] = new JsonArray([.. result.Notes.Select(n => JsonValue.Create(n))]),
            ["tradeHash"] = result.Account.TradeHash,
            ["dataNotes"] = new JsonArray([.. dataNotes.Select(n => JsonValue.Create(n))]),
        };
        if (curves)
            document["curve"] = Curve(result);
        return document.ToJsonString(s_indented);
    }

    /// <summary>The figures, then one line per asset.</summary>
    public static string Text(string strategy, PortfolioResult result)
    {
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"{strategy}\n{Stamp(result.Ticks[0])} to {Stamp(result.Ticks[^1])}, {result.Ticks.Length} time steps, "
                + $"benchmark {result.Benchmark.Symbol}\n\n"
        );
        text.Append(CultureInfo.InvariantCulture, $"{"Final equity", -24} {Figures.Money(result.Equity[^1])} {result.Currency}\n");
        var figures = result.Statistics();
        var account = new AccountFigures(result.Benchmark, result.Account);
        var thin = FigureEvidence.Thin(account, StatisticDialect.Standard, figures).Where(t => s_shown.Contains(t.Figure)).ToArray();
        foreach (var key in s_shown)
        {
            var statistic = StatisticCatalogue.Find(key)!;
            text.Append(
                CultureInfo.InvariantCulture,
                $"{statistic.Name, -24} {Figures.Of(statistic.Unit, figures[key])}"
                    + $"{ThinFigures.MarkOf(thin, StatisticDialect.Standard, key)}\n"
            );
        }
        text.Append(
            CultureInfo.InvariantCulture,
            $"{"Turnover", -24} {Figures.Of(StatisticUnit.PerYear, result.TurnoverPerYear)}\n"
                + $"{"Commissions", -24} {Figures.Money(result.Commissions)}\n"
                + $"{"Slippage", -24} {Figures.Money(result.SlippageCost)}\n\n"
        );
        text.Append(
            CultureInfo.InvariantCulture,
            $"{"asset", -12}{"weight", 10}{"units", 16}{"value", 16}{"dividends", 14}{"trades", 8}{"costs", 14}\n"
        );
        for (var i = 0; i < result.Assets.Count; i++)
        {
            var asset = result.Assets[i];
            text.Append(
                CultureInfo.InvariantCulture,
                $"{asset.Symbol, -12}{Figures.Percent(result.Weights[^(result.Symbols.Count - i)]), 10}{asset.Units, 16:0.####}"
                    + $"{Figures.Money(asset.Value), 16}{Figures.Money(asset.Dividends), 14}{asset.Trades.Count, 8}"
                    + $"{Figures.Money(asset.Commissions + asset.SlippageCost + asset.BorrowCost), 14}\n"
            );
        }
        text.Append(
            CultureInfo.InvariantCulture,
            $"{"cash", -12}{Figures.Percent(result.Cash / result.Equity[^1]), 10}{"", 16}{Figures.Money(result.Cash), 16}\n"
        );
        foreach (var line in ThinFigures.Lines(thin))
            text.Append(CultureInfo.InvariantCulture, $"{line}\n");
        foreach (var note in result.Notes)
            text.Append(CultureInfo.InvariantCulture, $"{note}\n");
        return text.ToString().TrimEnd();
    }

    private static JsonObject Asset(AssetResult asset, double weight) =>
        new()
        {
            ["symbol"] = asset.Symbol,
            ["units"] = asset.Units,
            ["value"] = asset.Value,
            ["weight"] = weight,
            ["commissions"] = asset.Commissions,
            ["slippageCost"] = asset.SlippageCost,
            ["borrowCost"] = asset.BorrowCost,
            ["dividends"] = asset.Dividends,
            ["tradedValue"] = asset.TradedValue,
            ["trades"] = new JsonArray([.. asset.Trades.Select(Trade)]),
        };

    private static JsonObject Trade(Trade trade) =>
        new()
        {
            ["size"] = trade.Size,
            ["entryTime"] = Stamp(trade.EntryTime.Ticks),
            ["exitTime"] = Stamp(trade.ExitTime.Ticks),
            ["entryPrice"] = trade.EntryPrice,
            ["exitPrice"] = trade.ExitPrice,
            ["profitLoss"] = trade.ProfitLoss,
            ["commission"] = trade.Commission,
            ["returnFraction"] = Number(trade.ReturnFraction),
            ["isOpen"] = trade.IsOpen,
            ["exitReason"] = trade.IsOpen ? null : trade.ExitReason,
        };

    private static JsonArray Curve(PortfolioResult result)
    {
        var n = result.Symbols.Count;
        return new JsonArray([
            .. result.Ticks.Select(
                (ticks, t) =>
                    new JsonObject
                    {
                        ["time"] = Stamp(ticks),
                        ["equity"] = result.Equity[t],
                        ["weights"] = new JsonObject(
                            result.Symbols.Select(
                                (s, i) => KeyValuePair.Create(s, (JsonNode?)JsonValue.Create(result.Weights[(t * n) + i]))
                            )
                        ),
                    }
            ),
        ]);
    }

    private static JsonValue? Number(double value) => double.IsFinite(value) ? JsonValue.Create(value) : null;

    private static string Stamp(long ticks) =>
        new DateTime(ticks, DateTimeKind.Utc).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
