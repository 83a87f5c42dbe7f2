namespace Simulator.Web.Components.Report;

/// <summary>Which trades are listed.</summary>
public sealed record TradeChoice
{
    /// <summary>“long”, “short”; empty for all.</summary>
    public string Side { get; init; } = "";

    /// <summary>“won”, “lost”, “open”; empty for all.</summary>
    public string Outcome { get; init; } = "";

    /// <summary>Words that asset, reasons, mark, month or number must contain.</summary>
    public string Words { get; init; } = "";

    /// <summary>What they are grouped by; <see cref="TradeGrouping.None"/> for nothing.</summary>
    public TradeGrouping Grouping { get; init; }

    /// <summary>The one group that is listed; null for all.</summary>
    public string? Group { get; init; }

    /// <summary>The trades that match everything but the group.</summary>
    public IEnumerable<TradeLine> Filter(IEnumerable<TradeLine> lines) => lines.Where(l => IsSide(l) && IsOutcome(l) && HasWords(l));

    /// <summary>The trades that match everything.</summary>
    public IEnumerable<TradeLine> Apply(IEnumerable<TradeLine> lines) =>
        Group is null ? Filter(lines) : Filter(lines).Where(l => KeyOf(l) == Group);

    /// <summary>The groups of the trades that match, in order of their names.</summary>
    public IReadOnlyList<TradeGroupRow> Groups(IEnumerable<TradeLine> lines) =>
        Grouping == TradeGrouping.None
            ? []
            : [.. Filter(lines).GroupBy(KeyOf).OrderBy(g => g.Key, StringComparer.Ordinal).Select(TradeGroupRow.Of)];

    private bool IsSide(TradeLine line) =>
        Side switch
        {
            "long" => line.Trade.Size > 0,
            "short" => line.Trade.Size <= 0,
            _ => true,
        };

    private bool IsOutcome(TradeLine line) =>
        Outcome switch
        {
            "won" => line.Trade.ProfitLoss > 0,
            "lost" => line.Trade.ProfitLoss < 0,
            "open" => line.Trade.IsOpen,
            _ => true,
        };

    private bool HasWords(TradeLine line) =>
        Words
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .All(w =>
                new[] { line.Symbol, line.EntryCause, line.ExitCause, line.Trade.Tag ?? "", line.Month }.Any(t =>
                    t.Contains(w, StringComparison.OrdinalIgnoreCase)
                )
            );

    private string KeyOf(TradeLine line) =>
        Grouping switch
        {
            TradeGrouping.Month => line.Month,
            TradeGrouping.Side => line.Side,
            TradeGrouping.Reason => line.ExitCause,
            TradeGrouping.Asset => line.Symbol,
            TradeGrouping.Mark => line.Trade.Tag ?? ReportText.NoMark,
            _ => "",
        };
}

/// <summary>What trades are grouped by.</summary>
public enum TradeGrouping
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Month of the exit.</summary>
    Month,

    /// <summary>Long or short.</summary>
    Side,

    /// <summary>Why they were closed.</summary>
    Reason,

    /// <summary>The asset.</summary>
    Asset,

    /// <summary>The strategy's own mark.</summary>
    Mark,
}

/// <summary>Trades with something in common.</summary>
/// <param name="Key">What that is.</param>
/// <param name="Count">How many.</param>
/// <param name="Won">Share with a profit.</param>
/// <param name="ProfitLoss">Profit of all.</param>
/// <param name="MeanReturn">Mean return of one.</param>
public sealed record TradeGroupRow(string Key, int Count, double Won, double ProfitLoss, double MeanReturn)
{
    internal static TradeGroupRow Of(IGrouping<string, TradeLine> group) =>
        new(
            group.Key,
            group.Count(),
            group.Average(l => l.Trade.ProfitLoss > 0 ? 1.0 : 0.0),
            group.Sum(l => l.Trade.ProfitLoss),
            group.Average(l => l.Trade.ReturnFraction)
        );
}
