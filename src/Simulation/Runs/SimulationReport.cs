using System.Globalization;
using System.Text;
using System.Text.Json;
using Simulator.Artifacts;
using Simulator.Backtesting;
using Simulator.Evaluation;
using Simulator.Learners;
using Simulator.Markets;
using Simulator.Reporting;
using Simulator.Synthetic;

namespace Simulator.Runs;

/// <summary>The last stage: arranges a run, its evaluation and what a reader must know. It runs no engine.</summary>
internal static class SimulationReport
{
    public static PerformanceReport Build(FinishedRun run, EvaluationResult evaluation, int trials, ComputeDevice device) =>
        ReportBuilder.Build(
            new ReportInput
            {
                Series = run.Market.Aligned.Target,
                AccountName = run.Spec.StrategyName,
                Result = run.Backtest.Value,
                Evaluation = evaluation,
                Tape = run.Tape?.Value,
                Trials = trials,
                Seeds = run.Agent?.Value is { } agent ? agent.Evidence?.Members ?? agent.Seeds.Count : 0,
                Notes =
                [
                    .. run.Agent?.Value.Evidence is { } evidence ? [evidence.Sentence] : (string[])[],
                    .. Notes(run.Spec, run.Market, device),
                    .. run.Tape?.Value.Notes ?? [],
                ],
            }
        );

    /// <summary>Hash of what a rerun must reproduce: everything but what depends on how many trials the store happens to count.</summary>
    public static string Hash(PerformanceReport report)
    {
        var honesty = report.Honesty with
        {
            Trials = 0,
            DeflatedSharpe = double.NaN,
            DeflatedSharpeOverBuyAndHold = double.NaN,
            Evidence = default,
            Notes = [],
        };
        return ColumnarBlob.Hash(
            Encoding.UTF8.GetBytes(JsonSerializer.Serialize(report with { Sentence = "", Honesty = honesty }, PipelineJson.Options))
        );
    }

    private static IEnumerable<string> Notes(SimulationSpec spec, MarketData market, ComputeDevice device)
    {
        if (market.IsSynthetic)
            yield return $"Synthetic data: {string.Join(", ", market.Sources.Where(s => s.IsSynthetic).Select(s => s.Symbol))} came from a "
                + "generator, not from a market.";
        if (DemoNotes.On(market.Sources[0]) is { } planted)
            yield return planted;
        if (market.AdjustedSymbols.Count > 0)
            yield return $"Prices of {string.Join(", ", market.AdjustedSymbols)} are adjusted for "
                + $"splits{(spec.Data.Prices == PriceTreatment.SplitAdjusted ? "" : " and dividends")}. Their returns are those "
                + "of an owner. Old price levels depend on later events, so a rule that compares a price with a fixed number looks ahead.";
        if (spec.Strategy is AgentStrategySpec { Agent.CostFraction: { } own })
            yield return OwnCost(spec, own);
        if (spec.Execution.Fill == FillRule.SameClose)
            yield return "Market orders filled at the close on which they were decided. A market-on-close order must be given before that "
                + "close is known, so this is the best case. Run it at the next open to see the difference.";
        if (device.Kind == "cuda")
            yield return "Trained on a GPU: the same spec gives the same result on the same kind of device only.";
    }

    private static string OwnCost(SimulationSpec spec, double own)
    {
        var charged = spec.Execution.CostFraction;
        var other = Math.Abs(own - charged) > 1e-12;
        return string.Create(
                CultureInfo.InvariantCulture,
                $"The agent learned with a cost of its own, {own:P3} of the traded value and nothing else: fills at the next "
                    + $"open, no leverage. "
            )
            + (other ? string.Create(CultureInfo.InvariantCulture, $"The backtest charged {charged:P3} and what depends on size. ") : "")
            + "Leave strategy.agent.costFraction out to train it with the costs of the run.";
    }
}
