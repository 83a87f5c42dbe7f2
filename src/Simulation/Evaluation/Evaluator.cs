using Simulator.Statistics;
using Simulator.Strategies;

namespace Simulator.Evaluation;

/// <summary>One step of an evaluation; it needs the parts of the steps before it.</summary>
/// <param name="Doing">What it does, in a few words, for who watches.</param>
/// <param name="Share">Its share of the whole, roughly; the shares of all steps sum to one.</param>
/// <param name="Run">Adds its part.</param>
public sealed record EvaluationStep(string Doing, double Share, Func<RunUnderTest, EvaluationParts, EvaluationParts> Run);

/// <summary>Runs the engines again to find out what a run is worth: baselines, intrabar order, shortened data, chance.</summary>
public static class Evaluator
{
    /// <summary>The steps in their order. Each is deterministic; after any of them the evaluation can stop and go on later.</summary>
    public static IReadOnlyList<EvaluationStep> Steps { get; } =
    [
        new("runs the baselines", 0.1, Baselines),
        new("runs every order of prices inside the bars", 0.4, Band),
        new("runs again on shortened data", 0.3, Checks),
        new("draws other returns and entries", 0.2, Chance),
    ];

    /// <summary>Runs all steps.</summary>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static EvaluationResult Run(RunUnderTest run) =>
        Steps.Aggregate(EvaluationParts.None, (parts, step) => step.Run(run, parts)).ToResult();

    private static EvaluationParts Baselines(RunUnderTest run, EvaluationParts parts)
    {
        var (held, cash) = (RunFacts.Held(run), RunFacts.Baseline(run, new HoldCash()));
        return parts with { Done = 1, BuyAndHold = held, Cash = cash, Rivals = run.Rivals?.Invoke(run, held, cash) };
    }

    private static EvaluationParts Band(RunUnderTest run, EvaluationParts parts) =>
        parts with
        {
            Done = 2,
            FillBand = RobustnessFindings.Band(run),
        };

    private static EvaluationParts Checks(RunUnderTest run, EvaluationParts parts) =>
        parts with
        {
            Done = 3,
            Checks = [.. run.Checks?.Invoke() ?? [], RunFacts.AccountAddsUp(run)],
        };

    private static EvaluationParts Chance(RunUnderTest run, EvaluationParts parts) =>
        parts with
        {
            Done = 4,
            Robustness = RobustnessFindings.Of(run, new AccountFigures(run.Series, run.Result), parts.FillBand),
        };
}
