using Simulator.Evaluation;
using Simulator.Robustness.Resampling;
using Simulator.Web.Components.Report;

namespace Simulator.Tests.Web.Components;

/// <summary>The sentences say what the figures say, and no more.</summary>
public sealed class RobustnessWordsTests
{
    [Theory]
    [InlineData(0.1, 0.1, 0, 0, "changes nothing")]
    [InlineData(0.1, 0.1, 5, 0, "would have changed none of them")]
    [InlineData(0.1, 0.12, 5, 2, "is between +10.0 % and +12.0 %.")]
    [InlineData(-0.02, 0.12, 5, 2, "cannot even show whether it gained or lost")]
    public void Band_IsToldByItsEnds(double low, double high, int candidates, int ambiguous, string expected) =>
        Assert.Contains(expected, RobustnessWords.Of(Fills(low, high, candidates, ambiguous)), StringComparison.Ordinal);

    [Theory]
    [InlineData(0.1, 0.1, "none")]
    [InlineData(0.1, 0.108, "± 0.4 %")]
    [InlineData(0.1, 0.1002, "± 0.010 %")]
    public void Band_InShort(double low, double high, string expected) =>
        Assert.Equal(expected, RobustnessWords.Band(Fills(low, high, 3, 1)));

    [Theory]
    [InlineData(0.30, 1, "no better than chance")]
    [InlineData(0.01, 1, "the timing was better than chance")]
    [InlineData(0.01, 40, "after 40 trials")]
    [InlineData(0.0005, 40, "the timing was better than chance")]
    public void Entries_AreJudgedAfterAllTrials(double p, int trials, string expected) =>
        Assert.Contains(expected, RobustnessWords.Of(Entries(p), trials), StringComparison.Ordinal);

    [Theory]
    [InlineData(-0.2, -0.1, "Bad luck alone does not explain the loss")]
    [InlineData(-0.2, 0.3, "Luck alone could have turned it into a gain or a loss")]
    [InlineData(0.1, 0.3, "does not say that the future will be")]
    public void Bootstrap_IsToldByItsNineTenths(double low, double high, string expected) =>
        Assert.Contains(expected, RobustnessWords.Of(Bootstrap(low, high)), StringComparison.Ordinal);

    [Theory]
    [InlineData(double.NaN, "no track record, however long, would show skill")]
    [InlineData(2520, "too short")]
    [InlineData(126, "only one trial")]
    public void Record_IsComparedWithWhatIsNeeded(double needed, string expected) =>
        Assert.Contains(
            expected,
            RobustnessWords.Record(
                new RobustnessFindings
                {
                    Periods = 252,
                    PeriodsPerYear = 252,
                    MinimumTrackRecordPeriods = needed,
                }
            ),
            StringComparison.Ordinal
        );

    private static FillAmbiguity Fills(double low, double high, int candidates, int ambiguous) =>
        new()
        {
            Return = low,
            LowestReturn = low,
            HighestReturn = high,
            Candidates = candidates,
            Examined = candidates,
            AmbiguousBars = ambiguous,
            Widest = [],
        };

    private static EntryPermutation Entries(double p) =>
        new()
        {
            Trades = 20,
            PValue = p,
            Overlapping = false,
            Statistic = Distribution.Of([0, 1, 2], 1.5),
        };

    private static MonteCarloResult Bootstrap(double low, double high) =>
        new()
        {
            Method = "",
            Draws = 100,
            Return = Distribution.Of(Enumerable.Range(-5, 111).Select(i => low + ((high - low) * i / 100)), low),
            Sharpe = Distribution.Of([1], 1),
            MaxDrawdown = Distribution.Of([1], 1),
            ProbabilityOfLoss = 0.1,
            ProbabilityOfRuin = 0,
            RuinLevel = 0.5,
        };
}
