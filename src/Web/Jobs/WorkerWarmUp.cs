using System.Globalization;
using System.Text.Json;
using Simulator.Artifacts;
using Simulator.Jobs;
using Simulator.Kinds;
using Simulator.Synthetic;

namespace Simulator.Web.Jobs;

/// <summary>
/// What a worker does before there is an order for it: a small sweep and a small simulation of the built-in market, by the way that every
/// order goes, in a folder of its own that is deleted again. Then the code is compiled and the order need not wait for it.
/// </summary>
internal static class WorkerWarmUp
{
    private static readonly (string Kind, string Request)[] s_work =
    [
        (
            "sweep",
            """
            {
              "spec": { "version": 1, "seed": 1, "data": { "target": "DEMO" }, "strategy": { "kind": "named", "name": "smaCross" } },
              "values": { "fast": "2:9:1", "slow": "20:29:1" }
            }
            """
        ),
        (
            "simulation",
            """{ "version": 1, "data": { "target": "DEMO" }, "strategy": { "kind": "smaCross", "fastBars": 10, "slowBars": 30 } }"""
        ),
    ];

    /// <summary>Does it. What goes wrong goes wrong again, and is told, when an order does the same.</summary>
    /// <param name="folder">A folder for it alone; deleted at the end.</param>
    /// <returns>What the orders answered, or what went wrong.</returns>
    public static string Run(string folder)
    {
        try
        {
            var answers = new StringWriter(CultureInfo.InvariantCulture);
            var series = DemoMarket.Create().All.First(s => s.Symbol == "DEMO");
            var file = Path.Combine(folder, series.ContentHash);
            File.WriteAllBytes(file, SeriesBlob.ToBytes(series));
            foreach (var (kind, text) in s_work)
            {
                var request = BuiltInKinds.All[kind].Parse(text).Request!.ToJson();
                var files = new Dictionary<string, string>(StringComparer.Ordinal) { [series.Symbol] = file };
                var order = new WorkOrder("warm-up", kind, 0, request, files, folder, "cpu", 0, 1);
                Worker.Run(new OneLine(JsonSerializer.Serialize(order, JobJson.Options)), answers, BuiltInKinds.All, TimeProvider.System);
            }
            return answers.ToString();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return e.ToString();
        }
        finally
        {
            Delete(folder);
        }
    }

    /// <summary>Deletes the folder, where it is there.</summary>
    public static void Delete(string folder)
    {
        try
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A folder for temporary files; the system empties it.
        }
    }

    // An input that says one line and does not end: its end would stop the work. Its listener ends with the process.
    private sealed class OneLine(string line) : TextReader
    {
        private string? _line = line;

        public override string? ReadLine()
        {
            if (Interlocked.Exchange(ref _line, null) is { } first)
                return first;
            Thread.Sleep(Timeout.Infinite);
            return null;
        }
    }
}
