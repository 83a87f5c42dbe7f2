using Simulator.Alignment;
using Simulator.Backtesting;
using Simulator.Features;
using Simulator.Markets;
using Simulator.Robustness;
using Simulator.Robustness.Causality;
using Simulator.Strategies;
using Simulator.Tests.Simulation.Backtesting;

namespace Simulator.Tests.Simulation.Robustness.Causality;

public sealed class LookAheadCheckTests
{
    private static readonly BarSeries s_series = WithVolume(TestMarkets.Random(3, 260));

    public static TheoryData<string> CheatNames => [.. Cheats.LookingAhead.Keys];

    // A rule that follows forecasts is as clean as its tape, which has a check of its own.
    public static TheoryData<string> Rules => [.. NamedStrategies.All.Where(d => !d.NeedsForecast).Select(d => d.Name)];

    [Theory]
    [MemberData(nameof(CheatNames))]
    public void Cheat_IsFound(string cheat)
    {
        var report = Check(Cheats.LookingAhead[cheat]);
        Assert.True(report.Verdict is LookAheadVerdict.LooksAhead or LookAheadVerdict.NotRepeatable, report.Sentence);
        Assert.InRange(report.FirstBar, 0, s_series.Count - 1);
    }

    [Theory]
    [InlineData("next close", BarInputs.Close, 1)]
    [InlineData("close five bars on", BarInputs.Close, 5)]
    [InlineData("next bar's low, only while a trade is open", BarInputs.Low, 1)]
    [InlineData("a stop at the next bar's low", BarInputs.Low, 1)]
    [InlineData("the next bar's volume", BarInputs.Volume, 1)]
    [InlineData("the number of bars", BarInputs.Count, 40)]
    [InlineData("mean of the whole series", BarInputs.Close, 100)]
    public void Finding_NamesTheInputAndHowFarItReaches(string cheat, BarInputs inputs, int reach)
    {
        var report = Check(Cheats.LookingAhead[cheat]);
        Assert.Equal(inputs, report.Inputs);
        Assert.True(
            reach == 100 ? report.ReachBars >= reach : report.ReachBars <= reach,
            FormattableString.Invariant($"{report.ReachBars}: {report.Sentence}")
        );
    }

    [Fact]
    public void StateOfEarlierRuns_IsFound()
    {
        Assert.Equal(LookAheadVerdict.KeepsState, Check(Cheats.ThatDoesNotStartAnew).Verdict);
        var once = Check(Cheats.RememberedOnce);
        Assert.Equal(LookAheadVerdict.KeepsState, once.Verdict);
        Assert.Contains("OnceRemembered.s_mean", once.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatTheMakerRemembers_IsFound()
    {
        var seen = new List<double>();
        var report = Check(s =>
        {
            seen.Add(s.Close.Average());
            return new SmaCross(3, 9);
        });
        Assert.Equal(LookAheadVerdict.KeepsState, report.Verdict);
        Assert.Contains("captured seen", report.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void RuleThatIgnoresTheSeriesItIsGiven_CannotBeJudged()
    {
        var sides = Enumerable
            .Range(0, s_series.Count)
            .Select(i => i + 1 < s_series.Count && s_series.Close[i + 1] > s_series.Close[i] ? 1.0 : -1)
            .ToArray();
        Assert.Equal(LookAheadVerdict.CannotTell, Check(_ => new TapeStrategy(new Simulator.Decisions.DecisionTape(0, sides))).Verdict);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void EveryNamedRule_IsClean(string rule)
    {
        foreach (var options in new[] { null, BacktestOptions.BacktestingPy })
        {
            var setup = RunSetup.Over(s_series) with { Options = options };
            var report = LookAheadCheck.Of(
                new StrategySource(setup, s => NamedStrategies.Create(rule, new Dictionary<string, string>(), s)),
                s_series,
                new LookAheadOptions { Cuts = 24 }
            );
            Assert.True(report.Passed, report.Sentence);
        }
    }

    [Fact]
    public void ReferenceQuirkThatIsKnownToLookAhead_IsFound()
    {
        var report = Check(s =>
            NamedStrategies.Create(
                "smaTrailing",
                new Dictionary<string, string>
                {
                    ["fillStart"] = "yes",
                    ["fast"] = "3",
                    ["slow"] = "9",
                    ["multiple"] = "1",
                },
                s
            )
        );
        Assert.Equal(LookAheadVerdict.LooksAhead, report.Verdict);
        Assert.True(report.FirstBar < 100);
    }

    [Fact]
    public void Features_AreClean_AndACentredOneIsNot()
    {
        FeatureSpec[] specs = [new IndicatorFeatureSpec { Name = "macd" }, new ReturnsFeatureSpec()];
        Assert.True(
            LookAheadCheck
                .Of(
                    new ColumnSource("features", s => FeatureBuilder.Build(MarketAlignment.Align(s, []), specs).Columns),
                    s_series,
                    new LookAheadOptions { Cuts = 20 }
                )
                .Passed
        );
        var report = LookAheadCheck.Of(
            new ColumnSource(
                "centred",
                s =>
                    [
                        [.. s.Close.Select((c, i) => c - s.Close[Math.Max(0, i - 2)..Math.Min(i + 3, s.Count)].Average())],
                    ]
            ),
            s_series
        );
        Assert.Equal((LookAheadVerdict.LooksAhead, BarInputs.Close), (report.Verdict, report.Inputs));
    }

    [Fact]
    public void SourceThatDividesItsDataByTheirNumber_IsNotCut()
    {
        // Fitted on the first half: honest in the second half, as long as the number of bars stays.
        var source = new ColumnSource(
            "fitted",
            s =>
            {
                var mean = s.Close[..(s.Count / 2)].Average();
                return
                [
                    [.. s.Close.Select((c, i) => i < s.Count / 2 ? double.NaN : c - mean)],
                ];
            },
            canBeCut: false
        );
        Assert.True(LookAheadCheck.Of(source, s_series).Passed);
    }

    [Fact]
    public void RuleThatDrawsLots_IsNotRepeatable()
    {
        var state = 1UL;
        var report = Check(_ => new ScriptedStrategy(c =>
            c.Orders.Target((state = (state * 6364136223846793005) + 1442695040888963407) >> 63 == 0 ? 1 : 0)
        ));
        Assert.Equal(LookAheadVerdict.NotRepeatable, report.Verdict);
    }

    private static LookAheadReport Check(Func<BarSeries, IStrategy> make) =>
        LookAheadCheck.Of(new StrategySource(RunSetup.Over(s_series), make), s_series, new LookAheadOptions { Cuts = 60 });

    private static BarSeries WithVolume(BarSeries s) =>
        new(s.Symbol, s.CloseTimeTicks, s.Open, s.High, s.Low, s.Close, [.. s.Close.Select((c, i) => 1_000 + (100 * Math.Sin(i * c)))])
        {
            Calendar = s.Calendar,
        };
}
