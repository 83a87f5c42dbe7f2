using System.Globalization;
using Simulator.Backtesting;
using Simulator.Decisions;
using Simulator.Markets;

namespace Simulator.Strategies;

/// <summary>
/// Executes a tape of decisions: the target of bar t is ordered at its close. Trades only when the target changes; a reversal
/// closes and opens at the same open. A bar without a decision (NaN) changes nothing.
/// </summary>
public sealed class TapeStrategy : ISparseStrategy
{
    private readonly DecisionTape _tape;
    private TargetMemory _last;

    /// <summary>Carries out <paramref name="tape"/>, one target per bar of the series it will run on.</summary>
    /// <exception cref="ArgumentException">A target outside [−1, 1].</exception>
    public TapeStrategy(DecisionTape tape, string name = "decisions")
    {
        for (var bar = Math.Max(0, tape.FirstBar); bar < tape.TargetExposure.Length; bar++)
        {
            if (Math.Abs(tape.TargetExposure[bar]) > 1)
                throw new ArgumentException(
                    FormattableString.Invariant(
                        $"decision tape: the target of bar {bar} is {tape.TargetExposure[bar]}; targets must be between -1 and 1"
                    )
                );
        }
        (_tape, Name) = (tape, name);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public int FirstReadyBar => _tape.FirstBar;

    /// <inheritdoc/>
    public void Start() => _last = default;

    /// <inheritdoc/>
    public void Decide(BarContext context)
    {
        if (context.Bar >= _tape.TargetExposure.Length)
            throw new InvalidOperationException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"decision tape: it has {_tape.TargetExposure.Length} rows, bar {context.Bar} "
                        + $"was asked for; a tape needs one row per bar of its series"
                )
            );
        _last.Order(context.Orders, _tape.TargetExposure[context.Bar]);
    }

    int ISparseStrategy.NextBar(BarSeries series, int bar, CancellationToken cancellation)
    {
        var targets = _tape.TargetExposure;
        while (bar < targets.Length && (targets[bar] == _last.Target || double.IsNaN(targets[bar])))
            bar++;
        return bar; // beyond the tape: to be asked, which is rejected there
    }
}
