using System.Globalization;
using System.Text.Json.Serialization;
using Simulator.Robustness.Sweeps;

namespace Simulator.Robustness.WalkForward;

/// <summary>
/// A walk-forward test: parameters are chosen on a train window, traded on the test window after it, and so on through the data.
/// </summary>
public sealed record WalkForwardPlan
{
    /// <summary>What is run, over which parameters, chosen by what. Its bars are divided into the stretches.</summary>
    public required SweepPlan Search { get; init; }

    /// <summary>Length of the train window; of an anchored test, the length of the first.</summary>
    public required int TrainBars { get; init; }

    /// <summary>Length of the test window.</summary>
    public required int TestBars { get; init; }

    /// <summary>Anchored: every train window starts at the first bar, instead of <see cref="TrainBars"/> before the test.</summary>
    public bool Anchored { get; init; }

    /// <summary>Bars excluded at the end of the train window, because trades decided there reach into the test.</summary>
    public int PurgeBars { get; init; }

    /// <summary>Further excluded bars, because returns near the border are similar.</summary>
    public int EmbargoBars { get; init; }

    /// <summary>The windows.</summary>
    /// <exception cref="ArgumentException">Lengths that are not positive, or more than the data have; the message says how many there
    /// are.</exception>
    public IReadOnlyList<WalkForwardWindow> Windows()
    {
        var (first, last) = (Search.Setup.FirstBar, Search.Setup.LastBar);
        var gap = PurgeBars + EmbargoBars;
        if (TrainBars < 2 || TestBars < 2 || PurgeBars < 0 || EmbargoBars < 0 || gap >= TrainBars)
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"walk-forward: train {TrainBars} and test {TestBars} need at least 2 bars each; purge {PurgeBars} "
                        + $"and embargo {EmbargoBars} must be at least 0 and leave some of the train bars"
                )
            );
        if (first + TrainBars + 1 > last)
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"walk-forward: {TrainBars} train bars and a test window do not fit into {last - first + 1} bars; use fewer train bars"
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
public readonly record struct WalkForwardWindow(int TrainFirst, int TrainLast, int TestFirst, int TestLast)
{
    /// <summary>Bars traded.</summary>
    [JsonIgnore]
    public int TestBars => TestLast - TestFirst + 1;
}
