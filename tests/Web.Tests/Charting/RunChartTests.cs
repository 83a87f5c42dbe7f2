using System.Net;
using System.Text.Json.Nodes;
using Simulator.Artifacts;
using Simulator.Backtesting;
using Simulator.Markets;
using Simulator.Parameters;
using Simulator.Portfolios;
using Simulator.Rules;
using Simulator.Runs;
using Simulator.Strategies;
using Simulator.Tests.Learners;
using Simulator.Web.Charting;

namespace Simulator.Tests.Web.Charting;

/// <summary>The chart of a run: its own bars, what its strategy looks at, its trades and its account.</summary>
public sealed class RunChartTests
{
    [Fact]
    public async Task Run_IsDrawnWithTheBarsThatItUsed_AlsoAfterTheSeriesWasReplacedAndDeleted()
    {
        var series = ChartSeries.Daily("GS");
        await using var server = await ChartServer.StartAsync(series);
        var spec = Named("smaCross") with
        {
            Data = new DataSpec { Target = "GS", From = series.DayAt(50) },
        };
        var (id, _) = await server.RunAsync(spec);
        await server.Store.Series.AddAsync([new(ChartSeries.Daily("GS", 90), "other.csv", """{"findings":[]}""", 0)], default);
        await server.Store.Series.DeleteAsync("GS", default);

        var read = await server.ColumnsAsync($"runs/{id}/bars");

        Assert.Equal(series.Close[50..], read[4]);
        Assert.Equal(404, (await server.AnswerAsync("series/GS/bars")).Status);
    }

    [Fact]
    public async Task Run_WhoseBarsAreGone_StillHasItsTradesAndCurves()
    {
        var series = ChartSeries.Daily("GS");
        await using var server = await ChartServer.StartAsync(series);
        var (id, result) = await server.RunAsync(Named("smaCross"));
        File.Delete(server.Store.Series.BlobPath("GS")!);
        await server.ReopenAsync();

        Assert.Equal(404, (await server.AnswerAsync($"runs/{id}/bars")).Status);
        Assert.Contains("no longer stored", (await server.AnswerAsync($"runs/{id}/layers")).Text, StringComparison.Ordinal);
        var trades = JsonNode.Parse(await server.TextAsync($"runs/{id}/trades"))!["trades"]!.AsArray();
        Assert.Equal(result.Report.Trades.Count, trades.Count);
        Assert.Equal(Midnight(result.Report.Trades[0].EntryTime), trades[0]!["entry"]!["time"]!.GetValue<double>());
        Assert.Equal(result.Report.Accounts[0].Equity, (await server.ColumnsAsync($"runs/{id}/curves"))[1]);
    }

    [Fact]
    public async Task Run_ThatTheBrowserHas_IsSentAgain_AfterArtifactsWereCleanedUp()
    {
        await using var server = await ChartServer.StartAsync(ChartSeries.Daily("GS"));
        var (id, _) = await server.RunAsync(Named("smaCross"));
        var path = new Uri($"/chart/runs/{id}/curves", UriKind.Relative);
        using var first = await server.Http.GetAsync(path);
        async Task<HttpStatusCode> AskAsync()
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
            using var answer = await server.Http.SendAsync(request);
            return answer.StatusCode;
        }
        Assert.Equal(HttpStatusCode.NotModified, await AskAsync());

        Assert.NotEqual(0, ArtifactCleanup.Run(server.Store.Folder, DateTimeOffset.MaxValue).Files);

        Assert.Equal(HttpStatusCode.OK, await AskAsync());
    }

    [Fact]
    public async Task Layers_OfARun_SayWhatItsStrategyLooksAt_AndWhereItsTestBegins()
    {
        var series = ChartSeries.Daily("GS");
        await using var server = await ChartServer.StartAsync(series);
        var rules = new RulesStrategySpec
        {
            Rules = new RuleDocument
            {
                Parameters = [new("bars", 14)],
                EntryLong = "rsi(bars) < 30",
                ExitLong = "rsi(bars) > 70",
            },
        };
        var (id, _) = await server.RunAsync(Named("smaCross") with { Strategy = rules });

        var layers = JsonNode.Parse(await server.TextAsync($"runs/{id}/layers"))!;

        Assert.Equal(
            """[{"expression":"rsi(14)","label":"rsi(14)","pane":"below","levels":[30,70]}]""",
            layers["overlays"]!.ToJsonString()
        );
        Assert.Equal(("GS", "1d", true), ((string)layers["symbol"]!, (string)layers["interval"]!, (bool)layers["daily"]!));
        Assert.Null(layers["split"]!["trainEnd"]);
        Assert.Equal(ShownClock.Times(series)[280], (double)layers["split"]!["testStart"]!);
        Assert.Equal((false, true), ((bool)layers["hasForecast"]!, (bool)layers["hasEquity"]!));
        Assert.Equal(400, (await server.ColumnsAsync($"runs/{id}/values?expression=rsi(bars)")).Count);
    }

    [Fact]
    public async Task Trades_OfARun_AreItsLongsShortsAndTheOpenOne_WithFillsInWordsAndDates()
    {
        var series = ChartSeries.Daily("GS");
        await using var server = await ChartServer.StartAsync(series);
        var spec = Named("smaCross", ("fast", "5"), ("slow", "15")) with { Split = new SplitSpec { TrainFraction = 0.2 } };
        var (id, result) = await server.RunAsync(spec);
        var expected = result.Report.Trades;
        Assert.Contains(expected, t => t.Size > 0 && !t.IsOpen);
        Assert.Contains(expected, t => t.Size < 0 && !t.IsOpen);
        Assert.True(expected[^1].IsOpen);

        var document = JsonNode.Parse(await server.TextAsync($"runs/{id}/trades"))!;

        var trades = document["trades"]!.AsArray();
        Assert.Equal(expected.Count, trades.Count);
        for (var i = 0; i < trades.Count; i++)
        {
            var (trade, of) = (trades[i]!, expected[i]);
            Assert.Equal(i + 1, (int)trade["id"]!);
            Assert.Equal(of.Size < 0 ? "short" : "long", (string)trade["side"]!);
            Assert.Equal((of.Size, of.ProfitLoss), ((double)trade["size"]!, (double)trade["profit"]!));
            Assert.Equal((Midnight(of.EntryTime), of.EntryPrice), Place(trade["entry"]!));
            Assert.Equal(of.IsOpen, trade["exit"] is null);
            if (trade["exit"] is { } exit)
                Assert.Equal((Midnight(of.ExitTime), of.ExitPrice), Place(exit));
        }
        Assert.Matches(@"^market order of \d{1,2} \w{3} 202\d filled at the open", (string)trades[0]!["entry"]!["reason"]!);
        var fills = document["fills"]!.AsArray();
        Assert.All(trades, t => Assert.Contains(fills, f => Place(f!) == Place(t!["entry"]!)));
        Assert.Equal(expected[^1].Size, fills.Sum(f => (double)f!["size"]!), 6);
        Assert.True(fills.Count <= (2 * expected.Count) - 1);
    }

    [Fact]
    public async Task Curves_OfARun_AreItsAccountAtEveryBarOfTheTest()
    {
        var series = ChartSeries.Daily("GS");
        await using var server = await ChartServer.StartAsync(series);
        var (id, result) = await server.RunAsync(Named("smaCross", ("fast", "5"), ("slow", "15")));

        var read = await server.ColumnsAsync($"runs/{id}/curves");

        Assert.Equal(("SCV1", 120, 4), (read.Letters, read.Count, read.Number(12)));
        Assert.Equal(["equity", "drawdown", "benchmark", "position"], read.Lines);
        Assert.Equal(ShownClock.Times(series)[280..], read[0]);
        Assert.Equal(result.Report.Accounts[0].Equity, read[1]);
        Assert.Equal(result.Report.Accounts[0].Drawdown, read[2], (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal(result.Report.Accounts[1].Equity, read[3]);
        var trade = result.Report.Trades[0];
        Assert.Equal(0, read[4][trade.EntryBar - 281]);
        Assert.Equal(trade.Size, read[4][trade.EntryBar - 280]);
        Assert.Equal(result.Report.Trades[^1].Size, read[4][^1]);
    }

    [Fact]
    public async Task Curves_WithoutTheArtifacts_AreThoseOfTheReport()
    {
        await using var server = await ChartServer.StartAsync(ChartSeries.Daily("GS"));
        var (id, result) = await server.RunAsync(Named("smaCross"));
        Directory.Delete(server.Store.Folder.Artifacts, recursive: true);

        var read = await server.ColumnsAsync($"runs/{id}/curves");

        Assert.Equal(result.Report.Accounts[0].Equity, read[1]);
        Assert.Equal(ShownClock.Times(ChartSeries.Daily("GS"))[280..], read[0]);
    }

    [Fact]
    public async Task Forecasts_OfARunWithoutAForecaster_AreNotThere()
    {
        await using var server = await ChartServer.StartAsync(ChartSeries.Daily("GS"));
        var (id, _) = await server.RunAsync(Named("smaCross"));

        var (status, text) = await server.AnswerAsync($"runs/{id}/forecasts");

        Assert.Equal(404, status);
        Assert.Contains("no forecaster", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forecasts_OfARun_AreItsTapeAsPrices()
    {
        var series = ContractMarket.Bars(900);
        await using var server = await ChartServer.StartAsync(series);
        var spec = SpecJson
            .Parse(
                """
                { "version": 1, "seed": 7, "data": { "target": "SYN" }, "features": [ { "kind": "returns", "lagsBars": [1, 5] } ],
                  "forecaster": { "kind": "toyForecaster", "windowBars": 8, "epochs": 3 },
                  "strategy": { "kind": "named", "name": "forecastFollowing" } }
                """
            )
            .Spec!;
        var (id, result) = await server.RunAsync(spec with { Data = spec.Data with { Target = series.Symbol } });
        var tape = KeptRun.Forecasts(result, new FileArtifactStore(server.Store.Folder))!;

        var read = await server.ColumnsAsync($"runs/{id}/forecasts");

        Assert.Equal(("SFC1", 8, 9), (read.Letters, read.Number(12), read.ColumnCount));
        Assert.Equal(900 - tape.FirstBar, read.Count);
        Assert.Equal(ShownClock.Times(series)[tape.FirstBar], read[0][0]);
        var median = tape.Quantiles[Array.IndexOf(tape.Levels, 0.5)];
        Assert.Equal(series.Close[^1] * Math.Exp(median[^1]), read[4][^1], 12);
        for (var i = 0; i < read.Count; i++)
            Assert.True(read[1][i] <= read[4][i] && read[4][i] <= read[7][i]);
        Assert.All(read[8], h => Assert.Equal(tape.HorizonBars, h));
        var layers = JsonNode.Parse(await server.TextAsync($"runs/{id}/layers"))!;
        Assert.True((bool)layers["hasForecast"]!);
        Assert.Equal(ShownClock.Times(series)[539], (double)layers["split"]!["trainEnd"]!);
        Assert.Equal(ShownClock.Times(series)[629], (double)layers["split"]!["validationEnd"]!);
        Assert.Equal(tape.Mean, (await server.ColumnsAsync($"runs/{id}/values?expression=forecast.mean"))[0]);
        Assert.Equal(400, (await server.AnswerAsync($"runs/{id}/values?interval=1w&expression=forecast.mean")).Status);
    }

    [Fact]
    public async Task Portfolio_IsShownAssetByAsset_WithItsOwnTrades_AndItsShareOfTheAccount()
    {
        await using var server = await ChartServer.StartAsync(ChartSeries.Daily("GS"), ChartSeries.Daily("JPM", 380));
        var (id, result) = await server.RunAsync(
            new SimulationSpec
            {
                Data = new DataSpec { Target = "GS", Related = ["JPM"] },
                Strategy = new PortfolioStrategySpec { Method = "hrp" },
            }
        );

        Assert.Equal(400, (await server.ColumnsAsync($"runs/{id}/assets/GS/bars")).Count);
        Assert.Equal(380, (await server.ColumnsAsync($"runs/{id}/assets/jpm/bars")).Count);
        var trades = JsonNode.Parse(await server.TextAsync($"runs/{id}/assets/JPM/trades"))!["trades"]!.AsArray();
        var ran = result.Report.Trades.Select((t, i) => (Trade: t, Id: i + 1)).Where(t => t.Trade.Symbol == "JPM").ToArray();
        Assert.NotEmpty(ran);
        Assert.Equal(ran.Select(t => t.Id), trades.Select(t => (int)t!["id"]!));
        Assert.Equal(ran.Select(t => Midnight(t.Trade.EntryTime)), trades.Select(t => (double)t!["entry"]!["time"]!));
        var curves = await server.ColumnsAsync($"runs/{id}/assets/JPM/curves");
        Assert.Equal(
            result.Report.Portfolio!.Assets.Single(a => a.Symbol == "JPM").Weights,
            curves[1 + Array.IndexOf(curves.Lines, "weight")]
        );
        Assert.Equal(404, (await server.AnswerAsync($"runs/{id}/assets/C/bars")).Status);
    }

    private static SimulationSpec Named(string name, params (string Name, string Value)[] parameters) =>
        new()
        {
            Data = new DataSpec { Target = "GS" },
            Strategy = new NamedStrategySpec
            {
                Name = name,
                Parameters = new StrategyParameters([.. parameters.Select(p => KeyValuePair.Create(p.Name, p.Value))]),
            },
            Execution = new ExecutionSpec { AllowShort = true },
        };

    private static (double, double) Place(JsonNode end) => ((double)end["time"]!, (double)end["price"]!);

    private static double Midnight(DateTime close) =>
        (MarketCalendar.Nyse.TradingDay(close).ToDateTime(TimeOnly.MinValue) - DateTime.UnixEpoch).TotalSeconds;
}
