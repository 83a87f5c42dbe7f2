using Simulator.Evaluation;
using Simulator.Portfolios;
using Simulator.Reporting;

namespace Simulator.Runs;

/// <summary>The report of a portfolio's run, compared with its assets held.</summary>
internal static class PortfolioReporting
{
    public static PerformanceReport Build(
        SimulationSpec spec,
        PortfolioMarket market,
        PortfolioResult result,
        EvaluationResult evaluation,
        int trials
    ) =>
        ReportBuilder.Build(
            new ReportInput
            {
                Series = result.Benchmark,
                AccountName = spec.StrategyName,
                Result = result.Account,
                Evaluation = evaluation,
                Portfolio = result,
                Trials = trials,
                Notes = [.. Notes(market)],
            }
        );

    private static IEnumerable<string> Notes(PortfolioMarket market)
    {
        if (market.Assets.Where(a => a.Series.IsSynthetic).Select(a => a.Symbol).ToArray() is { Length: > 0 } made)
            yield return $"Synthetic data: {string.Join(", ", made)} came from a generator, not from a market.";
        if (market.Assets.Where(a => !a.Series.HasOhlc).Select(a => a.Symbol).ToArray() is { Length: > 0 } closes)
            yield return $"{string.Join(", ", closes)} {(closes.Length == 1 ? "has" : "have")} closing values only: orders filled at the "
                + "next close.";
    }
}
