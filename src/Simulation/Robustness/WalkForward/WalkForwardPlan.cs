using Simulator.Robustness.Sweeps;

namespace Simulator.Robustness.WalkForward;

/// <summary>
/// A walk-forward test: parameters are chosen on a stretch of the past, traded on the stretch after it, and so on through the data.
/// </summary>
public sealed record WalkForwardPlan
{
    /// <summary>What is run, over which parameters, chosen by what. Its bars are divided into the stretches.</summary>
    public required SweepPlan Search { get; init; }

    /// <summary>Bars that a choice is made on; of an anchored test the least, its first.</summary>
    public required int TrainBars { get; init; }

    /// <summary>Bars that a choice is traded on.</summary>
    public required int TestBars { get; init; }

    /// <summary>Every choice is made on all bars from the first on, instead of on the last <see cref="TrainBars"/>.</summary>
    public bool Anchored { get; init; }

    /// <summary>Bars left out at the end of what a choice is made on, since the trades decided there reach into the test.</summary>
    public int PurgeBars { get; init; }

    /// <summary>Bars left out on top of those, since returns near the border resemble each other.</summary>
    public int EmbargoBars { get; init; }

    /// <summary>The stretches.</summary>
    /// <exception cref="ArgumentException">Lengths that are not positive, or more than the data have; the message says how many there
    /// are.</exception>
    public IReadOnlyList<WalkForwardWindow> Windows()
    {
        var (first, last) = (Search.Setup.FirstBar, Search.Setup.LastBar);
        var gap = PurgeBars + EmbargoBars;
        if (TrainBars < 2 || TestBars < 2 || PurgeBars < 0 || EmbargoBars < 0 || gap >= TrainBars)
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"walk-forward: train {TrainBars} and test {TestBars} need at least 2 bars each, purge {PurgeBars} and embargo {EmbargoBars} must be >= 0 and leave something of the train bars"
                )
            );
        if (first + TrainBars + 1 > last)
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"walk-forward: {TrainBars} bars to choose on and a test after them do not fit into {last - first + 1} bars; take fewer"
                )
            );
        var windows = new List<WalkForwardWindow>();
        for (var test = first + TrainBars; test < last; test += TestBars)
        {
            var end = Math.Min(test + TestBars - 1, last);
            windows.Add(new WalkForwardWindow(Anchored ? first : test - TrainBars, test - 1 - gap, test, last - end == 1 ? last : end));
        }
        return windows;
    }
}

/// <summary>A stretch to choose on and the one to trade on; all bars inclusive.</summary>
/// <param name="TrainFirst">First bar to choose on.</param>
/// <param name="TrainLast">Last bar to choose on; what is purged and embargoed lies after it.</param>
/// <param name="TestFirst">First bar traded.</param>
/// <param name="TestLast">Last bar traded.</param>
public readonly record struct WalkForwardWindow(int TrainFirst, int TrainLast, int TestFirst, int TestLast);
