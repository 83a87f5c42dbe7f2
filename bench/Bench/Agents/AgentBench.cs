using System.Globalization;
using System.Text.Json;
using Simulator.Bench.Engine;

namespace Simulator.Bench.Agents;

/// <summary>
/// How fast agents on dense networks learn, by the processor time of their one thread, and whether they learn what is known.
/// </summary>
internal static class AgentBench
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    /// <summary>
    /// <c>agents speed</c> prints the speeds; <c>agents learning [part of a bar's name] [--seeds N] [--out FILE]</c> trains every bar
    /// with that many seeds (5), prints a table and keeps every run with its curve as JSON.
    /// </summary>
    public static int Run(string[] arguments)
    {
        var what = arguments.FirstOrDefault();
        if (what is not ("speed" or "learning"))
        {
            Console.Error.WriteLine("what to measure: agents speed, or agents learning [part of a bar's name] [--seeds N] [--out FILE]");
            return 2;
        }
        Console.WriteLine(Machine.Describe());
        Console.WriteLine();
        if (what == "speed")
        {
            AgentSpeed.Print();
            return 0;
        }
        var (only, seeds, file) = ("", 5, (string?)null);
        for (var i = 1; i < arguments.Length; i++)
        {
            if (arguments[i] == "--seeds")
                seeds = int.Parse(arguments[++i], CultureInfo.InvariantCulture);
            else if (arguments[i] == "--out")
                file = arguments[++i];
            else
                only = arguments[i];
        }
        return Learn(only, seeds, file);
    }

    private static int Learn(string only, int seeds, string? file)
    {
        var bars = LearningBar.All.Where(b => $"{b.Name}, {b.Task}".Contains(only, StringComparison.Ordinal));
        var (kept, isMissed) = (new List<LearningRun>(), false);
        Console.WriteLine("| agent | task | steps | return of | each seed | mean | target | | steps/s |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
        foreach (var bar in bars)
        {
            var runs = Enumerable.Range(1, seeds).Select(seed => LearningRun.Of(bar, seed)).ToList();
            kept.AddRange(runs);
            var returns = runs.ConvertAll(r => r.Return(bar));
            var isMet = returns.All(r => r >= bar.Target);
            isMissed |= !double.IsNaN(bar.Target) && !isMet;
            var each = string.Join(", ", returns.Select(r => r.ToString("0.0", CultureInfo.InvariantCulture)));
            var verdict =
                double.IsNaN(bar.Target) ? "|"
                : isMet ? Text($"≥ {bar.Target:0} | met")
                : Text($"≥ {bar.Target:0} | **missed**");
            var speed = runs.ConvertAll(r => r.StepsPerSecond).Order().ElementAt(seeds / 2);
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {bar.Name} | {bar.Task} | {bar.Steps} | {(bar.IsGreedy ? "100 greedy episodes" : "last 100 in training")} | "
                        + $"{each} | {returns.Average():0.0} | {verdict} | {speed:0} |"
                )
            );
        }
        if (file is not null)
            File.WriteAllText(file, JsonSerializer.Serialize(kept, s_json));
        return isMissed ? 1 : 0;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
