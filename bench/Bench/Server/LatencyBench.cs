using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Simulator.Bench.Server;

/// <summary>
/// How long the server takes to answer while searches run: the product as its own process on a folder of its own, asked every 20 ms, first
/// at rest and then while one sweep of 1,000 pairs after the other runs.
/// </summary>
internal static partial class LatencyBench
{
    private const int Pairs = 1_000;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);
    private static readonly string[] s_paths = ["/health", "/simulations", "/api/jobs?take=50"];

    /// <summary>Measures for so many seconds at rest and under load; 1 where a page took 50 ms or more at the 95th percentile.</summary>
    public static async Task<int> RunAsync(int seconds)
    {
        var folder = Directory.CreateTempSubdirectory("simulator-latency-").FullName;
        using var server = Start(folder);
        try
        {
            using var http = new HttpClient { BaseAddress = await AddressAsync(server), Timeout = TimeSpan.FromMinutes(1) };
            while ((await http.GetFromJsonAsync<JsonObject>("/health"))!["status"]!.GetValue<string>() != "ok" || !HasSeries(folder))
                await Task.Delay(200);
            await MeasureAsync(http, TimeSpan.FromSeconds(2)); // compiled and warm
            var rest = await MeasureAsync(http, TimeSpan.FromSeconds(seconds));
            using var stop = new CancellationTokenSource();
            var load = LoadAsync(http, stop.Token);
            await Task.Delay(2_000);
            var busy = await MeasureAsync(http, TimeSpan.FromSeconds(seconds));
            await stop.CancelAsync();
            var sweeps = await load;
            Print(rest, busy, sweeps);
            return busy.Values.All(v => Percentile(v, 0.95) < 50) && sweeps > 0 ? 0 : 1;
        }
        finally
        {
            server.Kill(entireProcessTree: true);
            await server.WaitForExitAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static bool HasSeries(string folder) => Directory.EnumerateFiles(Path.Combine(folder, "series")).Any();

    /// <summary>Sweeps of 1,000 pairs, one after the other; how many ended.</summary>
    private static async Task<int> LoadAsync(HttpClient http, CancellationToken stop)
    {
        var ended = 0;
        for (var seed = 1; !stop.IsCancellationRequested; seed++)
        {
            // 20 · 50 pairs; another seed is another request.
            var request = $$"""
                { "spec": { "seed": {{seed}}, "data": { "target": "DEMO" }, "strategy": { "kind": "named", "name": "smaCross" } },
                  "values": { "fast": "2:21:1", "slow": "30:79:1" } }
                """;
            using var content = new StringContent(request, Encoding.UTF8, "application/json");
            var answer = await http.PostAsync(new Uri("/api/jobs/sweep", UriKind.Relative), content, CancellationToken.None);
            answer.EnsureSuccessStatusCode();
            var id = (await answer.Content.ReadFromJsonAsync<JsonObject>(CancellationToken.None))!["id"]!.GetValue<string>();
            JsonObject job;
            do
            {
                await Task.Delay(100, CancellationToken.None);
                job = (await http.GetFromJsonAsync<JsonObject>($"/api/jobs/{id}", CancellationToken.None))!;
            } while (job["ended"] is null);
            if (job["state"]!.GetValue<string>() != "succeeded")
                throw new InvalidOperationException($"the sweep ended: {job["reason"]}");
            ended++;
        }
        return ended;
    }

    private static async Task<Dictionary<string, List<double>>> MeasureAsync(HttpClient http, TimeSpan length)
    {
        var times = s_paths.ToDictionary(p => p, _ => new List<double>());
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < length)
        {
            foreach (var path in s_paths)
            {
                var asked = Stopwatch.GetTimestamp();
                using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
                await answer.Content.ReadAsByteArrayAsync();
                answer.EnsureSuccessStatusCode();
                times[path].Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
                await Task.Delay(s_pause);
            }
        }
        return times;
    }

    private static void Print(Dictionary<string, List<double>> rest, Dictionary<string, List<double>> busy, int sweeps)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{sweeps} sweeps of {Pairs:N0} pairs meanwhile; milliseconds"));
        Console.WriteLine($"{"request", -20}{"asked", 8}{"rest p50", 10}{"p95", 8}{"busy p50", 10}{"p95", 8}{"p99", 8}{"most", 8}");
        foreach (var path in s_paths)
        {
            var (r, b) = (rest[path], busy[path]);
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{path, -20}{b.Count, 8}{Percentile(r, 0.5), 10:0.0}{Percentile(r, 0.95), 8:0.0}{Percentile(b, 0.5), 10:0.0}"
                        + $"{Percentile(b, 0.95), 8:0.0}{Percentile(b, 0.99), 8:0.0}{b.Max(), 8:0.0}"
                )
            );
        }
    }

    private static double Percentile(List<double> values, double share)
    {
        double[] sorted = [.. values.Order()];
        return sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))];
    }

    internal static async Task<Uri> AddressAsync(Process server)
    {
        while (await server.StandardOutput.ReadLineAsync() is { } line)
        {
            if (Listening().Match(line) is not { Success: true } match)
                continue;
            _ = server.StandardOutput.ReadToEndAsync();
            return new Uri(match.Groups[1].Value);
        }
        throw new InvalidOperationException("the server ended before it listened");
    }

    internal static Process Start(string folder) =>
        Process.Start(
            new ProcessStartInfo("dotnet", [Program(), "--data", folder, "--urls", "http://127.0.0.1:0", "--Jobs:DemoAtFirstStart=false"])
            {
                RedirectStandardOutput = true,
            }
        )!;

    // …/bench/Bench/bin/Release/net10.0/ → src/Web/bin/Release/net10.0
    private static string Program()
    {
        var parts = AppContext.BaseDirectory.TrimEnd('/').Split('/');
        var root = string.Join('/', parts[..^5]);
        return Path.Combine(root, "src", "Web", "bin", parts[^2], parts[^1], "Simulator.Web.dll");
    }

    [GeneratedRegex("Now listening on: (http://\\S+)")]
    private static partial Regex Listening();
}
