using System.Globalization;
using System.Text.Json;

namespace Simulator.Import.Formats.Json;

/// <summary>
/// The order of the fields in rows without names. Exchanges differ: time, open, high, low, close (freqtrade, OKX, Bybit, Kraken, Binance);
/// time, low, high, open, close (Coinbase); time, open, close, high, low (Bitfinex, KuCoin); time, turnover, close, high, low, open (Gate).
/// The figures decide: the high is the highest and the low the lowest of each row.
/// </summary>
internal static class ArrayOrders
{
    private const int RowsTried = 5000;
    private const double Fits = 0.98;

    private static readonly string[] s_binance =
    [
        "open time",
        "open",
        "high",
        "low",
        "close",
        "volume",
        "close time",
        "quote asset volume",
        "number of trades",
        "taker buy volume",
        "taker buy quote volume",
        "ignore",
    ];

    private static readonly string[][] s_orders =
    [
        ["date", "open", "high", "low", "close", "volume"],
        ["date", "low", "high", "open", "close", "volume"],
        ["date", "open", "close", "high", "low", "volume"],
        ["date", "turnover", "close", "high", "low", "open", "volume"],
    ];

    /// <summary>The names of the columns, or null where the rows do not begin with a time.</summary>
    /// <exception cref="TableProblem">They do, but no known order fits.</exception>
    public static IReadOnlyList<string>? Headings(JsonElement array, int width, string path, List<string> notes)
    {
        if (!BeginsWithTime(array))
            return null;
        if (width == 2)
            return ["date", "close"];
        var rows = array.EnumerateArray().Take(RowsTried).Select(Numbers).ToList();
        var fitting = s_orders.Where(o => o.Length <= width + 1 && Share(rows, o) >= Fits).ToList();
        if (fitting.Count == 0)
            throw new TableProblem(
                $"the rows at {path} have no names, and in no known order of open, high, low and close is the high the highest",
                "Write objects with names instead of arrays",
                value: array[0].GetRawText()
            );
        if (fitting.Count > 1)
            notes.Add($"rows without names are read as {string.Join(", ", fitting[0])}; the figures also fit another order");
        if (width == s_binance.Length && fitting[0] == s_orders[0])
            return s_binance;
        return Padded(HasMeanPrice(rows, fitting[0], width) ? [.. fitting[0][..5], "vwap", "volume"] : fitting[0], width);
    }

    private static List<string> Padded(string[] order, int width) =>
        [
            .. order.Take(width),
            .. Enumerable.Range(order.Length, Math.Max(0, width - order.Length)).Select(k => FormattableString.Invariant($"field {k + 1}")),
        ];

    private static bool BeginsWithTime(JsonElement array)
    {
        var first = array[0].EnumerateArray().First();
        return first.ValueKind switch
        {
            JsonValueKind.Number => first.TryGetDouble(out var n) && n is >= 1e8 and < 1e19,
            JsonValueKind.String => JsonNames.IsStamp(first.GetString()!),
            _ => false,
        };
    }

    private static double[] Numbers(JsonElement row) => [.. row.EnumerateArray().Select(Number)];

    private static double Number(JsonElement cell) =>
        cell.ValueKind switch
        {
            JsonValueKind.Number when cell.TryGetDouble(out var n) => n,
            JsonValueKind.String when double.TryParse(cell.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var n) => n,
            _ => double.NaN,
        };

    /// <summary>Share of the complete rows in which the high is the highest and the low the lowest.</summary>
    private static double Share(List<double[]> rows, string[] order)
    {
        int At(string field) => Array.IndexOf(order, field);
        var (open, high, low, close) = (At("open"), At("high"), At("low"), At("close"));
        int complete = 0,
            fits = 0;
        foreach (var row in rows.Where(r => r.Length >= Math.Min(order.Length, 5) && r.Length > Math.Max(open, close)))
        {
            double[] prices = [row[open], row[high], row[low], row[close]];
            if (prices.Any(double.IsNaN))
                continue;
            complete++;
            fits += row[high] >= prices.Max() && row[low] <= prices.Min() ? 1 : 0;
        }
        return complete == 0 ? 0 : (double)fits / complete;
    }

    /// <summary>Kraken's rows have the average price before the volume: it lies between low and high.</summary>
    private static bool HasMeanPrice(List<double[]> rows, string[] order, int width)
    {
        var (high, low) = (Array.IndexOf(order, "high"), Array.IndexOf(order, "low"));
        if (width < 7 || order[5] != "volume")
            return false;
        var moved = rows.Where(r => r.Length > 6 && r[high] > r[low] && r[6] > 0).ToList();
        return moved.Count > 0 && moved.Count(r => r[5] >= r[low] && r[5] <= r[high]) >= Fits * moved.Count;
    }
}
