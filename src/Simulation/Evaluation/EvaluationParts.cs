using Simulator.Backtesting;
using Simulator.Evaluation.Rivals;
using Simulator.Robustness.Ambiguity;

namespace Simulator.Evaluation;

/// <summary>An evaluation on its way: the parts of the first <see cref="Done"/> steps are there, the others null.</summary>
public sealed record EvaluationParts
{
    /// <summary>Before the first step.</summary>
    public static EvaluationParts None { get; } = new();

    /// <summary>How many of <see cref="Evaluator.Steps"/> are done.</summary>
    public int Done { get; init; }

    /// <inheritdoc cref="EvaluationResult.BuyAndHold"/>
    public BacktestResult? BuyAndHold { get; init; }

    /// <inheritdoc cref="EvaluationResult.Cash"/>
    public BacktestResult? Cash { get; init; }

    /// <inheritdoc cref="EvaluationResult.Rivals"/>
    public RivalTable? Rivals { get; init; }

    /// <inheritdoc cref="EvaluationResult.FillBand"/>
    public FillBand? FillBand { get; init; }

    /// <inheritdoc cref="EvaluationResult.Checks"/>
    public IReadOnlyList<HonestyCheck>? Checks { get; init; }

    /// <inheritdoc cref="EvaluationResult.Robustness"/>
    public RobustnessFindings? Robustness { get; init; }

    /// <summary>The parts of a finished evaluation.</summary>
    public static EvaluationParts Of(EvaluationResult result) =>
        new()
        {
            Done = Evaluator.Steps.Count,
            BuyAndHold = result.BuyAndHold,
            Cash = result.Cash,
            Rivals = result.Rivals,
            FillBand = result.FillBand,
            Checks = result.Checks,
            Robustness = result.Robustness,
        };

    /// <summary>The finished evaluation.</summary>
    /// <exception cref="InvalidDataException">A step is missing.</exception>
    public EvaluationResult ToResult() =>
        this is { BuyAndHold: { } held, Cash: { } cash, Checks: { } checks, Robustness: { } robustness }
            ? new EvaluationResult
            {
                BuyAndHold = held,
                Cash = cash,
                Rivals = Rivals,
                FillBand = FillBand,
                Checks = checks,
                Robustness = robustness,
            }
            : throw new InvalidDataException(
                FormattableString.Invariant($"the evaluation has {Done} of {Evaluator.Steps.Count} steps; run it again")
            );
}
