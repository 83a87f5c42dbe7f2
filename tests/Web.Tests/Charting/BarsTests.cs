using System.Net;
using System.Net.Http.Headers;
using Simulator.Markets;
using Simulator.Web.Charting;

namespace Simulator.Tests.Web.Charting;

/// <summary>Bars as bytes: equal to the series, joined without losing an extreme, on the exchange's clock.</summary>
public sealed class BarsTests
{
    private static readonly DateTime s_epoch = DateTime.UnixEpoch;

    [Fact]
    public async Task Bars_WholeSeries_AreTheSeries()
    {
        var series = ChartSeries.Daily("GS");
        await using var server = await ChartServer.StartAsync(series);

        var read = await server.ColumnsAsync("series/gs/bars");

        Assert.Equal(("SBR1", 2 | 4 | 8 | 16, 400), (read.Letters, read.Flags, read.Count));
        Assert.Equal((1, 400, 0), (read.Number(12), read.Number(16), read.Number(20)));
        Assert.Equal(0.01, read.Real(24), 12);
        Assert.Equal(6, read.ColumnCount);
        Assert.Equal(Enumerable.Range(0, 400).Select(i => (series.DayAt(i).ToDateTime(default) - s_epoch).TotalSeconds), read[0]);
        Assert.Equal(series.Open, read[1]);
        Assert.Equal(series.High, read[2]);
        Assert.Equal(series.Low, read[3]);
        Assert.Equal(series.Close, read[4]);
        Assert.Equal(series.Volume, read[5]);
    }

    [Fact]
    public async Task Bars_JoinedToPoints_LoseNoExtreme()
    {
        var series = ChartSeries.Daily("GS", 1_000);
        await using var server = await ChartServer.StartAsync(series);

        var all = await server.ColumnsAsync("series/GS/bars?points=64");

        var per = all.Number(12);
        Assert.Equal((16, 63), (per, all.Count));
        for (var p = 0; p < all.Count; p++)
        {
            var (first, end) = (p * per, Math.Min((p + 1) * per, 1_000));
            Assert.Equal(series.Open[first], all[1][p]);
            Assert.Equal(series.High[first..end].Max(), all[2][p]);
            Assert.Equal(series.Low[first..end].Min(), all[3][p]);
            Assert.Equal(series.Close[end - 1], all[4][p]);
            Assert.Equal(series.Volume[first..end].Sum(), all[5][p]);
        }
    }

    [Fact]
    public async Task Bars_JoinedToPoints_StayTheSameWhileTheChartIsMoved()
    {
        var series = ChartSeries.Daily("GS", 1_000);
        await using var server = await ChartServer.StartAsync(series);
        var times = ShownClock.Times(series);
        Task<Columns> Window(int first) =>
            server.ColumnsAsync(FormattableString.Invariant($"series/GS/bars?points=40&from={times[first]}&to={times[first + 499]}"));

        var (here, moved) = (await Window(200), await Window(237));

        Assert.Equal((13, 13), (here.Number(12), moved.Number(12)));
        Assert.Equal(0, moved.Number(20) % 13);
        var shared = moved[0].TakeWhile(t => t <= here[0][^1]).ToArray();
        Assert.True(shared.Length > 30);
        Assert.All(shared, t => Assert.Contains(t, here[0]));
    }

    [Fact]
    public async Task Bars_OfAWindow_AreThoseInIt_AndSayWhereTheyLie()
    {
        var series = ChartSeries.Daily("GS");
        await using var server = await ChartServer.StartAsync(series);
        var all = await server.ColumnsAsync("series/GS/bars");

        var part = await server.ColumnsAsync(FormattableString.Invariant($"series/GS/bars?from={all[0][100]}&to={all[0][199] + 3600}"));

        Assert.Equal((100, 100, 400), (part.Count, part.Number(20), part.Number(16)));
        Assert.Equal(0, part.Flags & (8 | 16));
        Assert.Equal(series.Close[100..200], part[4]);
        Assert.Equal(0, (await server.ColumnsAsync("series/GS/bars?from=0&to=1")).Count);
    }

    [Fact]
    public async Task Bars_AcrossADaylightChange_ShowExchangeTime()
    {
        // New York, 10 March 2024: clocks go from 02:00 to 03:00, UTC−5 to UTC−4.
        var series = ChartSeries.Minutes("BTC", new(2024, 3, 10, 6, 30, 0, DateTimeKind.Utc), 60, MarketCalendar.Fx);
        await using var server = await ChartServer.StartAsync(series);

        var read = await server.ColumnsAsync("series/BTC/bars");

        Assert.Equal(1, read.Flags & 1);
        Assert.Equal(At(2024, 3, 10, 1, 31), read[0][0]);
        Assert.Equal(At(2024, 3, 10, 1, 59), read[0][28]);
        Assert.Equal(At(2024, 3, 10, 3, 0), read[0][29]);
        Assert.Equal(At(2024, 3, 10, 3, 30), read[0][59]);
    }

    [Fact]
    public async Task Bars_InTheHourShownTwice_AreAllGiven()
    {
        // 3 November 2024: 02:00 becomes 01:00.
        var series = ChartSeries.Minutes("BTC", new(2024, 11, 3, 4, 0, 0, DateTimeKind.Utc), 240, MarketCalendar.Fx);
        await using var server = await ChartServer.StartAsync(series);

        var (from, to) = (At(2024, 11, 3, 1, 0), At(2024, 11, 3, 1, 30));
        var read = await server.ColumnsAsync(FormattableString.Invariant($"series/BTC/bars?from={from}&to={to}"));

        Assert.Equal(91, read.Count); // 01:00 summer … 01:30 winter
        Assert.Equal((from, to), (read[0][0], read[0][^1]));
    }

    [Fact]
    public async Task Bars_OfALongerInterval_AreTheEnginesResampledOnes()
    {
        var series = ChartSeries.Daily("GS");
        await using var server = await ChartServer.StartAsync(series);
        var weekly = Resampling.Resample(series, BarInterval.Weekly);

        var read = await server.ColumnsAsync("series/GS/bars?interval=1w");

        Assert.Equal(weekly.Close, read[4]);
        Assert.Equal(weekly.High, read[2]);
        var layers = await server.TextAsync("series/GS/layers");
        Assert.Contains("\"intervals\":[\"1d\",\"1w\",\"1mo\"]", layers, StringComparison.Ordinal);
        Assert.Contains("\"timeZone\":\"America/New_York\"", layers, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("series/NONE/bars", 404, "no series 'NONE'")]
    [InlineData("runs/none/bars", 404, "no finished simulation 'none'")]
    [InlineData("series/GS/bars?interval=5m", 400, "interval: '5m' is not offered for GS")]
    [InlineData("series/GS/bars?points=0", 400, "points: '0' is no number of points")]
    [InlineData("series/GS/bars?points=1000001", 400, "1 to 1000000")]
    [InlineData("series/GS/bars?from=yesterday", 400, "from: 'yesterday' is no time")]
    [InlineData("series/GS/bars?from=2&to=1", 400, "from: is after 'to'")]
    public async Task Request_ThatCannotBeMet_IsAnsweredInASentence(string path, int status, string words)
    {
        await using var server = await ChartServer.StartAsync(ChartSeries.Daily("GS"));

        var answer = await server.AnswerAsync(path);

        Assert.Equal(status, answer.Status);
        Assert.Contains(words, System.Text.RegularExpressions.Regex.Unescape(answer.Text), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_ThatTheBrowserHas_IsNotSentAgain_UntilTheSeriesChanges()
    {
        await using var server = await ChartServer.StartAsync(ChartSeries.Daily("GS"));
        using var first = await server.Http.GetAsync(new Uri("/chart/series/GS/bars", UriKind.Relative));
        var tag = first.Headers.ETag!;

        Assert.Equal(HttpStatusCode.NotModified, await AskAsync(server, tag));
        await server.Store.Series.AddAsync([new(ChartSeries.Daily("GS", 401), "more.csv", """{"findings":[]}""", 0)], default);
        Assert.Equal(HttpStatusCode.OK, await AskAsync(server, tag));
    }

    [Fact]
    public async Task File_ForAnExport_HasTheBytesOfTheRoute()
    {
        await using var server = await ChartServer.StartAsync(ChartSeries.Daily("GS"));
        var source = (await server.Library.SeriesAsync("GS", default))!;
        var bars = await server.Library.BarsAsync(source, null, default);

        var file = BarFile.Of(bars, BarRange.Of(bars, null, null, 50));

        Assert.Equal((await server.ColumnsAsync("series/GS/bars?points=50")).Bytes, file.ToBytes());
    }

    private static async Task<HttpStatusCode> AskAsync(ChartServer server, EntityTagHeaderValue tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/chart/series/GS/bars", UriKind.Relative));
        request.Headers.IfNoneMatch.Add(tag);
        using var answer = await server.Http.SendAsync(request);
        return answer.StatusCode;
    }

    private static double At(int year, int month, int day, int hour, int minute) =>
        (new DateTime(year, month, day, hour, minute, 0, DateTimeKind.Utc) - s_epoch).TotalSeconds;
}
