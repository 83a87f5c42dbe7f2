using System.Globalization;
using Simulator.Errors;
using Simulator.Markets;
using Simulator.Portfolios;

namespace Simulator.Runs;

/// <summary>Checks a portfolio's spec against the series at hand, all of which are there.</summary>
internal static class PortfolioChecks
{
    public static void Check(SimulationSpec spec, PortfolioStrategySpec portfolio, ISeriesSource series, List<SpecError> errors)
    {
        foreach (var symbol in portfolio.AssetsOf(spec.Data))
        {
            var (whole, path) = (series.Find(symbol)!, PathOf(spec.Data, symbol));
            if (whole.Kind != SeriesKind.Price)
                errors.Add(
                    new SpecError(
                        path,
                        SpecChecks.NotTradable(whole) + "; take it out, or name it in strategy.rates where it is an exchange rate"
                    )
                );
            else if (whole.Between(spec.Data.From, spec.Data.To).Count == 0)
                errors.Add(new SpecError(path, SpecChecks.NoBars(whole)));
        }
        if (errors.Count > 0)
            return;
        var market = PortfolioMarket.Load(portfolio, spec.Data, series);
        var test = market.InstantCount - spec.Split.TestStart(market.InstantCount);
        if (test < SpecChecks.MinimumTestBars)
            errors.Add(
                new SpecError(
                    "split",
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"the test part would have {test} of {market.InstantCount} closes; at least {SpecChecks.MinimumTestBars} are "
                            + $"needed: use longer series or smaller fractions"
                    )
                )
            );
        else if (PortfolioEngine.Fault(market.Assets, spec.Execution, spec.Capital, market.OptionsOf(spec, portfolio)) is { } fault)
            errors.Add(new SpecError("strategy", fault));
    }

    private static string PathOf(DataSpec data, string symbol)
    {
        var index = data.Related.ToList().FindIndex(r => r.Equals(symbol, StringComparison.OrdinalIgnoreCase));
        return index < 0 ? "data.target" : FormattableString.Invariant($"data.related[{index}]");
    }
}
