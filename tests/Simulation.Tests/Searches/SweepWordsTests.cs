using Simulator.Robustness.Overfit;
using Simulator.Robustness.Sweeps;
using Simulator.Searches;

namespace Simulator.Tests.Simulation.Searches;

/// <summary>The sentence of a sweep says what its figures support, worst news first.</summary>
public sealed class SweepWordsTests
{
    [Theory]
    [InlineData(0.99, 0.1, true, false, "more than luck would show on these bars")]
    [InlineData(0.99, 0.1, false, false, "it stands alone")]
    [InlineData(0.60, 0.1, true, false, "may be luck")]
    [InlineData(0.99, 0.6, true, false, "does not hold up on other bars")]
    [InlineData(0.99, 0.1, true, true, "It was stopped after 30 runs of 60")]
    public void Sentence_FollowsTheFigures(double deflated, double overfitting, bool plateau, bool stopped, string words) =>
        Assert.Contains(words, SweepWords.Of(Result(deflated, overfitting, plateau, stopped)), StringComparison.Ordinal);

    [Fact]
    public void Sentence_WithoutAnySelection_SaysThereIsNothingToChoose() =>
        Assert.Contains(
            "nothing to choose",
            SweepWords.Of(Result(0.9, 0.1, true, false) with { Selection = null }),
            StringComparison.Ordinal
        );

    private static SweepResult Result(double deflated, double overfitting, bool plateau, bool stopped) =>
        new()
        {
            Planned = 60,
            Completed = stopped ? 30 : 60,
            Refused = 0,
            Stopped = stopped,
            RankedBy = "sharpe",
            Scores = new ScoreSummary(30, 0, 1, -1, 2, 0.5),
            Best = [new SweepRun(0, ParameterSet.Of([new("fast", "5")]), 2, 0.1, new Dictionary<string, double>())],
            Neighbourhood = new NeighbourhoodStability(4, 1, 0.5, 0.5, plateau),
            Selection = new SelectionBias(
                60,
                0.1,
                0.05,
                0.99,
                deflated,
                100,
                new OverfittingProbability
                {
                    Probability = overfitting,
                    ProbabilityOfLoss = 0,
                    MedianLogit = 1,
                    DegradationSlope = 0,
                    Runs = 30,
                    Blocks = 8,
                    Splits = 70,
                }
            ),
        };
}
