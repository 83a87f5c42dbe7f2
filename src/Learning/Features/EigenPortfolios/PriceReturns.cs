using Simulator.Features;
using Simulator.Markets;

namespace Simulator.Learning.Features.EigenPortfolios;

/// <summary>The prices of a market, the target first, and their log-returns on the target's bars.</summary>
internal static class PriceReturns
{
    /// <summary>Names of the series.</summary>
    public static string[] Symbols(AlignedMarket market) => [market.Target.Symbol, .. Prices(market).Select(r => r.Symbol)];

    /// <summary>
    /// [series][bar]: of a related series what was new at the target's close, 0 where nothing was; NaN before a series has two values.
    /// </summary>
    public static double[][] Of(AlignedMarket market) => [OfTarget(market.Target.Close), .. Prices(market).Select(RelatedChanges.Of)];

    private static IEnumerable<AlignedSeries> Prices(AlignedMarket market) => market.Related.Where(r => r.Kind == SeriesKind.Price);

    private static double[] OfTarget(double[] close)
    {
        var returns = new double[close.Length];
        for (var t = 0; t < close.Length; t++)
            returns[t] = t == 0 ? double.NaN : Math.Log(close[t] / close[t - 1]);
        return returns;
    }
}
