using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Simulator.Tests.Web.Charting;

/// <summary>What people draw is kept by symbol, checked, and two tabs do not overwrite each other.</summary>
public sealed class DrawingsTests
{
    private const string Level = """[{"id":"a","kind":"level","points":[{"time":1,"price":101.5}],"text":"resistance","color":"accent"}]""";
    private const string Trend = """[{"id":"b","kind":"trend","points":[{"time":1,"price":1},{"time":2,"price":2}]}]""";

    [Fact]
    public async Task Drawings_OfASymbol_AreKept_WhateverItsCase()
    {
        await using var server = await ChartServer.StartAsync();
        Assert.Equal("[]", await server.TextAsync("drawings/GS"));

        using var put = await PutAsync(server, Level, null);
        await server.ReopenAsync();

        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        Assert.Equal(Level, await server.TextAsync("drawings/gs"));
        Assert.Equal("[]", await server.TextAsync("drawings/SPY"));
    }

    [Fact]
    public async Task Drawings_ChangedInAnotherTab_AreNotOverwritten()
    {
        await using var server = await ChartServer.StartAsync();
        using var first = await PutAsync(server, Level, "W/\"0\"");
        var tag = first.Headers.ETag!.ToString();
        using var second = await PutAsync(server, Trend, tag);

        using var late = await PutAsync(server, Level, tag);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.StatusCode, second.StatusCode));
        Assert.Equal(HttpStatusCode.PreconditionFailed, late.StatusCode);
        Assert.Contains("\"trend\"", await late.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(second.Headers.ETag, late.Headers.ETag);
        using var again = await PutAsync(server, Level, late.Headers.ETag!.ToString());
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    [Theory]
    [InlineData("""{"id":"a"}""", "is no list of drawings")]
    [InlineData("""[null]""", "null is no drawing")]
    [InlineData("""[{"id":"a","kind":"circle","points":[{"time":1,"price":1}]}]""", "drawings[0]: kind 'circle' is not known")]
    [InlineData("""[{"id":"a","kind":"trend","points":[{"time":1,"price":1}]}]""", "drawings[0]: a trend has 2 point(s), not 1")]
    [InlineData("""[{"id":"","kind":"note","points":[{"time":1,"price":1}]}]""", "drawings[0]: id must have 1 to 64")]
    [InlineData("""[{"id":"a","kind":"note","points":[{"time":1,"price":1}],"color":"#ff0000"}]""", "is no name of a colour")]
    [InlineData("""[{"id":"a","kind":"note","points":[{"time":1,"price":"x"}]}]""", "is no list of drawings at $[0].points[0].price")]
    [InlineData("""[{"id":"a","kind":"note","points":[{"time":1,"price":1}],"script":"x"}]""", "is no list of drawings")]
    public async Task Drawings_ThatAreNone_AreRefusedWithTheElement(string json, string words)
    {
        await using var server = await ChartServer.StartAsync();

        using var put = await PutAsync(server, json, null);

        Assert.Equal(HttpStatusCode.BadRequest, put.StatusCode);
        var text = System.Text.RegularExpressions.Regex.Unescape(await put.Content.ReadAsStringAsync());
        Assert.Contains(words, text, StringComparison.Ordinal);
        Assert.Equal("[]", await server.TextAsync("drawings/GS"));
    }

    [Fact]
    public async Task Drawings_ThatAreTooManyOrTooLong_AreRefused()
    {
        await using var server = await ChartServer.StartAsync();
        static string Note(int id, string text) => $$"""{"id":"{{id}}","kind":"note","points":[{"time":1,"price":1}],"text":"{{text}}"}""";
        static string Notes(int count, string text) => $"[{string.Join(',', Enumerable.Range(0, count).Select(i => Note(i, text)))}]";

        using var many = await PutAsync(server, Notes(501, ""), null);
        using var large = await PutAsync(server, Notes(400, new string('x', 400)), null);
        using var fits = await PutAsync(server, Notes(500, ""), null);

        Assert.Contains("there are 501; the limit is 500", await many.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("longer than 64 kB", await large.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, fits.StatusCode);
    }

    private static async Task<HttpResponseMessage> PutAsync(ChartServer server, string json, string? match)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri("/chart/drawings/GS", UriKind.Relative));
        request.Content = new StringContent(json, Encoding.UTF8, MediaTypeHeaderValue.Parse("application/json"));
        if (match is not null)
            request.Headers.TryAddWithoutValidation("If-Match", match);
        return await server.Http.SendAsync(request);
    }
}
