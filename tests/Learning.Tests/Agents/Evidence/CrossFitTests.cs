using Simulator.Environments;
using Simulator.Learning.Agents.Evidence;

namespace Simulator.Tests.Learning.Agents.Evidence;

public sealed class CrossFitTests
{
    [Theory]
    [InlineData(100, 1_540, 4, 17)]
    [InlineData(20, 333, 7, 5)]
    public void Folds_HoldEveryBarOutOnce_AnEmbargoFromWhatTheyTrainOn(int first, int end, int folds, int embargo)
    {
        var plan = CrossFit.Folds(new BarStretch(first, end), folds, embargo);

        Assert.Equal(folds, plan.Count);
        Assert.Equal(Enumerable.Range(first, end - first), plan.SelectMany(f => Enumerable.Range(f.HeldOut.First, f.HeldOut.Length)));
        foreach (var fold in plan)
        {
            int[] trained = [.. fold.Training.SelectMany(s => Enumerable.Range(s.First, s.Length))];
            Assert.Equal(
                Enumerable.Range(first, end - first).Where(t => t < fold.HeldOut.First - embargo || t >= fold.HeldOut.End + embargo),
                trained
            );
        }
    }

    [Fact]
    public void Folds_OfFewBars_AreFewer_OrNone()
    {
        Assert.Equal(6, CrossFit.Folds(new BarStretch(0, 100), 8, 10).Count);
        Assert.Empty(CrossFit.Folds(new BarStretch(0, 60), 4, 17));
        Assert.Empty(CrossFit.Folds(new BarStretch(50, 40), 4, 17));
    }
}
