using Simulator.OptionChains;
using Simulator.Options;

namespace Simulator.Anomalies;

/// <summary>
/// Columns of option contracts in which a wrong one shows: where its strike is, how long it runs, what its price says of volatility, how
/// far the price is outside the bounds of no arbitrage, how far put–call parity is broken, how much is traded.
/// </summary>
public static class ContractColumns
{
    private static readonly string[] s_names =
    [
        "moneyness",
        "days",
        "price",
        "implied volatility",
        "file volatility",
        "bounds broken",
        "parity gap",
        "volume",
        "open interest",
    ];

    /// <summary>The contracts of a file; the rate is taken as zero.</summary>
    /// <exception cref="Import.ImportException">It is no table of contracts.</exception>
    public static AnomalyTable Of(byte[] content, string fileName)
    {
        var (rows, lines, labels) = (new List<double[]>(), new List<int>(), new List<string>());
        foreach (var day in ChainReader.Read(content, fileName))
        {
            var implied = ChainSurface.Of(day, 0).ImpliedSpot;
            var spot = double.IsFinite(implied) ? implied : day.FileSpot;
            var prices = day.Quotes.GroupBy(q => (q.Expiry, q.Strike, q.Right)).ToDictionary(g => g.Key, g => g.First().Price);
            foreach (var quote in day.Quotes.Where(q => q.Expiry > day.Day))
            {
                rows.Add(Row(quote, day.Day, spot, prices));
                lines.Add(quote.Line);
                labels.Add(FormattableString.Invariant($"{day.Day:yyyy-MM-dd} {quote.Expiry:yyyy-MM-dd} {quote.Strike} {quote.Right}"));
            }
        }
        return new AnomalyTable(fileName, s_names, [.. s_names.Select((_, c) => rows.Select(r => r[c]).ToArray())], lines, labels)
        {
            Notes = ["moneyness is measured against the underlying that put and call prices imply; interest is taken as zero"],
        };
    }

    private static double[] Row(OptionQuote quote, DateOnly day, double spot, Dictionary<(DateOnly, double, OptionRight), double> prices)
    {
        var days = quote.Expiry.DayNumber - day.DayNumber;
        var terms = new OptionTerms(quote.Right, spot, quote.Strike, days / ChainSurface.DaysPerYear);
        var implied = ImpliedVolatility.Of(terms, quote.Price);
        var outside = Math.Max(0, Math.Max(terms.LowestPrice - quote.Price, quote.Price - terms.HighestPrice)) / spot;
        var other = prices.GetValueOrDefault((quote.Expiry, quote.Strike, terms.ToOpposite().Right), double.NaN);
        var sign = quote.Right == OptionRight.Call ? 1 : -1;
        return
        [
            terms.AreSound ? Math.Log(quote.Strike / spot) : double.NaN,
            Math.Sqrt(days),
            Math.Log(1 + (100 * Math.Max(0, quote.Price) / spot)),
            implied.PerYear,
            quote.FileVolatility,
            outside,
            ((sign * (quote.Price - other)) - (spot - quote.Strike)) / spot,
            Math.Log(1 + quote.Volume),
            Math.Log(1 + quote.OpenInterest),
        ];
    }
}
