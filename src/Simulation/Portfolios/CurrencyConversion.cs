using System.Globalization;
using Simulator.Markets;

namespace Simulator.Portfolios;

/// <summary>
/// Prices in the account's currency. A close is converted at the last rate known at that close, an open at the last rate known when the
/// bar can have opened first; high and low use the open's rate, and are widened to contain open and close. So buying converts the
/// account's money at the rate of the fill and selling converts it back: profit is units·(exit·rate at exit − entry·rate at entry). No
/// rate from later is used.
/// </summary>
public sealed class CurrencyConversion
{
    private readonly string _account;
    private readonly IReadOnlyList<ExchangeRates> _rates;

    /// <summary>Conversion into a currency with the rates there are.</summary>
    public CurrencyConversion(string account, IReadOnlyList<ExchangeRates> rates) => (_account, _rates) = (account, rates);

    /// <summary>The series in the account's currency; the series itself where it is quoted in it.</summary>
    /// <exception cref="ArgumentException">No conversion between the currencies, or no rate yet at a bar; the message says
    /// which.</exception>
    public BarSeries Convert(BarSeries series, string? currency)
    {
        if (currency is null || currency == _account)
            return series;
        var atClose = Rates(series, currency, series.CloseTimeTicks);
        var opens = (long[])BarOpenings.Of(series).Clone();
        if (opens.Length > 0 && opens[0] == long.MinValue)
            opens[0] = series.CloseTimeTicks[0] - series.Interval.Length.Ticks;
        var atOpen = Rates(series, currency, opens);
        var (open, high, low, close) = (
            new double[series.Count],
            new double[series.Count],
            new double[series.Count],
            new double[series.Count]
        );
        for (var i = 0; i < series.Count; i++)
        {
            (open[i], close[i]) = (series.Open[i] * atOpen[i], series.Close[i] * atClose[i]);
            high[i] = Math.Max(series.High[i] * atOpen[i], Math.Max(open[i], close[i]));
            low[i] = Math.Min(series.Low[i] * atOpen[i], Math.Min(open[i], close[i]));
        }
        return new BarSeries(series.Symbol, series.CloseTimeTicks, open, high, low, close, series.Volume)
        {
            Calendar = series.Calendar,
            Interval = series.Interval,
            Kind = series.Kind,
            IsSynthetic = series.IsSynthetic,
            HasOhlc = series.HasOhlc,
            LocalTicks = series.LocalTicks,
        };
    }

    /// <summary>
    /// Money of the account for one unit of a currency at instants (UTC ticks, not falling): the last rate known at each.
    /// </summary>
    internal double[] Rates(BarSeries asset, string currency, ReadOnlySpan<long> instants)
    {
        var legs =
            Path(currency)
            ?? throw new ArgumentException(
                $"asset {asset.Symbol} is quoted in {currency}, the account in {_account}, and no "
                    + $"exchange rate converts between them; add {currency}{_account}"
            );
        var rates = new double[instants.Length];
        Array.Fill(rates, 1);
        foreach (var (leg, inverse) in legs)
        {
            var at = -1;
            for (var i = 0; i < rates.Length; i++)
            {
                while (at + 1 < leg.Rates.Count && leg.Rates.CloseTimeTicks[at + 1] <= instants[i])
                    at++;
                if (at < 0)
                    throw new ArgumentException(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"asset {asset.Symbol}: no {leg.Base}{leg.Quote} rate is known at "
                                + $"{new DateTime(Math.Max(0, instants[i]), DateTimeKind.Utc):u}, its bar {i}; "
                                + $"add earlier rates, or exclude the bars before the first rate"
                        )
                    );
                var rate = leg.Rates.Close[at];
                if (!(rate > 0) || !double.IsFinite(rate))
                    throw new ArgumentException(
                        FormattableString.Invariant(
                            $"the {leg.Base}{leg.Quote} rate at {leg.Rates.CloseTimeAt(at):u} is {rate}; rates must be positive"
                        )
                    );
                rates[i] = inverse ? rates[i] / rate : rates[i] * rate;
            }
        }
        return rates;
    }

    // Directly, the other way round, or through one currency in between; the first in the order given.
    private IReadOnlyList<(ExchangeRates Leg, bool Inverse)>? Path(string from)
    {
        if (Leg(from, _account) is { } direct)
            return [direct];
        foreach (var first in _rates)
        {
            var between =
                first.Base == from ? first.Quote
                : first.Quote == from ? first.Base
                : null;
            if (between is not null && Leg(between, _account) is { } second)
                return [(first, first.Quote == from), second];
        }
        return null;
    }

    private (ExchangeRates Leg, bool Inverse)? Leg(string from, string to)
    {
        foreach (var rates in _rates)
        {
            if (rates.Base == from && rates.Quote == to)
                return (rates, false);
            if (rates.Base == to && rates.Quote == from)
                return (rates, true);
        }
        return null;
    }
}
