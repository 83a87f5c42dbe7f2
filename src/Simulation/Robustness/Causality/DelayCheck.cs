using Simulator.Backtesting;
using Simulator.Markets;
using Simulator.Numerics;

namespace Simulator.Robustness.Causality;

/// <summary>
/// Runs a rule again with every other series that it may read delayed by one of its own bars. A series whose times are wrong loses what it
/// knew too early; so a gain that is gone then comes from its newest bar alone. That can be a wrong clock or a lead of one bar; a rule of
/// the second kind needs clocks that are certain.
/// </summary>
public static class DelayCheck
{
    /// <summary>Runs the check.</summary>
    /// <param name="setup">The run.</param>
    /// <param name="run">What it gave.</param>
    /// <param name="others">The series that the rule may read besides the traded one.</param>
    /// <param name="make">Makes the rule with other series in their places.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static IReadOnlyList<DelayFinding> Of(
        RunSetup setup,
        BacktestResult run,
        IReadOnlyList<BarSeries> others,
        Func<IReadOnlyList<BarSeries>, IStrategy> make
    )
    {
        var findings = new List<DelayFinding>();
        foreach (var other in others.Where(o => o.Count > 1))
        {
            var late = setup.Run(make([.. others.Select(o => o == other ? Delayed(o) : o)]));
            findings.Add(
                new DelayFinding(
                    other.Symbol,
                    (run.Equity[^1] / run.StartingCash) - 1,
                    (late.Equity[^1] / late.StartingCash) - 1,
                    TStatistic(run.Equity, late.Equity)
                )
            );
        }
        return findings;
    }

    /// <summary>The same bars, each known when the next one is; the last one is not known yet.</summary>
    public static BarSeries Delayed(BarSeries series) =>
        new(
            series.Symbol,
            series.CloseTimeTicks[1..],
            series.Open[..^1],
            series.High[..^1],
            series.Low[..^1],
            series.Close[..^1],
            series.Volume[..^1]
        )
        {
            Calendar = series.Calendar,
            Interval = series.Interval,
            Kind = series.Kind,
            IsSynthetic = series.IsSynthetic,
            HasOhlc = series.HasOhlc,
        };

    private static double TStatistic(double[] equity, double[] late)
    {
        var differences = new double[Math.Max(0, equity.Length - 1)];
        for (var i = 0; i < differences.Length; i++)
        {
            var difference = Math.Log(equity[i + 1] / equity[i]) - Math.Log(late[i + 1] / late[i]);
            differences[i] = double.IsFinite(difference) ? difference : 0;
        }
        return Moments.Ratio(Moments.Mean(differences), Moments.StandardDeviation(differences)) * Math.Sqrt(differences.Length);
    }
}
