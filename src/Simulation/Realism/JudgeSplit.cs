using Simulator.Generation;

namespace Simulator.Realism;

/// <summary>
/// Windows for a judge that learns to tell real from generated ones. The real series is cut once in time: windows of its first
/// <see cref="TrainShare"/> train the judge, windows of the rest, which begin a window's length after the cut, test it; so no bar is on
/// both sides. Generated paths are cut at the same place, and tests come from other paths where there are several. Classes are equally
/// large.
/// </summary>
/// <param name="TrainReal">[window][value].</param>
/// <param name="TrainGenerated">As many.</param>
/// <param name="TestReal">[window][value].</param>
/// <param name="TestGenerated">As many.</param>
public sealed record JudgeSplit(double[][] TrainReal, double[][] TrainGenerated, double[][] TestReal, double[][] TestGenerated)
{
    /// <summary>Share of the series that trains.</summary>
    public const double TrainShare = 0.7;

    /// <summary>Bars from one window to the next on the same side.</summary>
    public const int Step = 6;

    /// <summary>Cuts.</summary>
    /// <param name="real">The real path.</param>
    /// <param name="generated">Generated paths as long as it.</param>
    public static JudgeSplit Of(ReturnPath real, IReadOnlyList<ReturnPath> generated)
    {
        ArgumentNullException.ThrowIfNull(real);
        ArgumentNullException.ThrowIfNull(generated);
        var units = PathWindows.Units(real);
        var cut = (int)(TrainShare * real.Count);
        double[][] Early(ReturnPath path) => PathWindows.Of(path.Slice(0, cut), units, Step);
        double[][] Late(ReturnPath path) =>
            PathWindows.Of(path.Slice(cut + PathWindows.Bars, path.Count - cut - PathWindows.Bars), units, Step);
        var (trainReal, testReal) = (Early(real), Late(real));
        var half = generated.Count / 2;
        var (trainPaths, testPaths) = half == 0 ? (generated, generated) : (generated.Take(half), generated.Skip(half));
        return new(
            trainReal,
            Spread([.. trainPaths.SelectMany(Early)], trainReal.Length),
            testReal,
            Spread([.. testPaths.SelectMany(Late)], testReal.Length)
        );
    }

    // So many windows from all paths alike.
    private static double[][] Spread(double[][] windows, int count) =>
        [.. Enumerable.Range(0, count).Select(i => windows[(int)((long)i * windows.Length / count)])];
}
