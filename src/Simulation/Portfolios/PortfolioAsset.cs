using Simulator.CorporateActions;
using Simulator.Markets;

namespace Simulator.Portfolios;

/// <summary>One asset of a portfolio.</summary>
/// <param name="Series">Its bars. Raw ones where <paramref name="Actions"/> are given.</param>
/// <param name="Currency">What it is quoted in, ISO 4217; null for the account's own currency.</param>
/// <param name="Actions">Splits, dividends and the delisting, applied to positions as they happen; null for none.</param>
public sealed record PortfolioAsset(BarSeries Series, string? Currency = null, ActionSchedule? Actions = null)
{
    /// <summary>The name of the series.</summary>
    public string Symbol => Series.Symbol;
}

/// <summary>
/// Exchange rates as they were traded: <paramref name="Rates"/> is the price of one unit of <paramref name="Base"/> in
/// <paramref name="Quote"/>.
/// </summary>
/// <param name="Base">ISO 4217 code: EUR of EURUSD.</param>
/// <param name="Quote">ISO 4217 code: USD of EURUSD.</param>
/// <param name="Rates">The rates, all positive.</param>
public sealed record ExchangeRates(string Base, string Quote, BarSeries Rates);
