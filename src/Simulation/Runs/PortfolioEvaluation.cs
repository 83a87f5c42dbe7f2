using System.Globalization;
using Simulator.Evaluation;
using Simulator.Portfolios;

namespace Simulator.Runs;

/// <summary>
/// The evaluation of a portfolio's run, as a stage: compared with its assets held, and repeated on shortened data.
/// </summary>
internal static class PortfolioEvaluation
{
    private static readonly double[] s_cuts = [0.25, 0.5, 0.75];

    public static Staged<EvaluationResult> Run(
        StageRunner stages,
        SimulationSpec spec,
        PortfolioStrategySpec portfolio,
        PortfolioMarket market,
        Staged<PortfolioResult> run
    ) =>
        EvaluationStage.Run(
            stages,
            [
                market.ContentHash,
                run.ContentHash,
                SpecJson.HashPart(spec.Data),
                SpecJson.HashPart(spec.Strategy),
                SpecJson.HashPart(spec.Split),
                SpecJson.HashPart(spec.Execution),
                SpecJson.HashPart(spec.Capital),
                spec.Seed.ToString(CultureInfo.InvariantCulture),
            ],
            context => Of(spec, portfolio, market, run.Value, context.Cancellation)
        );

    private static RunUnderTest Of(
        SimulationSpec spec,
        PortfolioStrategySpec portfolio,
        PortfolioMarket market,
        PortfolioResult result,
        CancellationToken cancellation
    ) =>
        new()
        {
            Series = result.Benchmark,
            Result = result.Account,
            Portfolio = result,
            FillsAtOpens = true,
            Hold = () => market.Hold(spec, portfolio, cancellation).Account,
            Checks = () => [DecisionsSurviveTruncation(spec, portfolio, market, result, cancellation)],
            Execution = spec.Execution,
            Capital = spec.Capital,
            Seed = spec.Seed,
            Cancellation = cancellation,
        };

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
}
