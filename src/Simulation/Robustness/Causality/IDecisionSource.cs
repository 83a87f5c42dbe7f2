using Simulator.Markets;

namespace Simulator.Robustness.Causality;

/// <summary>
/// Something that decides at the close of every bar, from the bars up to it only: a rule, features, a forecaster, an agent. It is
/// handed one series after the other and must recompute everything from each.
/// </summary>
public interface IDecisionSource
{
    /// <summary>Shown to people.</summary>
    string Name { get; }

    /// <summary>
    /// Whether it can be given fewer bars. False if it splits its data by their number (training and test parts): fewer bars would
    /// move the parts, which is not look-ahead, so the future is only replaced.
    /// </summary>
    bool CanBeCut { get; }

    /// <summary>What it decides at bars 0 … <paramref name="lastBar"/> of a series; the series has at least one bar more.</summary>
    DecisionTrace Trace(BarSeries series, int lastBar);
}

/// <summary>Columns with one value per bar: features, rows of a forecast tape, targets of an agent.</summary>
/// <param name="name">Shown to people.</param>
/// <param name="compute">Computes the columns of a series, each as long as it.</param>
/// <param name="canBeCut">See <see cref="IDecisionSource.CanBeCut"/>.</param>
public sealed class ColumnSource(string name, Func<BarSeries, IReadOnlyList<double[]>> compute, bool canBeCut = true) : IDecisionSource
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public bool CanBeCut => canBeCut;

    /// <inheritdoc/>
    public DecisionTrace Trace(BarSeries series, int lastBar)
    {
        var columns = compute(series);
        var prints = new ulong[lastBar + 1];
        for (var bar = 0; bar <= lastBar; bar++)
        {
            var print = new Fingerprint();
            foreach (var column in columns)
                print.Add(column[bar]);
            prints[bar] = print.Value;
        }
        return new DecisionTrace(prints, prints);
    }
}
