using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Simulator.Backtesting;
using Simulator.Markets;
using Simulator.Statistics;

namespace Simulator.Cli.Reports;

/// <summary>A backtest as text or as JSON, with the names of backtesting.py.</summary>
internal static class BacktestPrinter
{
    private static readonly JsonSerializerOptions s_indented = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>
    /// One JSON document: the figures of every dialect under <c>statistics</c>, closed trades, open trades, costs, notes about the data.
    /// </summary>
    public static string Json(AccountFigures account, IReadOnlyDictionary<string, double> figures, IReadOnlyList<string> dataNotes)
    {
        var (series, result) = (account.Series, account.Result);
        var statistics = new JsonObject { ["Start"] = Stamp(series, result.FirstBar), ["End"] = Stamp(series, result.LastBar) };
        foreach (var (key, value) in Shown(figures))
            statistics[key] = IsDuration(key) ? (JsonNode?)Duration(value) : Number(value);
        return new JsonObject
        {
            ["bars"] = result.Equity.Length,
            ["equity_final"] = Number(result.Equity[^1]),
            ["statistics"] = new JsonObject([
                KeyValuePair.Create("backtestingPy", (JsonNode?)statistics),
                .. DialectJson.Of(d => StatisticCatalogue.Compute(account, d), StatisticDialect.BacktestingPy),
            ]),
            ["thinFigures"] = ThinFigures.Json(account),
            ["trades"] = new JsonArray([.. result.Trades.Where(t => !t.IsOpen).Select(Trade)]),
            ["open_trades_at_end"] = new JsonArray([.. result.Trades.Where(t => t.IsOpen).Select(OpenTrade)]),
            ["costs"] = new JsonObject
            {
                ["commissions"] = Number(result.Commissions),
                ["slippage"] = Number(result.SlippageCost),
                ["borrow"] = Number(result.BorrowCost),
                ["interestPaid"] = Number(result.InterestPaid),
                ["interestEarned"] = Number(result.InterestEarned),
            },
            ["partialFills"] = result.PartialFills,
            ["marginCalls"] = new JsonArray([
                .. result.MarginCalls.Select(c => new JsonObject
                {
                    ["bar"] = c.Bar,
                    ["equity"] = Number(c.Equity),
                    ["required"] = Number(c.Required),
                    ["units"] = Number(c.Units),
                }),
            ]),
            ["ambiguousBars"] = result.AmbiguousBars,
            ["notes"] = new JsonArray([.. result.Notes.Select(n => JsonValue.Create(n))]),
            ["tradeHash"] = result.TradeHash,
            ["dataNotes"] = new JsonArray([.. dataNotes.Select(n => JsonValue.Create(n))]),
        }.ToJsonString(s_indented);
    }

    /// <summary>The figures, one per line.</summary>
    public static string Text(AccountFigures account, IReadOnlyDictionary<string, double> figures)
    {
        var (series, result) = (account.Series, account.Result);
        var thin = FigureEvidence.Thin(account, StatisticDialect.BacktestingPy, figures);
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"{"Start", -24} {Stamp(series, result.FirstBar)}\n{"End", -24} {Stamp(series, result.LastBar)}\n"
        );
        foreach (var (key, value) in Shown(figures))
            text.Append(
                CultureInfo.InvariantCulture,
                $"{key, -24} {(IsDuration(key) ? Words(value) : Figure(value))}"
                    + $"{ThinFigures.MarkOf(thin, StatisticDialect.BacktestingPy, key)}\n"
            );
        foreach (
            var (name, cost) in new[]
            {
                ("Slippage [$]", result.SlippageCost),
                ("Borrow cost [$]", result.BorrowCost),
                ("Interest paid [$]", result.InterestPaid),
                ("Interest earned [$]", result.InterestEarned),
                ("Partial fills", result.PartialFills),
                ("Margin calls", result.MarginCalls.Count),
            }
        )
        {
            if (cost != 0)
                text.Append(CultureInfo.InvariantCulture, $"{name, -24} {cost:0.#####}\n");
        }
        foreach (var line in ThinFigures.Lines(thin))
            text.Append(CultureInfo.InvariantCulture, $"{line}\n");
        foreach (var note in result.Notes)
            text.Append(CultureInfo.InvariantCulture, $"{note}\n");
        return text.ToString().TrimEnd();
    }

    // backtesting.py shows no commissions if there were none.
    private static IEnumerable<KeyValuePair<string, double>> Shown(IReadOnlyDictionary<string, double> figures) =>
        figures.Where(f => f.Key != "Commissions [$]" || f.Value != 0);

    private static bool IsDuration(string key) => key.EndsWith("Duration", StringComparison.Ordinal);

    private static JsonObject? Duration(double days) =>
        !double.IsFinite(days) ? null : new JsonObject { ["days"] = days, ["text"] = Words(days) };

    private static string Figure(double value) => double.IsNaN(value) ? "—" : value.ToString("0.#####", CultureInfo.InvariantCulture);

    private static string Words(double days)
    {
        if (!double.IsFinite(days))
            return "—";
        var time = TimeSpan.FromSeconds(Math.Round(days * 86_400));
        return string.Create(CultureInfo.InvariantCulture, $"{time.Days} days {time:hh\\:mm\\:ss}");
    }

    private static JsonValue? Number(double value) => double.IsFinite(value) ? JsonValue.Create(value) : null;

    private static string Stamp(BarSeries series, int bar)
    {
        var close = series.CloseTimeAt(bar);
        var time = series.Interval.IsIntraday ? close : series.DayAt(bar).ToDateTime(TimeOnly.MinValue);
        return time.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
    }

    private static JsonObject OpenTrade(Trade trade) =>
        new JsonObject
        {
            ["Size"] = Number(trade.Size),
            ["EntryBar"] = trade.EntryBar,
            ["EntryPrice"] = Number(trade.EntryPrice),
            ["SL"] = Number(trade.StopLoss),
            ["TP"] = Number(trade.TakeProfit),
            ["Tag"] = trade.Tag,
            ["EntryReason"] = trade.EntryReason,
        };

    private static JsonObject Trade(Trade trade) =>
        new JsonObject
        {
            ["Size"] = Number(trade.Size),
            ["EntryBar"] = trade.EntryBar,
            ["ExitBar"] = trade.ExitBar,
            ["EntryPrice"] = Number(trade.EntryPrice),
            ["ExitPrice"] = Number(trade.ExitPrice),
            ["PnL"] = Number(trade.ProfitLoss),
            ["Commission"] = Number(trade.Commission),
            ["ReturnPct"] = Number(trade.ReturnFraction),
            ["Tag"] = trade.Tag,
            ["EntryReason"] = trade.EntryReason,
            ["ExitReason"] = trade.ExitReason,
        };
}
