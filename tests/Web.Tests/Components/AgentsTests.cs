using Bunit;
using Simulator.AgentComparisons;
using Simulator.Checks;
using Simulator.Evaluation.Rivals;
using Simulator.Learners;
using Simulator.Markets;
using Simulator.Store.Series;
using Simulator.Web.Components.Agents;
using Simulator.Web.Components.Charts;
using Simulator.Web.Components.Specs;

namespace Simulator.Tests.Web.Components;

/// <summary>The form of a comparison of agents, what came out of one, and the checks of an agent.</summary>
public sealed class AgentsTests : PageContext
{
    [Fact]
    public async Task Draft_OfASeries_IsARequestThatFillsTheSameForm()
    {
        await Store.Series.AddAsync([new SeriesToStore(Long("GS"), "gs.csv", "{}", 0)], default);
        var draft = AgentsDraft.Usual("GS", null);

        var (request, error) = (draft with { Forecaster = "ewma" }).Read(Store.Series);

        Assert.Null(error);
        Assert.Equal(LearnerTable.Agents.Count(), request!.Agents.Count);
        Assert.Equal((5, "GS"), (request.Seeds, request.Data.Target));
        Assert.NotNull(request.Spec.Forecaster);
        var again = AgentsDraft.Of(request);
        Assert.Equal(("GS", "ewma", "5"), (again.Series, again.Forecaster, again.Seeds));
        Assert.Equal(draft.Agents.Order(), again.Agents.Order());
    }

    [Fact]
    public async Task Draft_OfARun_TakesItsSpec_AndItsAgentAsItIs()
    {
        await Store.Series.AddAsync([new SeriesToStore(Long("GS"), "gs.csv", "{}", 0)], default);
        var preset = SpecPresets.Make("ganPpo", "GS", []);
        var agent = ((AgentStrategySpec)preset.Strategy).Agent with { Steps = 12_345 };
        var run = preset with
        {
            Name = "mine",
            Seed = 42,
            Forecaster = null,
            Strategy = new AgentStrategySpec { Agent = agent },
        };

        var (request, error) = AgentsDraft.Usual("", run).Read(Store.Series);

        Assert.Null(error);
        Assert.Equal((42L, ""), (request!.Spec.Seed, request.Spec.Name));
        Assert.Equal(run.Features.Count, request.Spec.Features.Count);
        Assert.Equal(12_345, request.Agents["PPO of the run"].Steps);
        Assert.Contains("A2C", request.Agents.Keys, StringComparer.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("", new[] { "ppo" }, "3", "Choose a series.")]
    [InlineData("S0000", new string[0], "3", "Choose at least one agent.")]
    [InlineData("GONE", new[] { "ppo" }, "3", "GONE")]
    [InlineData("S0000", new[] { "dqn" }, "3", "dqn")]
    public async Task Draft_ThatIsNoRequest_SaysWhy(string series, string[] agents, string seeds, string expected)
    {
        await StoreSeriesAsync(1);
        var (request, error) = new AgentsDraft(series, "", agents, seeds).Read(Store.Series);
        Assert.Null(request);
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    [Theory, InlineData("0"), InlineData("21"), InlineData("many"), InlineData("")]
    public void Seeds_ThatAreNoCount_AreToldAtTheirField(string seeds)
    {
        var draft = new AgentsDraft("A", "", ["ppo"], seeds);
        Assert.Equal("must be a whole number from 1 to 20", draft.SeedsError);
        Assert.Equal((null, null), draft.Read(Store.Series));
    }

    [Fact]
    public void Tables_ShowEachAgentBesideBaselines_AndOpenARun()
    {
        (string, int)? opened = null;
        var view = Render<AgentTables>(p =>
            p.Add(t => t.Result, Result()).Add(t => t.Seed, 7).Add(t => t.Open, ((string, int) run) => opened = run)
        );

        Assert.Contains("Not enough to tell", view.Find(".sentence").TextContent, StringComparison.Ordinal);
        var standings = view.FindAll("section")[1].QuerySelectorAll("tbody tr");
        Assert.Equal(3, standings.Length);
        Assert.Equal(["PPO", "+5.0 %", "+1.0 % … +9.0 %"], standings[0].QuerySelectorAll("td").Take(3).Select(c => c.TextContent));
        Assert.Equal("Buy and hold", standings[1].QuerySelector("td")!.TextContent);
        var leads = view.FindAll("section")[2].QuerySelectorAll("tbody tr");
        Assert.Contains("−2.0 % … +4.0 %", leads[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("1 of 2", leads[^1].TextContent, StringComparison.Ordinal);
        view.Find("section:last-of-type tbody tr:last-child button").Click();
        Assert.Equal(("PPO", 1), opened);
    }

    [Fact]
    public void Picture_HasABandAndALineForEachAgent_AndNoFlatLineOfCash()
    {
        var plot = AgentPlot.Of(Result())!;
        Assert.Equal(["PPO, lowest to highest seed", "Buy and hold", "PPO"], plot.Layers.Select(l => l.Name));
        Assert.Equal(["PPO", "Buy and hold"], AgentPlot.Legend(Result()).Select(l => l.Name));
        Assert.Equal([0, 0.1], ((PlotLine)plot.Layers[^1]).Y.Select(y => Math.Round(y, 9)));
        Assert.Null(AgentPlot.Of(Result() with { Days = [] }));
    }

    [Fact]
    public void Checks_AreShownWithVerdictMeaningAndMeasure()
    {
        var result = new AgentCheckResult(
            "GS",
            900,
            270,
            [
                new(AgentCheckSubject.Foresight, "tomorrow's return", 1, AgentCheckVerdict.Failed, 0.5, "of it", "≥ 0.9", "found"),
                new(AgentCheckSubject.Walk, "walk", 5, AgentCheckVerdict.Passed, 0, "a year", "≤ 2", "quiet"),
                new(AgentCheckSubject.Signal, "signal", 3, AgentCheckVerdict.NotJudged, double.NaN, "of it", "≥ 0.2", "costs"),
            ]
        );
        var view = Render<AgentCheckView>(p => p.Add(v => v.Result, result).Add(v => v.LeftOut, "the forecaster left out"));

        Assert.Equal("GS: 1 of 3 checks failed, on 270 test bars of 900.", view.Find(".sentence").TextContent);
        Assert.Equal(["failed", "passed", "not judged"], view.FindAll(".tag").Select(t => t.TextContent));
        Assert.Contains("0.500 of it", view.FindAll("li")[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("— of it", view.FindAll("li")[2].TextContent, StringComparison.Ordinal);
        Assert.Contains("found by dynamic programming", view.FindAll("li")[0].TextContent, StringComparison.Ordinal);
    }

    private static AgentComparisonResult Result()
    {
        static AgentRun Run(int seed) =>
            new()
            {
                Seed = seed,
                LogWealthPerYear = 0.05,
                Return = 0.1,
                ReturnWithoutCosts = 0.12,
                Sharpe = new(0.5, -0.5, 1.5),
                MaximumDrawdown = 0.1,
                Turnover = 3,
                Exposure = 0.5,
                Evidence = double.NaN,
                Decided = seed == 0,
                SpecHash = "hash",
            };
        static BaselineStanding Baseline(RivalKind kind, double gain) =>
            new()
            {
                Kind = kind,
                LogWealthPerYear = gain,
                Return = gain,
                Sharpe = new(double.NaN, double.NaN, double.NaN),
                MaximumDrawdown = 0,
                Turnover = 0,
                Exposure = 0,
                Curve = [1, 1 + gain],
            };
        return new AgentComparisonResult
        {
            Sentence = "Not enough to tell",
            Target = "GS",
            From = new DateOnly(2020, 1, 1),
            To = new DateOnly(2020, 12, 31),
            Bars = 250,
            Trials = 1,
            EarlierTrials = 3,
            Agents =
            [
                new AgentStanding
                {
                    Name = "PPO",
                    Kind = "ppo",
                    LogWealthPerYear = new(0.05, 0.01, 0.09),
                    Return = 0.1,
                    ReturnWithoutCosts = 0.12,
                    Sharpe = new(0.5, -0.5, 1.5),
                    MaximumDrawdown = 0.1,
                    Turnover = 3,
                    Exposure = 0.5,
                    Decided = 1,
                    Leads = [new(RivalKind.BuyAndHold, 0.01, -0.02, 0.04), new(RivalKind.Cash, 0.05, 0.01, 0.09)],
                    Runs = [Run(0), Run(1)],
                    Middle = [1, 1.1],
                    Lowest = [1, 1.05],
                    Highest = [1, 1.15],
                },
            ],
            Baselines = [Baseline(RivalKind.BuyAndHold, 0.04), Baseline(RivalKind.Cash, 0)],
            Days = [new DateOnly(2020, 1, 1), new DateOnly(2020, 12, 31)],
            Data = new Dictionary<string, string> { ["GS"] = "hash" },
        };
    }

    private static BarSeries Long(string symbol)
    {
        double[] prices = [.. Enumerable.Range(0, 1_500).Select(b => 100 + (5 * Math.Sin(b)))];
        long[] times = [.. Enumerable.Range(0, prices.Length).Select(b => new DateTime(2018, 3, 5).AddDays(b).Ticks)];
        return new BarSeries(symbol, times, prices, prices, prices, prices, prices);
    }
}
