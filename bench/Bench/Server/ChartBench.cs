using System.Diagnostics;
using System.Globalization;
using Simulator.Artifacts;
using Simulator.Markets;
using Simulator.Seeding;
using Simulator.Store;
using Simulator.Store.Series;

namespace Simulator.Bench.Server;

/// <summary>
/// How long the server takes to send the bars of 1,000,000 minutes, cold and warm, against reading the file of the series, which the
/// system has in memory. One client on the same machine; answers are not compressed.
/// </summary>
internal static class ChartBench
{
    private const int Bars = 1_000_000;
    private const int Rounds = 15;

    /// <summary>Measures; 1 where a warm answer took a second or more.</summary>
    public static async Task<int> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("simulator-charts-").FullName;
        var file = await StoreAsync(folder);
        using var server = LatencyBench.Start(folder);
        try
        {
            using var http = new HttpClient { BaseAddress = await LatencyBench.AddressAsync(server), Timeout = TimeSpan.FromMinutes(1) };
            Console.WriteLine($"{"request", -52}{"MB", 7}{"first ms", 10}{"warm ms", 10}{"file ms", 10}{"ratio", 7}");
            var slowest = 0.0;
            foreach (var (path, name) in Requests())
                slowest = Math.Max(slowest, await MeasureAsync(http, path, name, file));
            return slowest < 1_000 ? 0 : 1;
        }
        finally
        {
            server.Kill(entireProcessTree: true);
            await server.WaitForExitAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<(string Path, string Name)> Requests()
    {
        yield return ("bars?points=1000000", "bars, all 1,000,000");
        yield return ("bars", "bars, all in 200,000 points");
        yield return ("bars?points=4000", "bars, all in 4,000 points");
        yield return ("bars?from=1718000000&to=1719000000&points=4000", "bars, a window of 12 days in 4,000 points");
        yield return ("bars?interval=1h", "bars, all as hours");
        yield return ("values?expression=sma(close,20)&points=4000", "sma(close, 20), all in 4,000 points");
        yield return ("values?expression=bollinger(20,2)&points=1000000", "bollinger(20, 2), three lines at every bar");
    }

    private static async Task<double> MeasureAsync(HttpClient http, string path, string name, string file)
    {
        var (first, bytes) = await AskAsync(http, path);
        var warm = new List<double>();
        for (var round = 0; round < Rounds; round++)
            warm.Add((await AskAsync(http, path)).Milliseconds);
        var (asked, plain) = (Median(warm), PlainRead(file));
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{name, -52}{bytes / 1e6, 7:0.0}{first, 10:0.0}{asked, 10:0.0}{plain, 10:0.0}{asked / plain, 7:0.00}"
            )
        );
        return asked;
    }

    private static async Task<(double Milliseconds, int Bytes)> AskAsync(HttpClient http, string path)
    {
        var started = Stopwatch.GetTimestamp();
        var bytes = await http.GetByteArrayAsync(new Uri("/chart/series/BENCH/" + path, UriKind.Relative));
        return (Stopwatch.GetElapsedTime(started).TotalMilliseconds, bytes.Length);
    }

    // The whole file into a new array.
    private static double PlainRead(string path)
    {
        var times = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var started = Stopwatch.GetTimestamp();
            using var file = File.OpenRead(path);
            file.ReadExactly(new byte[file.Length]);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }
        return Median(times);
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static async Task<string> StoreAsync(string folder)
    {
        var (random, price) = (new SplitMix64(1719), 100.0);
        var (open, high, low, close, volume) = (new double[Bars], new double[Bars], new double[Bars], new double[Bars], new double[Bars]);
        var first = new DateTime(2023, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        var times = new long[Bars];
        for (var i = 0; i < Bars; i++)
        {
            (times[i], open[i]) = (first.AddMinutes(i + 1).Ticks, Math.Round(price, 2));
            price *= Math.Exp(0.0005 * random.NextGaussian());
            close[i] = Math.Round(price, 2);
            high[i] = Math.Max(open[i], close[i]) + 0.01;
            low[i] = Math.Min(open[i], close[i]) - 0.01;
            volume[i] = 100 + (i % 50);
        }
        var series = new BarSeries("BENCH", times, open, high, low, close, volume)
        {
            Interval = BarInterval.Minutes(1),
            Calendar = MarketCalendar.Crypto,
            IsSynthetic = true,
        };
        using var store = SimulatorStore.Open(new DataFolder(folder), TimeProvider.System);
        await store.Series.AddAsync([new SeriesToStore(series, "bench", """{"findings":[]}""", 0)], CancellationToken.None);
        return store.Series.BlobPath("BENCH")!;
    }
}
