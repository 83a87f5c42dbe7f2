using Simulator.Environments;

namespace Simulator.Learning.Agents.Evidence;

/// <summary>A part of cross-fitting: what is held out, and on what is trained for it.</summary>
/// <param name="Index">0, 1, … in the order of time.</param>
/// <param name="HeldOut">Bars that are judged on.</param>
/// <param name="Training">Bars that are trained on, an embargo away from them on both sides.</param>
internal sealed record CrossFitFold(int Index, BarStretch HeldOut, IReadOnlyList<BarStretch> Training);

/// <summary>
/// Cross-fitting (purged k-fold, López de Prado 2018, chapter 7): every bar before the test part is judged once by trainings that did not
/// see it, nor the bars beside it. All of this lies before the first decision that counts.
/// </summary>
internal static class CrossFit
{
    private const int FewestHeldOut = 16;
    private const int FewestFolds = 2;

    /// <summary>The folds: as many as asked for, or as few as the bars allow; none where two are too many.</summary>
    /// <param name="bars">Bars that may be decided on before the test part.</param>
    /// <param name="folds">Number of folds.</param>
    /// <param name="embargoBars">Bars left out on both sides of what is held out.</param>
    public static IReadOnlyList<CrossFitFold> Folds(BarStretch bars, int folds, int embargoBars)
    {
        for (var k = folds; k >= FewestFolds; k--)
        {
            CrossFitFold[] plan = [.. Enumerable.Range(0, k).Select(i => Fold(bars, k, i, embargoBars))];
            if (plan.All(f => f.HeldOut.Length >= FewestHeldOut && f.Training.Sum(s => s.Length) >= ObservedMarket.FewestTrainingBars))
                return plan;
        }
        return [];
    }

    private static CrossFitFold Fold(BarStretch bars, int folds, int index, int embargoBars)
    {
        var from = bars.First + (int)((long)bars.Length * index / folds);
        var to = bars.First + (int)((long)bars.Length * (index + 1) / folds);
        BarStretch[] around = [new(bars.First, from - embargoBars), new(to + embargoBars, bars.End)];
        return new CrossFitFold(index, new BarStretch(from, to), [.. around.Where(s => s.Length > 0)]);
    }
}
