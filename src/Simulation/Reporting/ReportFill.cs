using Simulator.Backtesting;

namespace Simulator.Reporting;

/// <summary>Units that changed hands, as far as a report's trades tell.</summary>
/// <param name="Time">Close time of the bar, UTC.</param>
/// <param name="Bar">Bar, index into the series.</param>
/// <param name="Symbol">The asset, in an account with several; else null.</param>
/// <param name="Units">Signed: bought &gt; 0.</param>
/// <param name="Price">Price per unit, slippage included.</param>
/// <param name="Reason">Why at that price.</param>
/// <param name="FirstTrade">Number of the first trade that it belongs to, from 1, in the report's order.</param>
/// <param name="Opens">Whether it opened (a part of) a position.</param>
/// <param name="Closes">Whether it closed one; a reversal does both.</param>
public sealed record ReportFill(
    DateTime Time,
    int Bar,
    string? Symbol,
    double Units,
    double Price,
    string Reason,
    int FirstTrade,
    bool Opens,
    bool Closes
)
{
    /// <summary>Σ |units|·price.</summary>
    public double Value => Math.Abs(Units) * Math.Abs(Price);

    /// <summary>
    /// The fills behind trades, in order of time. A fill that was split among several trades is put together again: one bar, price, side
    /// and reason. Where an account keeps whole positions, an entry is the mean of its fills, and its reason says of how many.
    /// </summary>
    public static IReadOnlyList<ReportFill> Of(IReadOnlyList<Trade> trades)
    {
        ArgumentNullException.ThrowIfNull(trades);
        var fills = new List<ReportFill>(2 * trades.Count);
        var known = new Dictionary<(string?, int, double, string, bool), int>();
        for (var i = 0; i < trades.Count; i++)
        {
            var t = trades[i];
            Add(new ReportFill(t.EntryTime, t.EntryBar, t.Symbol, t.Size, t.EntryPrice, t.EntryReason, i + 1, true, false));
            if (!t.IsOpen)
                Add(new ReportFill(t.ExitTime, t.ExitBar, t.Symbol, -t.Size, t.ExitPrice, t.ExitReason, i + 1, false, true));
        }
        return [.. fills.OrderBy(f => f.Time).ThenBy(f => f.FirstTrade)];

        void Add(ReportFill fill)
        {
            var key = (fill.Symbol, fill.Bar, fill.Price, fill.Reason, fill.Units > 0);
            if (!known.TryAdd(key, fills.Count))
            {
                var before = fills[known[key]];
                fills[known[key]] = before with
                {
                    Units = before.Units + fill.Units,
                    Opens = before.Opens || fill.Opens,
                    Closes = before.Closes || fill.Closes,
                };
                return;
            }
            fills.Add(fill);
        }
    }
}
