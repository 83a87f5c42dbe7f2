using System.Text.Json.Nodes;
using Simulator.Backtesting;
using Simulator.Markets;
using Simulator.Portfolios;
using Simulator.Rules;
using Simulator.Runs;
using Simulator.Web.Charting;
using Simulator.Web.Components.Specs;

namespace Simulator.Tests.Web.Charting;

/// <summary>A draft on its chart: the trades of its run, without their profit.</summary>
public sealed class PreviewTests
{
    private static readonly RulesStrategySpec s_rules = new()
    {
        Rules = new RuleDocument
        {
            Parameters = [KeyValuePair.Create("n", 8.0)],
            EntryLong = "crossesAbove(close, sma(n))",
            ExitLong = "crossesBelow(close, sma(n))",
            StopLoss = "close - 3 * atr(5)",
        },
    };

    public static TheoryData<string, double> Drafts =>
        new()
        {
            { "rules", 0 },
            { "rules", 0.4 },
            { "portfolio", 0 },
            { "portfolio", 0.35 },
        };

    [Theory]
    [MemberData(nameof(Drafts))]
    public async Task Preview_HasTheTradesOfItsRun(string kind, double held)
    {
        await using var server = await ChartServer.StartAsync(ChartSeries.Daily("GS"), ChartSeries.Daily("JPM", 380));
        var spec = Draft(kind, held);
        var preview = new RunPreviewer(server.Store.Series).Make(spec, default);
        var (_, result) = await server.RunAsync(spec);

        var ran = result.Report.Trades.Where(t => t.Symbol is null or "GS").Select(Essence).ToArray();
        Assert.NotEmpty(ran);
        Assert.Equal(ran, preview.Trades!.Select(Essence));
        Assert.InRange(preview.HeldFraction!.Value, 0.01, 0.99 + (kind == "portfolio" ? 0.01 : 0));
        Assert.Equal(result.Report.From, preview.Target.CloseTimeAt(preview.TestStart));
    }

    [Fact]
    public async Task Previews_OfOneDraftAfterAnother_ReadWhatIsStoredNow()
    {
        await using var server = await ChartServer.StartAsync(ChartSeries.Daily("GS"));
        var previewer = new RunPreviewer(server.Store.Series);
        var first = previewer.Make(Draft("rules", 0), default);
        Assert.Same(first.Target, previewer.Make(Draft("rules", 0.4), default).Target);

        await server.Store.Series.AddAsync([new(ChartSeries.Daily("GS", 90), "other.csv", """{"findings":[]}""", 0)], default);
        Assert.Equal(90, previewer.Make(Draft("rules", 0), default).Target.Count);
    }

    [Fact]
    public async Task Chart_OfADraft_HasNoProfit_AndEndsWithItsHold()
    {
        await using var server = await ChartServer.StartAsync(ChartSeries.Daily("GS"));
        var shelf = server.Library.Previews;
        string name;
        using (var hold = await shelf.MakeAsync(new RunPreviewer(server.Store.Series), Draft("rules", 0.4), default))
        {
            name = hold.Name;
            var layers = JsonNode.Parse(await server.TextAsync($"previews/{name}/layers"))!;
            var trades = JsonNode.Parse(await server.TextAsync($"previews/{name}/trades"))!["trades"]!.AsArray();

            Assert.True((bool)layers["isPreview"]!);
            Assert.False((bool)layers["hasEquity"]!);
            Assert.Equal("sma(8)", (string)layers["overlays"]![0]!["expression"]!);
            Assert.NotNull(layers["split"]!["testStart"]);
            Assert.Equal(hold.Preview.Trades!.Count, trades.Count);
            Assert.All(trades, t => Assert.True(t!.AsObject().ContainsKey("profit") && t["profit"] is null && t["returnFraction"] is null));
            Assert.Equal(400, (await server.ColumnsAsync($"previews/{name}/bars")).Count);
            Assert.Equal(400, (await server.ColumnsAsync($"previews/{name}/values?expression=sma(n)")).Count);
            Assert.Equal(404, (await server.AnswerAsync($"previews/{name}/curves")).Status);
        }
        Assert.Equal(0, shelf.Count);
        Assert.Equal(404, (await server.AnswerAsync($"previews/{name}/bars")).Status);
    }

    [Fact]
    public async Task Draft_OfAPageThatWasLeft_IsGoneAWhileLater()
    {
        await using var server = await ChartServer.StartAsync(ChartSeries.Daily("GS"));
        using var shelf = new PreviewShelf(new HurriedTime());
        var hold = await shelf.MakeAsync(new RunPreviewer(server.Store.Series), Draft("rules", 0), default);
        var left = hold.LeaveAsync();
        Assert.NotNull(shelf.Find(hold.Name));
        await left;
        Assert.Null(shelf.Find(hold.Name));
    }

    // A clock whose timers wait a tenth of a second instead of as long as they are asked to.
    private sealed class HurriedTime : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, TimeSpan.FromMilliseconds(100), period);
    }

    [Fact]
    public async Task Lines_OfTwoDrafts_AreShared_UnlessTheyDependOnWhatChanged()
    {
        await using var server = await ChartServer.StartAsync(ChartSeries.Daily("GS"));
        var previewer = new RunPreviewer(server.Store.Series);
        ChartSource Source(RuleDocument rules) =>
            ChartSource.Of("x", previewer.Make(Draft("rules", 0) with { Strategy = new RulesStrategySpec { Rules = rules } }, default));

        var tag = Source(s_rules.Rules).LinesTag;
        Assert.Equal(tag, Source(s_rules.Rules with { EntryLong = "close > sma(n)" }).LinesTag);
        Assert.NotEqual(tag, Source(s_rules.Rules with { Parameters = [KeyValuePair.Create("n", 9.0)] }).LinesTag);
        Assert.NotEqual(tag, Source(s_rules.Rules with { Let = [KeyValuePair.Create("m", "sma(n)")] }).LinesTag);
    }

    [Fact]
    public async Task WhatLearnsFirst_HasNoTrades_AndItsEdgesCanBeMoved()
    {
        await using var server = await ChartServer.StartAsync(ChartSeries.Daily("GS"));
        var draft = SpecPresets.Make("ganPpo", "GS", []) with { Split = new SplitSpec() };
        var preview = new RunPreviewer(server.Store.Series).Make(draft, default);
        Assert.Null(preview.Trades);

        var moved = preview.Moved(MovedPart.Validation, 200);
        Assert.Equal((200, 280), (moved.ValidationStart(400), moved.TestStart(400)));
        moved = preview.Moved(MovedPart.Test, 301);
        Assert.Equal((240, 301), (moved.ValidationStart(400), moved.TestStart(400)));
        // As far as the other parts allow it.
        Assert.Equal(280, preview.Moved(MovedPart.Validation, 399).ValidationStart(400));
        Assert.Equal(240, preview.Moved(MovedPart.Test, 0).TestStart(400));
        Assert.Equal(400 - SpecChecks.MinimumTestBars, preview.Moved(MovedPart.Test, 399).TestStart(400));
    }

    [Fact]
    public async Task WhatLearnsNothing_HasOneEdge()
    {
        await using var server = await ChartServer.StartAsync(ChartSeries.Daily("GS"));
        var preview = new RunPreviewer(server.Store.Series).Make(Draft("rules", 0), default);

        var moved = preview.Moved(MovedPart.Test, 137);
        Assert.Equal((137, 137), (moved.ValidationStart(400), moved.TestStart(400)));
        Assert.Equal(0, preview.Moved(MovedPart.Test, -3).TestStart(400));
    }

    private static (DateTime, DateTime, double, double, double, bool) Essence(Trade t) =>
        (t.EntryTime, t.ExitTime, t.EntryPrice, t.ExitPrice, t.Size, t.IsOpen);

    private static SimulationSpec Draft(string kind, double held) =>
        new()
        {
            Data = new DataSpec { Target = "GS", Related = kind == "portfolio" ? ["JPM"] : [] },
            Strategy = kind == "portfolio" ? new PortfolioStrategySpec { Method = "hrp" } : s_rules,
            Split = new SplitSpec { TrainFraction = held, ValidationFraction = 0 },
        };
}
