namespace Simulator.Folds;

/// <summary>
/// One model of the walk: fitted on rows from <paramref name="FitStart"/> whose outcome is known at bar <paramref name="Cutoff"/>, it
/// serves rows [<paramref name="ForecastStart"/>, <paramref name="ForecastEnd"/>).
/// </summary>
/// <param name="Index">0, 1, … in time order.</param>
/// <param name="FitStart">First row that may be fitted on.</param>
/// <param name="Cutoff">
/// Last bar seen in fitting. The outcome of row t over h bars is known at bar t + h, so the last row fitted on is <c>Cutoff − h</c>
/// (<see cref="FitEnd"/>).
/// </param>
/// <param name="ForecastStart">First row served; the embargo lies between <see cref="Cutoff"/> and it.</param>
/// <param name="ForecastEnd">First row not served.</param>
public sealed record WalkForwardFold(int Index, int FitStart, int Cutoff, int ForecastStart, int ForecastEnd)
{
    /// <summary>One past the last row whose outcome over <paramref name="horizonBars"/> bars is known at the cut-off.</summary>
    public int FitEnd(int horizonBars) => Math.Max(FitStart, Cutoff - horizonBars + 1);

    /// <summary>The fold on data that ends before bar <paramref name="bars"/>; null where it serves none of those rows.</summary>
    public WalkForwardFold? Until(int bars) => ForecastStart < bars ? this with { ForecastEnd = Math.Min(ForecastEnd, bars) } : null;
}
