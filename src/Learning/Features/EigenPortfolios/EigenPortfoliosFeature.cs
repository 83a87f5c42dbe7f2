using Simulator.Errors;
using Simulator.Features;
using Simulator.Folds;
using Simulator.Markets;

namespace Simulator.Learning.Features.EigenPortfolios;

/// <summary>
/// Returns of the first eigen-portfolios of the target and its related prices: F[k,t] = Σᵢ vᵢₖ/σᵢ · r[i,t], v and σ from the correlations
/// of a fold's past (Avellaneda and Lee 2010). Over the rows of the fit F has the variance λₖ.
/// </summary>
internal sealed class EigenPortfoliosFeature(EigenPortfoliosSpec spec) : IFittedFeature
{
    /// <summary>Its kind.</summary>
    public const string Name = "eigenPortfolios";

    private const int RowsPerSeries = 2;

    /// <inheritdoc/>
    public string Purpose => Name;

    /// <inheritdoc/>
    public int TrainFolds => spec.TrainFolds;

    /// <inheritdoc/>
    public int WarmUpBars => 2;

    /// <inheritdoc/>
    public int MinimumFitRows => 60;

    /// <inheritdoc/>
    public IReadOnlyList<FeatureColumn> Columns { get; } =
    [
        .. Enumerable
            .Range(1, spec.Components)
            .Select(k => new FeatureColumn(FormattableString.Invariant($"eigenPortfolio_{k}"), "Σ component / deviation · log-return")),
    ];

    /// <inheritdoc/>
    public string? Unserved(AlignedMarket market)
    {
        var symbols = PriceReturns.Symbols(market);
        return symbols.Length >= Math.Max(2, spec.Components)
            ? null
            : FormattableString.Invariant($"{Name} of {spec.Components} components needs {Math.Max(2, spec.Components)} prices, and there ")
                + FormattableString.Invariant($"{(symbols.Length == 1 ? "is" : "are")} {symbols.Length} ({string.Join(", ", symbols)}; ")
                + "rates and scores do not count); name more prices in data.related or ask for fewer components";
    }

    /// <inheritdoc/>
    public byte[] Fit(FeatureInput past, WalkForwardFold fold, FeatureContext context)
    {
        if (Unserved(past.Market) is { } fault)
            throw new SimulationException(fault);
        var returns = PriceReturns.Of(past.Market);
        int[] rows =
        [
            .. Enumerable
                .Range(fold.FitStart, fold.Cutoff + 1 - fold.FitStart)
                .Where(t => Array.TrueForAll(returns, r => double.IsFinite(r[t]))),
        ];
        if (rows.Length < RowsPerSeries * returns.Length)
            throw new SimulationException(TooShort(past.Market, returns, fold, rows.Length));
        var components = CorrelationComponents.OfGrowing(Array.ConvertAll(returns, r => Array.ConvertAll(rows, t => r[t])));
        return FittedNumbers.Write(Name, [.. Enumerable.Range(0, spec.Components).SelectMany(components.Holdings)]);
    }

    /// <inheritdoc/>
    public IReadOnlyList<double[]> Transform(byte[] model, FeatureInput input, int start, int end)
    {
        var (holdings, returns) = (FittedNumbers.Read(Name, model), PriceReturns.Of(input.Market));
        if (holdings.Length != spec.Components * returns.Length)
            throw new InvalidDataException($"{Name}: the fit is of another number of series or components; fit the feature again");
        return
        [
            .. Enumerable
                .Range(0, spec.Components)
                .Select(k => Portfolio(holdings.AsSpan(k * returns.Length, returns.Length), returns, start, end)),
        ];
    }

    private static double[] Portfolio(ReadOnlySpan<double> holdings, double[][] returns, int start, int end)
    {
        var values = new double[end - start];
        for (var t = start; t < end; t++)
        {
            for (var i = 0; i < returns.Length; i++)
                values[t - start] += holdings[i] * returns[i][t];
        }
        return values;
    }

    private static string TooShort(AlignedMarket market, double[][] returns, WalkForwardFold fold, int rows)
    {
        var known = Array.ConvertAll(returns, r => r.AsSpan(0, fold.Cutoff + 1).ToArray().Count(double.IsFinite));
        var shortest = Array.IndexOf(known, known.Min());
        return FormattableString.Invariant(
                $"{Name}: fold {fold.Index} has {rows} bars up to {market.Target.CloseTimeAt(fold.Cutoff):yyyy-MM-dd} "
            )
            + FormattableString.Invariant($"on which all {returns.Length} prices are known, and needs {RowsPerSeries * returns.Length}; ")
            + FormattableString.Invariant($"{PriceReturns.Symbols(market)[shortest]} has the fewest returns ({known[shortest]}): leave it ")
            + "out of data.related, begin later (data.from) or use fewer trainFolds";
    }
}
