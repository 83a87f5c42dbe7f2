using Simulator.Backtesting;
using Simulator.Markets;
using Simulator.Robustness;
using Simulator.Robustness.Causality;
using Simulator.Rules;
using Simulator.Tests.Simulation.Backtesting;

namespace Simulator.Tests.Simulation.Robustness.Causality;

/// <summary>A rule with another series delayed by one of that series' bars.</summary>
public sealed class DelayCheckTests
{
    private const string Rule = """{ "version": 1, "name": "o", "entryLong": "O.close > close", "exitLong": "O.close < close" }""";

    private static readonly BarSeries s_days = TestMarkets.Random(3, 300);

    [Fact]
    public void GainOfASeriesKnownADayEarly_IsGoneWithItDelayed()
    {
        var finding = Check(Tomorrow());

        Assert.True(finding.LivesOnUndelayed, finding.Sentence);
        Assert.True(finding.Return > 1 && finding.TStatistic > 3, finding.Sentence);
    }

    [Fact]
    public void SeriesThatIsOnlyKnownInTime_IsNotCalledOut() =>
        Assert.False(Check(Named(TestMarkets.Random(4, 300), "O")).LivesOnUndelayed);

    [Fact]
    public void SeriesThatChangesNothing_HasNoDifference()
    {
        var finding = Check(Named(TestMarkets.Still(300, 1e-9), "O"));

        Assert.Equal(finding.Return, finding.DelayedReturn);
        Assert.False(finding.LivesOnUndelayed);
    }

    [Fact]
    public void Delayed_ShowsEachBarWhenTheNextIsKnown()
    {
        var late = DelayCheck.Delayed(s_days);

        Assert.Equal(s_days.Count - 1, late.Count);
        Assert.Equal((s_days.CloseTimeTicks[1], s_days.Close[0]), (late.CloseTimeTicks[0], late.Close[0]));
        Assert.Equal((s_days.CloseTimeTicks[^1], s_days.Close[^2]), (late.CloseTimeTicks[^1], late.Close[^1]));
    }

    [Fact]
    public void SeriesWithWrongTimes_TurnsACleanReportOfTheRule()
    {
        var rule = new LookAheadReport
        {
            Name = "r",
            Verdict = LookAheadVerdict.Clean,
            Cuts = 1,
            Runs = 1,
            Sentence = "clean",
        };
        var (early, delay) = (new BarTimeFinding("O", "D", TimeSpan.FromDays(1), 99, 0, 1), Check(Tomorrow()));

        Assert.Equal(LookAheadVerdict.SeriesLooksAhead, new OtherSeriesReport([early], []).Joined(rule).Verdict);
        Assert.Equal(LookAheadVerdict.NeedsNewestBar, new OtherSeriesReport([], [delay]).Joined(rule).Verdict);
        Assert.Same(rule, new OtherSeriesReport([], []).Joined(rule));
        var cheat = rule with { Verdict = LookAheadVerdict.LooksAhead };
        Assert.Same(cheat, new OtherSeriesReport([early], [delay]).Joined(cheat));
    }

    private static DelayFinding Check(BarSeries other)
    {
        var program = RuleProgram.Compile(Rule);
        var setup = RunSetup.Over(s_days) with { Execution = new ExecutionSpec { FractionalUnits = true } };
        IStrategy Make(IReadOnlyList<BarSeries> others) => program.Bind(new RuleMarket(s_days, others));
        return Assert.Single(DelayCheck.Of(setup, setup.Run(Make([other])), [other], Make));
    }

    // The traded series itself, each bar stamped with the day before.
    private static BarSeries Tomorrow()
    {
        var late = DelayCheck.Delayed(s_days);
        return new BarSeries(
            "O",
            s_days.CloseTimeTicks[..^1],
            s_days.Open[1..],
            s_days.High[1..],
            s_days.Low[1..],
            s_days.Close[1..],
            late.Volume
        )
        {
            Calendar = s_days.Calendar,
        };
    }

    private static BarSeries Named(BarSeries s, string name) =>
        new(name, s.CloseTimeTicks, s.Open, s.High, s.Low, s.Close, s.Volume) { Calendar = s.Calendar };
}
