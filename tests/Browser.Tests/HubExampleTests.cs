using System.Text.RegularExpressions;

namespace Simulator.Tests.Browser;

/// <summary>The browser client that <c>docs/hub.md</c> shows, run as it stands there.</summary>
[Collection(SharedSite.Name)]
public sealed partial class HubExampleTests(Site site)
{
    [SkippableFact]
    public async Task DocumentedClient_WatchesAJobToItsEnd()
    {
        await using var visitor = await site.VisitAsync();
        var text = await File.ReadAllTextAsync(Path.Combine(SharedFiles.RepositoryRoot, "docs", "hub.md"));
        var example = Example().Match(text).Groups["code"].Value;
        Assert.Contains("HubConnectionBuilder", example, StringComparison.Ordinal);
        var id = await site.Server.SubmitAsync(Site.QuickSpec.Replace("\"fastBars\": 10", "\"fastBars\": 9", StringComparison.Ordinal));

        await visitor.GoAsync("shared");
        await visitor.Page.AddScriptTagAsync(new() { Url = "/lib/signalr/signalr.min.js" });
        await visitor.Page.EvaluateAsync(
            $$"""
            async id => {
              window.shown = [];
              const show = (state, fraction, doing, points) => window.shown.push([state, fraction]);
              {{example}}
            }
            """,
            id
        );
        await visitor.Page.WaitForFunctionAsync(
            "() => window.shown.some(([state]) => state === 'succeeded')",
            null,
            new() { Timeout = 120_000 }
        );

        var fractions = await visitor.Page.EvaluateAsync<double[]>("() => window.shown.map(([, fraction]) => fraction)");
        Assert.Equal(fractions.Order(), fractions);
        Assert.Equal(1, fractions[^1]);
        Assert.Empty(visitor.Errors);
    }

    [GeneratedRegex("```js\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
