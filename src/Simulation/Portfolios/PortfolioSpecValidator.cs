using System.Globalization;
using Simulator.Backtesting;
using Simulator.Errors;
using Simulator.Markets;
using Simulator.Portfolios.Rebalancing;
using Simulator.Text;

namespace Simulator.Portfolios;

/// <summary>Checks what a spec says of several assets on one account.</summary>
public static class PortfolioSpecValidator
{
    /// <summary>Adds what is wrong with it.</summary>
    public static void Validate(PortfolioStrategySpec portfolio, DataSpec data, ExecutionSpec execution, string path, SpecErrors errors)
    {
        var assets = portfolio.AssetsOf(data);
        ValidateMethod(portfolio, assets, path, errors);
        ValidateWeights(portfolio, assets, SpecErrors.Join(path, "weights"), errors);
        ValidateCurrencies(portfolio, data, assets, path, errors);
        if (portfolio.Benchmark is { } benchmark && !Contains(assets, benchmark))
            errors.Add(SpecErrors.Join(path, "benchmark"), NoAsset(benchmark, assets));
        if (execution.Fill != FillRule.NextOpen)
            errors.Add("execution.fill", "a portfolio fills at the next open; set nextOpen");
    }

    private static void ValidateMethod(PortfolioStrategySpec portfolio, IReadOnlyList<string> assets, string path, SpecErrors errors)
    {
        if (portfolio.Description is not { } method)
        {
            errors.Add(SpecErrors.Join(path, "method"), Portfolios.Methods.PortfolioMethods.Unknown(portfolio.Method));
            return;
        }
        foreach (var (parameter, fault) in method.Faults(portfolio.Parameters.ByName))
            errors.Add(SpecErrors.Join(SpecErrors.Join(path, "parameters"), parameter), fault);
        if (portfolio.Rebalance is { } rebalance)
        {
            if (!method.IsRebalanced)
                errors.Add(SpecErrors.Join(path, "rebalance"), $"{method.Name} trades on its own signals; remove rebalance");
            else if (RebalanceRule.Fault(rebalance) is { } fault)
                errors.Add(SpecErrors.Join(path, "rebalance"), fault);
        }
        if (method.IsPair && assets.Count != 2)
            errors.Add(
                "data.related",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{method.Name} trades the target against one other asset; data.related has {assets.Count - 1}: "
                        + $"{(assets.Count == 1 ? "name one" : Listing.Of([.. assets.Skip(1)]))}"
                )
            );
    }

    private static void ValidateWeights(PortfolioStrategySpec portfolio, IReadOnlyList<string> assets, string path, SpecErrors errors)
    {
        var takes = portfolio.Description is { TakesWeights: true };
        if (!takes && portfolio.Weights is not null && portfolio.Description is { } other)
            errors.Add(path, $"{other.Name} computes its own weights; remove them, or use the method weights");
        if (!takes)
            return;
        if (portfolio.Weights is not { Pairs.Count: > 0 } weights)
        {
            errors.Add(path, "the method weights needs a weight for each asset to hold, such as { \"SPY\": 0.6, \"GLD\": 0.4 }");
            return;
        }
        const double Most = CostBounds.HighestLeverage;
        foreach (var (symbol, text) in weights.Pairs)
        {
            if (errors.IsFull)
                return;
            if (!Contains(assets, symbol))
                errors.Add(SpecErrors.Join(path, symbol), NoAsset(symbol, assets));
            if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var weight) || !(Math.Abs(weight) <= Most))
                errors.Add(SpecErrors.Join(path, symbol), $"must be a share of the equity between {-Most} and {Most}, was '{text}'");
        }
    }

    private static void ValidateCurrencies(
        PortfolioStrategySpec portfolio,
        DataSpec data,
        IReadOnlyList<string> assets,
        string path,
        SpecErrors errors
    )
    {
        foreach (var (symbol, currency) in portfolio.Quoted?.Pairs ?? [])
        {
            if (errors.IsFull)
                return;
            var at = SpecErrors.Join(SpecErrors.Join(path, "quoted"), symbol);
            if (!Contains(assets, symbol))
                errors.Add(at, NoAsset(symbol, assets));
            if (currency.Length != 3 || !currency.All(char.IsAsciiLetterUpper))
                errors.Add(at, $"must be a three-letter code such as EUR, was '{currency}'");
        }
        for (var i = 0; i < (portfolio.Rates?.Count ?? 0) && !errors.IsFull; i++)
        {
            var (symbol, at) = (portfolio.Rates![i], SpecErrors.At(SpecErrors.Join(path, "rates"), i));
            if (!Contains(data.Related, symbol))
                errors.Add(at, $"'{symbol}' is not in data.related{Suggestion.Hint(symbol, data.Related)}: add it there");
            if (symbol.Length != 6 || !symbol.All(char.IsAsciiLetter))
                errors.Add(at, $"must be the names of two currencies, such as EURUSD, was '{symbol}'");
        }
    }

    private static bool Contains(IReadOnlyList<string> symbols, string symbol) =>
        symbols.Contains(symbol, StringComparer.OrdinalIgnoreCase);

    private static string NoAsset(string symbol, IReadOnlyList<string> assets) =>
        $"'{symbol}' is not one of the assets{Suggestion.Hint(symbol, assets)}; available: {Listing.Of(assets)}";
}
