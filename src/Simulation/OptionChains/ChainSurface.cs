using Simulator.Numerics;
using Simulator.Options;

namespace Simulator.OptionChains;

/// <summary>
/// The implied volatilities of a day. The forward of each expiry comes from put–call parity, F = K + e^(rT)(C − P), at the strikes where
/// call and put cost nearly the same, as the Cboe does for VIX: so neither dividends nor a stale price of the underlying enters.
/// </summary>
public sealed class ChainSurface
{
    /// <summary>Days of a year of total variance.</summary>
    public const double DaysPerYear = 365;

    /// <summary>The largest volatility that is believed, per year.</summary>
    public const double LargestVolatility = 2;

    private const int FewestDays = 7;
    private const int PairsOfForward = 5;

    private readonly ChainDay _day;
    private readonly double _rate;

    private ChainSurface(ChainDay day, double rate) => (_day, _rate) = (day, rate);

    /// <summary>What became of the contracts.</summary>
    public ChainCounts Counts { get; } = new();

    /// <summary>The underlying that the forwards imply, F e^(−rT), the median over the expiries; NaN where no pair gives one.</summary>
    public double ImpliedSpot { get; private set; } = double.NaN;

    /// <summary>The smiles, expiries rising; those of fewer than two strikes are left out.</summary>
    public IReadOnlyList<VolatilitySmile> Smiles { get; private set; } = [];

    /// <summary>The surface of a day.</summary>
    /// <param name="day">Its contracts.</param>
    /// <param name="ratePerYear">Interest, continuously compounded, a fraction.</param>
    public static ChainSurface Of(ChainDay day, double ratePerYear)
    {
        ArgumentNullException.ThrowIfNull(day);
        var surface = new ChainSurface(day, ratePerYear);
        surface.Build();
        return surface;
    }

    /// <summary>
    /// The volatility at a strike for a number of days, linear in total variance σ²T between the expiries around them; of expiries on one
    /// side only, that of the nearest, where it is within half and twice the days. NaN where there is none.
    /// </summary>
    /// <param name="days">Calendar days.</param>
    /// <param name="moneyness">ln(K/F).</param>
    public double At(double days, double moneyness)
    {
        var known = Smiles.Select(s => (s.Days, PerYear: s.At(moneyness))).Where(s => double.IsFinite(s.PerYear)).ToArray();
        var before = known.LastOrDefault(s => s.Days <= days);
        var after = known.FirstOrDefault(s => s.Days >= days);
        if (before.Days > 0 && after.Days > 0)
        {
            if (before.Days == after.Days)
                return before.PerYear;
            var share = (days - before.Days) / (after.Days - before.Days);
            var variance = ((1 - share) * Total(before)) + (share * Total(after));
            return Math.Sqrt(variance / days);
        }
        var nearest = before.Days > 0 ? before : after;
        return nearest.Days >= days / 2 && nearest.Days <= 2 * days ? nearest.PerYear : double.NaN;

        static double Total((int Days, double PerYear) at) => at.PerYear * at.PerYear * at.Days;
    }

    private void Build()
    {
        Counts.All = _day.Quotes.Count;
        var expiries = _day
            .Quotes.Where(IsUsable)
            .GroupBy(q => q.Expiry)
            .OrderBy(g => g.Key)
            .Select(g => (Days: g.Key.DayNumber - _day.Day.DayNumber, Quotes: g.ToArray()))
            .ToArray();
        var forwards = expiries.Select(e => ForwardOf(e.Quotes, e.Days)).ToArray();
        ImpliedSpot = Median.Of(forwards.Select((f, i) => f * Discount(expiries[i].Days)).Where(double.IsFinite));
        var spot = double.IsFinite(ImpliedSpot) ? ImpliedSpot : _day.FileSpot;
        Smiles =
        [
            .. expiries
                .Select((e, i) => SmileOf(e.Quotes, e.Days, double.IsFinite(forwards[i]) ? forwards[i] : spot / Discount(e.Days)))
                .Where(s => s.Points.Count > 1),
        ];
    }

    private bool IsUsable(OptionQuote quote)
    {
        if (!(quote.Price > 0) || quote.Expiry.DayNumber - _day.Day.DayNumber < FewestDays)
            Counts.Unusable++;
        else if (quote.NeverTraded)
            Counts.NeverTraded++;
        else
            return true;
        return false;
    }

    // Contracts that were traded that day tell the forward; where no pair was, those with open interest do.
    private double ForwardOf(OptionQuote[] quotes, int days)
    {
        var traded = Pairs(quotes.Where(q => q.TradedToday));
        return Median.Of(
            (traded.Length > 0 ? traded : Pairs(quotes))
                .OrderBy(p => Math.Abs(p.Call - p.Put) / p.Strike)
                .Take(PairsOfForward)
                .Select(p => p.Strike + ((p.Call - p.Put) / Discount(days)))
        );
    }

    private static (double Strike, double Call, double Put)[] Pairs(IEnumerable<OptionQuote> quotes) =>
        [
            .. from quote in quotes
            group quote by quote.Strike into strike
            let call = strike.FirstOrDefault(q => q.Right == OptionRight.Call)
            let put = strike.FirstOrDefault(q => q.Right == OptionRight.Put)
            where call.Strike > 0 && put.Strike > 0
            select (strike.Key, call.Price, put.Price),
        ];

    private VolatilitySmile SmileOf(OptionQuote[] quotes, int days, double forward)
    {
        var points = new SortedDictionary<double, double>();
        foreach (var quote in quotes)
        {
            var terms = new OptionTerms(quote.Right, forward * Discount(days), quote.Strike, days / DaysPerYear, _rate);
            var implied = ImpliedVolatility.Of(terms, quote.Price);
            if (implied.Fault != PriceFault.None)
                Counts.OutsideBounds++;
            else if (implied.PerYear > LargestVolatility)
                Counts.Absurd++;
            else
            {
                Counts.Used++;
                Counts.FileWithout += quote.FileVolatility is > 0 and <= LargestVolatility ? 0 : 1;
                if (quote.Right == OptionRight.Call ? quote.Strike >= forward : quote.Strike < forward)
                    points[Math.Log(quote.Strike / forward)] = implied.PerYear;
            }
        }
        return new VolatilitySmile(days, forward, [.. points.Select(p => (p.Key, p.Value))]);
    }

    private double Discount(int days) => Math.Exp(-_rate * days / DaysPerYear);
}
