using System.Text.Json.Serialization;
using Simulator.Backtesting;

namespace Simulator.Web.Charting;

/// <summary>
/// The trades of a run on the clock of its chart. A result keeps trades, not fills: the fills here are the ends of the trades, those of one
/// order that several trades share put together again. Where only the report is left, it lists the first 5,000 trades.
/// </summary>
public sealed record TradesDocument
{
    /// <summary>Trades, in the order of the run.</summary>
    public required IReadOnlyList<ChartTrade> Trades { get; init; }

    /// <summary>Fills, by time.</summary>
    public required IReadOnlyList<ChartFill> Fills { get; init; }

    /// <summary>The trades of a run.</summary>
    /// <param name="symbol">What is traded, where a trade does not say it.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="trades">The trades.</param>
    /// <param name="words">Puts a fill's reason into words.</param>
    /// <param name="hasResult">Whether profits are told.</param>
    public static TradesDocument Of(
        string symbol,
        ShownClock clock,
        IReadOnlyList<Trade> trades,
        Func<string, string> words,
        bool hasResult = true
    )
    {
        ArgumentNullException.ThrowIfNull(trades);
        ArgumentNullException.ThrowIfNull(words);
        var shown = new ChartTrade[trades.Count];
        for (var i = 0; i < shown.Length; i++)
        {
            var trade = trades[i];
            var entry = new ChartTradeEnd(clock.Of(trade.EntryTime), trade.EntryPrice, words(trade.EntryReason));
            var exit = trade.IsOpen ? null : new ChartTradeEnd(clock.Of(trade.ExitTime), trade.ExitPrice, words(trade.ExitReason));
            shown[i] = new ChartTrade(
                i + 1,
                trade.Size < 0 ? "short" : "long",
                trade.Symbol ?? symbol,
                trade.Size,
                entry,
                exit,
                hasResult ? trade.ProfitLoss : null,
                hasResult ? trade.ReturnFraction : null,
                trade.Commission
            );
        }
        return new TradesDocument { Trades = shown, Fills = FillsOf(shown) };
    }

    /// <summary>Those of one asset alone, with the numbers that they have in the run; all of them without one.</summary>
    public TradesDocument Of(string? asset)
    {
        if (asset is null)
            return this;
        ChartTrade[] own = [.. Trades.Where(t => IsOf(t.Symbol, asset))];
        return new TradesDocument { Trades = own, Fills = FillsOf(own) };
    }

    /// <summary>Whether a trade is one of an asset.</summary>
    internal static bool IsOf(string? symbol, string asset) => asset.Equals(symbol, StringComparison.OrdinalIgnoreCase);

    private static ChartFill[] FillsOf(IReadOnlyList<ChartTrade> trades) =>
        [
            .. trades
                .SelectMany(End)
                .GroupBy(f => (f.Time, f.Price, f.Reason, f.Symbol, Math.Sign(f.Size)))
                .Select(g => g.First() with { Size = g.Sum(f => f.Size), Trade = g.Count() == 1 ? g.First().Trade : null })
                .OrderBy(f => f.Time),
        ];

    private static IEnumerable<ChartFill> End(ChartTrade trade)
    {
        yield return new ChartFill(trade.Entry.Time, trade.Entry.Price, trade.Size, trade.Entry.Reason, trade.Symbol, trade.Id);
        if (trade.Exit is { } exit)
            yield return new ChartFill(exit.Time, exit.Price, -trade.Size, exit.Reason, trade.Symbol, trade.Id);
    }
}

/// <summary>A trade of a chart.</summary>
/// <param name="Id">Its number in the run, from 1.</param>
/// <param name="Side"><c>long</c> or <c>short</c>.</param>
/// <param name="Symbol">What was traded.</param>
/// <param name="Size">Units, negative for a short.</param>
/// <param name="Entry">Its entry.</param>
/// <param name="Exit">Its exit; null while it is open.</param>
/// <param name="Profit">Money made, commission paid; of an open one at the last close; null in a preview.</param>
/// <param name="ReturnFraction">The same as a fraction of what was put in.</param>
/// <param name="Commission">Commission of both sides.</param>
public sealed record ChartTrade(
    int Id,
    string Side,
    string Symbol,
    double Size,
    ChartTradeEnd Entry,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] ChartTradeEnd? Exit,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? Profit,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? ReturnFraction,
    double Commission
);

/// <summary>One end of a trade.</summary>
/// <param name="Time">Shown time of its bar.</param>
/// <param name="Price">Price of the fill, slippage included.</param>
/// <param name="Reason">Why at that price, in words.</param>
public sealed record ChartTradeEnd(double Time, double Price, string Reason);

/// <summary>Units changing hands.</summary>
/// <param name="Time">Shown time of its bar.</param>
/// <param name="Price">Price, slippage included.</param>
/// <param name="Size">Units: bought above 0, sold below.</param>
/// <param name="Reason">Why at that price, in words.</param>
/// <param name="Symbol">What was traded.</param>
/// <param name="Trade">The trade that it belongs to; null where it belongs to several.</param>
public sealed record ChartFill(
    double Time,
    double Price,
    double Size,
    string Reason,
    string Symbol,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] int? Trade
);
