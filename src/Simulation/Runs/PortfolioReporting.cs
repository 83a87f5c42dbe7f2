using Simulator.Evaluation;
using Simulator.Portfolios;
using Simulator.Reporting;

namespace Simulator.Runs;

/// <summary>The report of a portfolio's run, beside what its assets made when they were held.</summary>
internal static class PortfolioReporting
{
    private static readonly double[] s_cuts = [0.25, 0.5, 0.75];

    public static PerformanceReport Build(
        SimulationSpec spec,
        PortfolioStrategySpec portfolio,
        PortfolioMarket market,
        PortfolioResult result,
        int trials,
        CancellationToken cancellation
    ) =>
        ReportBuilder.Build(
            new ReportInput
            {
                Series = result.Benchmark,
                AccountName = spec.StrategyName,
                Result = result.Account,
                Portfolio = result,
                FillsAtOpens = true,
                BuyAndHold = market.Hold(spec, portfolio, cancellation).Account,
                Execution = spec.Execution,
                Capital = spec.Capital,
                Seed = spec.Seed,
                Trials = trials,
                Checks = [DecisionsSurviveTruncation(spec, portfolio, market, result, cancellation)],
                Cancellation = cancellation,
                Notes = [.. Notes(market)],
            }
        );

    // Runs the method again on prices that end inside the test: had it looked ahead, the account would have gone another way.
    private static HonestyCheck DecisionsSurviveTruncation(
        SimulationSpec spec,
        PortfolioStrategySpec portfolio,
        PortfolioMarket market,
        PortfolioResult result,
        CancellationToken cancellation
    )
    {
        var changed = 0;
        foreach (var share in s_cuts)
        {
            var instants = 2 + (int)((result.Equity.Length - 2) * share);
            var again = market.RunUntil(spec, portfolio, instants, cancellation);
            changed += BitwiseEquality.Holds(result.Equity.AsSpan(0, instants), again.Equity) ? 0 : 1;
        }
        return new HonestyCheck(
            "Decisions do not change when the future is cut off",
            changed == 0,
            changed == 0
                ? FormattableString.Invariant(
                    $"run again on prices cut at {s_cuts.Length} places, the account went the same way to the last bit"
                )
                : FormattableString.Invariant($"on {changed} of {s_cuts.Length} shortened data sets the account went another way")
        );
    }

    private static IEnumerable<string> Notes(PortfolioMarket market)
    {
        if (market.Assets.Where(a => a.Series.IsSynthetic).Select(a => a.Symbol).ToArray() is { Length: > 0 } made)
            yield return $"Synthetic data: {string.Join(", ", made)} came from a generator, not from a market.";
        if (market.Assets.Where(a => !a.Series.HasOhlc).Select(a => a.Symbol).ToArray() is { Length: > 0 } closes)
            yield return $"{string.Join(", ", closes)} {(closes.Length == 1 ? "has" : "have")} closing values only: orders filled at the next close.";
    }
}
