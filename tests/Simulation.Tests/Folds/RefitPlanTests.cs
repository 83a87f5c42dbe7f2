using Simulator.Errors;
using Simulator.Folds;
using Simulator.Markets;

namespace Simulator.Tests.Simulation.Folds;

public sealed class RefitPlanTests
{
    private static readonly SplitSpec s_split = new() { EmbargoBars = 5 };
    private static readonly RefitPlan s_plan = new(20, 100, 63);

    [Fact]
    public void Folds_EachServeAFewWeeks_FromAllThatIsKnownAnEmbargoBefore()
    {
        var folds = s_plan.Folds(400, s_split);
        Assert.Equal(new WalkForwardFold(0, 20, 120, 126, 189), folds[0]);
        Assert.Equal(100, folds[0].FitEnd(1) - folds[0].FitStart);
        Assert.Equal(400, folds[^1].ForecastEnd);
        foreach (var (before, after) in folds.Zip(folds.Skip(1)))
            Assert.Equal((before.ForecastEnd, before.Cutoff + 63, before.Index + 1), (after.ForecastStart, after.Cutoff, after.Index));
    }

    [Fact]
    public void Folds_OfMoreBars_BeginAsThoseOfFewer()
    {
        var (few, many) = (s_plan.Folds(300, s_split), s_plan.Folds(500, s_split));
        Assert.Equal(few.SkipLast(1), many.Take(few.Count - 1));
    }

    [Fact]
    public void Folds_WithoutARowBeforeValidation_AreRefused()
    {
        var enough = Enumerable.Range(100, 400).First(n => s_plan.Shortage(n, s_split) is null);
        Assert.True(s_plan.FirstServed(s_split) < s_split.ValidationStart(enough));
        var error = Assert.Throws<SimulationException>(() => s_plan.Folds(enough - 1, s_split));
        Assert.Contains("minimumBars", error.Message, StringComparison.Ordinal);
    }
}
