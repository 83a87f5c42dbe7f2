using System.Globalization;
using Simulator.Errors;
using Simulator.Features;
using Simulator.Learners;
using Simulator.Markets;
using Simulator.Portfolios;
using Simulator.Rules;
using Simulator.Text;

namespace Simulator.Runs;

/// <summary>Checks a spec against the series at hand: are they there, are they long enough, and have they what its features read?</summary>
public static class SpecChecks
{
    /// <summary>Fewest bars in a test part that are worth a report.</summary>
    public const int MinimumTestBars = 5;

    /// <summary>Everything that keeps the spec from running on these series; empty when nothing does.</summary>
    public static IReadOnlyList<SpecError> AgainstData(SimulationSpec spec, ISeriesSource series)
    {
        List<SpecError> errors = [];
        IReadOnlyList<string>? symbols = null; // read once, and only where a series is missing
        Find(spec.Data.Target, "data.target");
        for (var i = 0; i < spec.Data.Related.Count && errors.Count <= DocumentBounds.Errors; i++)
            Find(spec.Data.Related[i], FormattableString.Invariant($"data.related[{i}]"));
        if (errors.Count == 0 && spec.Strategy is PortfolioStrategySpec portfolio)
            PortfolioChecks.Check(spec, portfolio, series, errors);
        else if (errors.Count == 0)
            CheckLength(spec, series.Find(spec.Data.Target)!, errors);
        if (errors.Count == 0 && spec.Features.Count > 0 && spec.Strategy is not PortfolioStrategySpec)
            errors.AddRange(FeatureBuilder.Unserved(MarketData.Align(spec.Data, series), spec.Features, LearnerTable.Create));
        if (errors.Count == 0 && spec.Strategy is RulesStrategySpec { Rules: var rules })
            CheckRules(spec, rules, series, errors);
        return errors;

        void Find(string symbol, string path)
        {
            if (series.Find(symbol) is null)
                errors.Add(new SpecError(path, Missing(symbol, symbols ??= series.Symbols)));
        }
    }

    private static void CheckRules(SimulationSpec spec, RuleDocument rules, ISeriesSource series, List<SpecError> errors)
    {
        var market = new RuleMarket(series.Find(spec.Data.Target)!, spec.Data.Related.Select(r => series.Find(r)!));
        foreach (var error in RuleProgram.Compile(rules).CheckSeries(market))
            errors.Add(new SpecError($"strategy.rules.{error.Path}", error.Located));
    }

    private static string Missing(string symbol, IReadOnlyList<string> symbols) =>
        symbols.Count == 0
            ? $"no series '{symbol}': nothing is imported yet; import it on the Data page, or name a file with --bars {symbol}=FILE"
            : $"no series '{symbol}'{Suggestion.Hint(symbol, symbols)}; there are {Listing.Of(symbols)}";

    private static void CheckLength(SimulationSpec spec, BarSeries whole, List<SpecError> errors)
    {
        var target = whole.Between(spec.Data.From, spec.Data.To);
        if (target.Count == 0)
        {
            errors.Add(new SpecError("data.from", NoBars(whole)));
            return;
        }
        CheckIsPrice(spec, target, errors);
        var test = target.Count - spec.Split.TestStart(target.Count);
        if (test < MinimumTestBars)
            errors.Add(
                new SpecError(
                    "split",
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"the test part would have {test} of {target.Count} bars; at least {MinimumTestBars} are needed: use a longer "
                            + $"series or smaller fractions"
                    )
                )
            );
        if (TrainingLength.Shortage(spec, target.Symbol, target.Count) is { } shortage)
        {
            var enough = TrainingLength.Needed(spec, target.Symbol, target.Count) is { } needed
                ? FormattableString.Invariant($"; it takes {needed}")
                : "";
            errors.Add(
                new SpecError(
                    "split.trainFraction",
                    FormattableString.Invariant(
                        $"{target.Symbol} has {target.Count} bars between the dates, too few to learn on as asked{enough} ({shortage})"
                    )
                )
            );
        }
    }

    /// <summary>What to say of a series that is no price.</summary>
    internal static string NotTradable(BarSeries series) =>
        $"{series.Symbol} is a {series.Kind.ToString().ToLowerInvariant()}, not a price; it can inform a forecast but not be traded";

    /// <summary>What to say of a series without a bar between the dates.</summary>
    internal static string NoBars(BarSeries whole) =>
        $"no bar of {whole.Symbol} lies between from and to; it has bars from "
        + $"{whole.DayAt(0):yyyy-MM-dd} to "
        + $"{whole.DayAt(whole.Count - 1):yyyy-MM-dd}";

    private static void CheckIsPrice(SimulationSpec spec, BarSeries target, List<SpecError> errors)
    {
        if (target.Kind is not (SeriesKind.Price or SeriesKind.SignedPrice))
            errors.Add(new SpecError("data.target", NotTradable(target)));
        else if (target.IsSigned && (spec.Forecaster is not null || spec.Features.Count > 0 || spec.Strategy is AgentStrategySpec))
            errors.Add(
                new SpecError(
                    "data.target",
                    $"{target.Symbol} has prices at zero and below, which have no log-returns: "
                        + "features, forecasters and agents need positive "
                        + "prices; use a named strategy or rules"
                )
            );
    }
}
