using System.Globalization;

namespace Simulator.Backtesting;

/// <summary>Why a fill happened.</summary>
public enum FillCause
{
    /// <summary>A market order at the open after its decision.</summary>
    MarketOrder,

    /// <summary>The account was bankrupt; everything was closed at the close.</summary>
    Liquidation,

    /// <summary>The run ended and was asked to close what was open.</summary>
    EndOfRun,

    /// <summary>A market order at the close of its decision.</summary>
    MarketAtClose,

    /// <summary>A stop order whose price was touched.</summary>
    Stop,

    /// <summary>A limit order whose price was touched.</summary>
    Limit,

    /// <summary>The stop-loss of a trade.</summary>
    StopLoss,

    /// <summary>The take-profit of a trade.</summary>
    TakeProfit,

    /// <summary>The trailing stop of a trade.</summary>
    TrailingStop,

    /// <summary>Margin call: the position was reduced because equity was below the maintenance margin.</summary>
    MarginCall,

    /// <summary>A fractional share after a split, paid out in cash (cash in lieu).</summary>
    CashInLieu,

    /// <summary>The instrument was delisted; the position was closed at its last price.</summary>
    Delisting,
}

/// <summary>Units changing hands at a price, and why at that price.</summary>
/// <param name="Bar">Bar of the fill.</param>
/// <param name="Units">Signed: bought &gt; 0, sold &lt; 0.</param>
/// <param name="Price">Price per unit, including slippage.</param>
/// <param name="BasePrice">Price before slippage, from the fill rule.</param>
/// <param name="Cause">Why.</param>
/// <param name="OrderBar">Bar at whose close the order was placed.</param>
/// <param name="WantedUnits">Units of the order, unsigned; more than the units filled if the fill was reduced.</param>
/// <param name="Level">The stop or limit that was touched; NaN for a market order.</param>
public readonly record struct Fill(
    int Bar,
    double Units,
    double Price,
    double BasePrice,
    FillCause Cause,
    int OrderBar,
    double WantedUnits,
    double Level = double.NaN
)
{
    /// <summary>Whether it made liquidity: a limit order or target that waited.</summary>
    public bool IsMaker { get; init; }

    /// <summary>Whether the volume of the bar allowed only a part of what was wanted; the rest waits.</summary>
    public bool IsPartial { get; init; }

    /// <summary>
    /// Fills that this stands for, at their mean price, where it stands for several; 0 for one. Cause, bars and level are those of the
    /// first of entries, of the last of exits.
    /// </summary>
    public int MeanOf { get; init; }

    /// <summary>Slippage cost.</summary>
    public double SlippageCost => Math.Abs(Units) * Math.Abs(Price - BasePrice);

    /// <summary>
    /// The reason in words: “market order of bar 69 filled at the open 180.36”, “mean price 47.2 of 3 fills: market order of bar 69 and 2
    /// more”. Empty for no fill.
    /// </summary>
    public string Describe()
    {
        if (WantedUnits == 0)
            return "";
        if (MeanOf > 1)
            return FormattableString.Invariant($"mean price {Price:R} of {MeanOf} fills: {Name()} and {MeanOf - 1} more");
        var text = Cause switch
        {
            FillCause.Liquidation => FormattableString.Invariant($"bankrupt: closed at the close {BasePrice:R}"),
            FillCause.MarginCall => FormattableString.Invariant($"margin call of bar {OrderBar}: reduced at {BasePrice:R}"),
            FillCause.EndOfRun => FormattableString.Invariant($"end of run: closed at the open {BasePrice:R} of the last bar"),
            FillCause.MarketAtClose => FormattableString.Invariant($"market order of bar {OrderBar} filled at the close {BasePrice:R}"),
            FillCause.MarketOrder => FormattableString.Invariant($"market order of bar {OrderBar} filled at the open {BasePrice:R}"),
            FillCause.CashInLieu => string.Create(
                CultureInfo.InvariantCulture,
                $"cash in lieu of a fractional share after a " + $"split, at the open {BasePrice:R}"
            ),
            FillCause.Delisting => FormattableString.Invariant($"delisted: closed at the last close {BasePrice:R}"),
            _ => Touched(),
        };
        if (Price != BasePrice)
            text += FormattableString.Invariant($", {Math.Abs((Price / BasePrice) - 1) * 1e4:0.##} bps slippage");
        if (IsPartial)
            text += FormattableString.Invariant(
                $", {Math.Abs(Units):0.############} of {WantedUnits:0.############} units: limited by the bar's volume"
            );
        else if (WantedUnits > Math.Abs(Units))
            text += FormattableString.Invariant(
                $", reduced from {WantedUnits:0.############} to {Math.Abs(Units):0.############} units: limited by the buying power"
            );
        return text;
    }

    private string Touched() =>
        BasePrice == Level
            ? FormattableString.Invariant($"{Kind} of bar {OrderBar} filled at its price {Level:R}")
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{Kind} of bar {OrderBar} at {Level:R} filled at " + $"{BasePrice:R}: the market was already beyond it"
            );

    // The cause without a price, since the price is that of others, too.
    private string Name() =>
        Cause switch
        {
            FillCause.Liquidation => "bankrupt",
            FillCause.EndOfRun => "end of run",
            FillCause.CashInLieu => "cash in lieu of a fractional share after a split",
            FillCause.Delisting => "delisted",
            _ => FormattableString.Invariant(
                $"{Kind} of bar {OrderBar}{(double.IsNaN(Level) ? "" : FormattableString.Invariant($" at {Level:R}"))}"
            ),
        };

    private string Kind =>
        Cause switch
        {
            FillCause.MarketOrder or FillCause.MarketAtClose => "market order",
            FillCause.MarginCall => "margin call",
            FillCause.Stop => "stop order",
            FillCause.Limit => "limit order",
            FillCause.StopLoss => "stop-loss",
            FillCause.TakeProfit => "take-profit",
            _ => "trailing stop",
        };
}
