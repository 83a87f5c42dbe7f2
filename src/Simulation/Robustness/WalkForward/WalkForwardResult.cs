using System.Text.Json.Serialization;
using Simulator.Backtesting;
using Simulator.Robustness.Sweeps;

namespace Simulator.Robustness.WalkForward;

/// <summary>What a walk-forward test found.</summary>
public sealed record WalkForwardResult
{
    /// <summary>Windows in order; fewer than planned where the test was stopped.</summary>
    public required IReadOnlyList<WalkForwardFold> Folds { get; init; }

    /// <summary>Windows planned.</summary>
    public required int Planned { get; init; }

    /// <summary>Whether it was stopped before its end.</summary>
    public required bool Stopped { get; init; }

    /// <summary>
    /// The out-of-sample account from the first test bar to the last: every window starts flat with the equity of the one before. Null
    /// where no window ended.
    /// </summary>
    public BacktestResult? OutOfSample { get; init; }

    /// <summary>Annual return of that account.</summary>
    public double OutOfSampleAnnualReturn { get; init; } = double.NaN;

    /// <summary>Mean over the windows of the in-sample annual return of the chosen parameters.</summary>
    public double InSampleAnnualReturn { get; init; } = double.NaN;

    /// <summary>
    /// Walk-forward efficiency: out-of-sample annual return ÷ in-sample annual return (Pardo, 2008). NaN if the latter is not
    /// above zero.
    /// </summary>
    public double Efficiency => InSampleAnnualReturn > 0 ? OutOfSampleAnnualReturn / InSampleAnnualReturn : double.NaN;

    /// <summary>Annual Sharpe ratio of the out-of-sample account.</summary>
    public double OutOfSampleSharpe { get; init; } = double.NaN;

    /// <summary>Windows that are judged one by one: all but stubs.</summary>
    [JsonIgnore]
    public IReadOnlyList<WalkForwardFold> Judged => [.. Folds.Where(f => !IsStub(f))];

    /// <summary>Share of the judged windows that made money out of sample.</summary>
    public double ProfitableShare => Judged is { Count: > 0 } judged ? judged.Average(f => f.OutOfSampleReturn > 0 ? 1.0 : 0) : double.NaN;

    /// <summary>Runs in sample, over all windows.</summary>
    public required long Runs { get; init; }

    /// <summary>Different parameter choices that were compared; the trials behind the out-of-sample account.</summary>
    public required long Candidates { get; init; }

    /// <summary>How each parameter that varies moved from window to window.</summary>
    public required IReadOnlyList<ParameterDrift> Drift { get; init; }

    /// <summary>
    /// Whether a window is what was left of the bars after the last whole one, and shorter than half of the longest: it says nothing by
    /// itself.
    /// </summary>
    public bool IsStub(WalkForwardFold fold)
    {
        ArgumentNullException.ThrowIfNull(fold);
        return 2 * fold.Window.TestBars < Folds.Max(f => f.Window.TestBars);
    }
}

/// <summary>One window.</summary>
public sealed record WalkForwardFold
{
    /// <summary>Its bars.</summary>
    public required WalkForwardWindow Window { get; init; }

    /// <summary>The chosen parameters; null if no set had a defined score; the account then stayed in cash.</summary>
    public required ParameterSet? Chosen { get; init; }

    /// <summary>In-sample score of the chosen run.</summary>
    public required double InSampleScore { get; init; }

    /// <summary>Its in-sample annual return.</summary>
    public required double InSampleAnnualReturn { get; init; }

    /// <summary>Out-of-sample score.</summary>
    public required double OutOfSampleScore { get; init; }

    /// <summary>Return out of sample, not annualised.</summary>
    public required double OutOfSampleReturn { get; init; }

    /// <summary>Trades out of sample.</summary>
    public required int Trades { get; init; }
}

/// <summary>How a parameter moved.</summary>
/// <param name="Name">The parameter.</param>
/// <param name="Values">Its value in each window; null in cash.</param>
/// <param name="Changes">Windows whose value differs from the one before.</param>
/// <param name="MeanMove">Mean move from window to window as a share of the range: 0 stays, about a third is drawing at random.</param>
public sealed record ParameterDrift(string Name, IReadOnlyList<string?> Values, int Changes, double MeanMove);

/// <summary>Progress of a walk-forward.</summary>
/// <param name="Done">Windows that ended.</param>
/// <param name="Planned">Windows planned.</param>
/// <param name="OfWindow">Share of the runs of the window at work.</param>
public readonly record struct WalkForwardProgress(int Done, int Planned, double OfWindow)
{
    /// <summary>Share of the whole.</summary>
    public double Fraction => Planned == 0 ? 0 : Math.Min(1, (Done + OfWindow) / Planned);
}
