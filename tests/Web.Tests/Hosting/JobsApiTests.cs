using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Simulator.Tests.Web.Hosting;

/// <summary>Work of every kind through the server's API and hub, as another program does it.</summary>
public sealed class JobsApiTests : IAsyncLifetime
{
    private const string Spec = """{ "data": { "target": "DEMO" }, "strategy": { "kind": "named", "name": "smaCross" } }""";
    private readonly string _folder = Directory.CreateTempSubdirectory("simulator-api-").FullName;
    private ServerProcess _server = null!;

    public async Task InitializeAsync()
    {
        _server = await ServerProcess.StartAsync(_folder, "--Jobs:DemoAtFirstStart=false");
        // The server adds DEMO after it began to answer. Asked for bars of the next century, it refuses, and says whether DEMO is there.
        var later = Spec.Replace("\"DEMO\"", "\"DEMO\", \"from\": \"2100-01-01\"", StringComparison.Ordinal);
        var request = $$"""{ "spec": {{later}}, "values": { "fast": "1,2" } }""";
        var answer = "";
        for (var i = 0; i < 600; i++, await Task.Delay(100))
        {
            answer = await (await PostAsync("/api/jobs/sweep", request)).Content.ReadAsStringAsync();
            if (answer.Contains("DEMO", StringComparison.Ordinal) && !answer.Contains("no series", StringComparison.Ordinal))
                return;
        }
        Assert.Fail($"DEMO was not there after a minute: {answer}");
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Sweep_PausedResumedAndWatched_EndsWithItsResult_AndIsListed()
    {
        var id = await SubmitAsync("sweep", $$"""{ "spec": {{Spec}}, "values": { "fast": "2:60:1", "slow": "61:160:1" } }""");
        await using var hub = await HubClient.ConnectAsync(_server.Address);
        var seen = await hub.UntilAsync(id, s => s["fraction"]!.GetValue<double>() > 0);
        Assert.Equal(("sweep", "runs"), (seen["kind"]!.GetValue<string>(), seen["stages"]![0]!["stage"]!.GetValue<string>()));

        Assert.Equal(HttpStatusCode.NoContent, await PostAsync($"/api/jobs/{id}/pause"));
        await hub.UntilAsync(id, s => s["doing"]!.GetValue<string>().StartsWith("paused;", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.Conflict, await PostAsync($"/api/jobs/{id}/pause"));
        Assert.Equal("paused", (await GetAsync($"/api/jobs/{id}"))["state"]!.GetValue<string>());
        var priority = await _server.Http.PutAsJsonAsync($"/api/jobs/{id}/priority", new { value = 3 });
        Assert.Equal(HttpStatusCode.NoContent, priority.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync($"/api/jobs/{id}/resume"));

        await using var other = await HubClient.ConnectAsync(_server.Address);
        var end = (await other.StreamAsync("Watch", id))[^1];
        Assert.Equal(
            ("succeeded", 2, 3),
            (end["state"]!.GetValue<string>(), end["attempt"]!.GetValue<int>(), end["priority"]!.GetValue<int>())
        );
        var result = await GetAsync($"/api/jobs/{id}/result");
        Assert.Equal(("sweep", 5900), (result["kind"]!.GetValue<string>(), result["result"]!["completed"]!.GetValue<int>()));
        Assert.Equal("2:60:1", (await GetAsync($"/api/jobs/{id}/request"))["values"]!["fast"]!.GetValue<string>());

        var list = await GetAsync("/api/jobs?kind=sweep");
        Assert.Equal((1, id), (list["total"]!.GetValue<int>(), list["rows"]![0]!["id"]!.GetValue<string>()));
        Assert.Equal(HttpStatusCode.NoContent, (await _server.Http.DeleteAsync(new Uri($"/api/jobs/{id}", UriKind.Relative))).StatusCode);
        Assert.Equal(0, (await GetAsync("/api/jobs"))["total"]!.GetValue<int>());
        foreach (var gone in new[] { $"/api/jobs/{id}", $"/api/jobs/{id}/request", $"/api/jobs/{id}/result", $"/simulations/{id}" })
            Assert.Equal(HttpStatusCode.NotFound, (await _server.Http.GetAsync(new Uri(gone, UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _server.Http.DeleteAsync(new Uri($"/api/jobs/{id}", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync($"/api/jobs/{id}/restore"));
        Assert.Equal(1, (await GetAsync("/api/jobs"))["total"]!.GetValue<int>());
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync($"/api/jobs/{id}/restore"));
        Assert.Equal(HttpStatusCode.OK, (await _server.Http.GetAsync(new Uri($"/simulations/{id}", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task Sweep_WhoseServerIsKilled_GoesOnInTheNextOne_ToTheSameBytes()
    {
        var request = $$"""{ "spec": {{Spec}}, "values": { "fast": "2:60:1", "slow": "61:160:1" } }""";
        var undisturbed = await EndedAsync(_server, await SubmitAsync("sweep", request));
        var id = await SubmitAsync("sweep", request);
        await using (var hub = await HubClient.ConnectAsync(_server.Address))
            await hub.UntilAsync(id, s => s["fraction"]!.GetValue<double>() > 0.1);
        await _server.KillAsync();
        await _server.DisposeAsync();
        _server = await ServerProcess.StartAsync(_folder, "--Jobs:DemoAtFirstStart=false");

        Assert.Equal(undisturbed, await EndedAsync(_server, id));
        Assert.Equal(2, (await GetAsync($"/api/jobs/{id}"))["attempt"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("astrology", "{}", HttpStatusCode.NotFound, "there are simulation, sweep")]
    [InlineData("sweep", "{}", HttpStatusCode.BadRequest, "spec")]
    [InlineData("sweep", """{ "spec": SPEC, "values": { "fats": "1,2" } }""", HttpStatusCode.BadRequest, "values.fats")]
    [InlineData(
        "sweep",
        """{ "spec": SPEC, "values": { "fast": "1:1000:1", "slow": "1:1000:1" } }""",
        HttpStatusCode.BadRequest,
        "at most 200,000"
    )]
    [InlineData("crossValidation", """{ "spec": SPEC, "values": { "fast": "1,2" } }""", HttpStatusCode.BadRequest, "method")]
    [InlineData("simulation", """{ "data": { "target": 7 } }""", HttpStatusCode.BadRequest, "data.target")]
    [InlineData(
        "simulation",
        """
            { "data": { "target": "DEMO", "related": ["DEMO_NEWS"] }, "strategy": { "kind": "buyAndHold" },
              "features": [{ "kind": "indicator", "name": "beta", "parameters": {} }] }
            """,
        HttpStatusCode.BadRequest,
        "beta compares with a related series that is a price"
    )]
    [InlineData("paths", """{ "series": "DEMO", "generator": "magic" }""", HttpStatusCode.BadRequest, "generator")]
    [InlineData("paths", """{ "series": "GONE" }""", HttpStatusCode.BadRequest, "there is no series")]
    public async Task Request_ThatIsWrong_IsRefusedWithWhatIsWrong(string kind, string json, HttpStatusCode status, string words)
    {
        var answer = await PostAsync($"/api/jobs/{kind}", json.Replace("SPEC", Spec, StringComparison.Ordinal));

        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(words, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Document_DescribesEveryRequest_AndItsPageTakesNothingFromElsewhere()
    {
        var paths = (await GetAsync("/openapi/v1.json"))["paths"]!.AsObject().Select(p => p.Key).ToList();
        foreach (var path in new[] { "/api/jobs", "/api/jobs/{kind}", "/api/jobs/{id}/pause", "/api/jobs/{id}/result", "/api/simulations" })
            Assert.Contains(paths, p => p.TrimEnd('/') == path);

        var page = await _server.Http.GetStringAsync(new Uri("/api/", UriKind.Relative));
        Assert.DoesNotContain("//cdn", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("src=\"http", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("href=\"http", page, StringComparison.OrdinalIgnoreCase);
        var script = System.Text.RegularExpressions.Regex.Match(page, "src=\"([^\"]+)\"").Groups[1].Value;
        var answer = await _server.Http.GetAsync(new Uri(new Uri(_server.Address, "/api/"), script));
        Assert.Equal((HttpStatusCode.OK, true), (answer.StatusCode, (await answer.Content.ReadAsByteArrayAsync()).Length > 100_000));
    }

    private static async Task<string> EndedAsync(ServerProcess server, string id)
    {
        await using var hub = await HubClient.ConnectAsync(server.Address);
        Assert.Equal("succeeded", (await hub.StreamAsync("Watch", id))[^1]["state"]!.GetValue<string>());
        return await server.Http.GetStringAsync(new Uri($"/api/jobs/{id}/result", UriKind.Relative));
    }

    private async Task<string> SubmitAsync(string kind, string json)
    {
        var answer = await PostAsync($"/api/jobs/{kind}", json);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.Accepted, text);
        return JsonNode.Parse(text)!["id"]!.GetValue<string>();
    }

    private Task<HttpResponseMessage> PostAsync(string path, string json) =>
        _server.Http.PostAsync(new Uri(path, UriKind.Relative), new StringContent(json, Encoding.UTF8, "application/json"));

    private async Task<HttpStatusCode> PostAsync(string path) =>
        (await _server.Http.PostAsync(new Uri(path, UriKind.Relative), null)).StatusCode;

    private async Task<JsonNode> GetAsync(string path) =>
        JsonNode.Parse(await _server.Http.GetStringAsync(new Uri(path, UriKind.Relative)))!;
}
