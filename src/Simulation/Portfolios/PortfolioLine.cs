using Simulator.Backtesting;
using Simulator.CorporateActions;
using Simulator.Markets;

namespace Simulator.Portfolios;

/// <summary>
/// One asset of a run: its desk, its current bar, and its value for the other desks of the account.
/// </summary>
internal sealed class PortfolioLine
{
    /// <summary>An asset before its first bar, without a position.</summary>
    /// <param name="asset">As it was given.</param>
    /// <param name="series">Its bars in the account's currency.</param>
    /// <param name="account">Where it settles.</param>
    /// <param name="terms">Costs and limits.</param>
    public PortfolioLine(PortfolioAsset asset, BarSeries series, Account account, RunTerms terms)
    {
        (Symbol, Series, Opens, Closes) = (asset.Symbol, series, series.Open, series.Close);
        Desk = new Desk(series, account, terms);
        Portfolio = Desk.Portfolio;
        Actions = InAccountMoney(asset, series);
        ReturnCloses = asset.Actions is { } actions ? PriceAdjustment.GrownCloses(series, actions) : series.Close;
    }

    public string Symbol { get; }

    public BarSeries Series { get; }

    public double[] Opens { get; }

    public double[] Closes { get; }

    /// <summary>Closes whose changes are returns: raw closes if there are no corporate actions.</summary>
    public double[] ReturnCloses { get; }

    public Desk Desk { get; }

    /// <summary>The position in it.</summary>
    public Portfolio Portfolio { get; }

    /// <summary>Corporate actions, in the order in which they take effect.</summary>
    public IReadOnlyList<ScheduledAction> Actions { get; }

    /// <summary>The first of them that is still to come.</summary>
    public int NextAction { get; set; }

    /// <summary>Last closed bar; −1 before the first.</summary>
    public int Bar { get; set; }

    /// <summary>Whether that bar closed at this very instant.</summary>
    public bool IsFresh { get; set; } = true;

    public bool IsDelisted { get; set; }

    /// <summary>Whether it has a bar and is not delisted.</summary>
    public bool IsTradable => Bar >= 0 && !IsDelisted;

    /// <summary>A target that waits for the end of the bar that is under way; NaN for none.</summary>
    public double PendingUnits { get; set; } = double.NaN;

    /// <summary>Dividends received less dividends paid on shorts.</summary>
    public double Dividends { get; set; }

    /// <summary>Open profit where it was last marked.</summary>
    public double Profit { get; private set; }

    /// <summary>Equity that it binds where it was last marked.</summary>
    public double Bound { get; private set; }

    /// <summary>Marks it at a price.</summary>
    public void MarkAt(double price, double leverage) => (Profit, Bound) = (Portfolio.ProfitAt(price), Portfolio.BoundAt(price, leverage));

    // Dividends are paid in the currency of the quotation, converted at the rate of the ex-date's open.
    private static IReadOnlyList<ScheduledAction> InAccountMoney(PortfolioAsset asset, BarSeries converted)
    {
        if (asset.Actions is null)
            return [];
        if (ReferenceEquals(asset.Series, converted))
            return asset.Actions.Actions;
        return
        [
            .. asset.Actions.Actions.Select(a =>
                a.Action is CashDividend ? a with { Amount = a.Amount * (converted.Open[a.Bar] / asset.Series.Open[a.Bar]) } : a
            ),
        ];
    }
}
