using System.Diagnostics;
using System.Globalization;
using Simulator.Learning.Catalogue;
using Simulator.Tests.Store.Damage;

namespace Simulator.Bench.Reliability;

/// <summary>
/// The long forms of the reliability tests: <c>damage [N] [seed]</c>, <c>kill [N] [seed]</c>, <c>diskfull [N] [seed]</c>. Exit code 0 when
/// nothing damaged was used and nothing acknowledged was lost.
/// </summary>
internal static class ReliabilityRuns
{
    // Requests that are stored name their learners.
    static ReliabilityRuns() => BuiltInLearners.Register();

    private static string Program => typeof(ReliabilityRuns).Assembly.Location;

    /// <summary>Damages files.</summary>
    public static async Task<int> DamageAsync(string[] arguments)
    {
        var watch = Stopwatch.StartNew();
        using var run = await DamageRun.RunAsync(Number(arguments, 0, 200), Number(arguments, 1, 1));
        return Report("damages", run.Counts, run.Faults, watch);
    }

    /// <summary>Kills a program that works.</summary>
    public static async Task<int> KillAsync(string[] arguments)
    {
        var watch = Stopwatch.StartNew();
        using var run = new KillRun(Program);
        await run.RunAsync(Number(arguments, 0, 300), Number(arguments, 1, 1));
        return Report("kills", run.Counts, run.Faults, watch);
    }

    /// <summary>Fills the disk.</summary>
    public static async Task<int> DiskFullAsync(string[] arguments)
    {
        var (exit, said) = await DiskFullRun.RunAsync(Program, Number(arguments, 0, 20), Number(arguments, 1, 1));
        Console.Write(said);
        return exit;
    }

    /// <summary>The programs that the runs start; null for another word.</summary>
    public static Task<int>? Child(string[] arguments) =>
        arguments switch
        {
            [KillWork.Word, var folder, var seed] => KillWork.RunAsync(folder, int.Parse(seed, CultureInfo.InvariantCulture)),
            [DiskFullRun.Word, var folder, var times, var seed] => DiskFullRun.WorkAsync(
                folder,
                int.Parse(times, CultureInfo.InvariantCulture),
                int.Parse(seed, CultureInfo.InvariantCulture)
            ),
            _ => null,
        };

    private static int Number(string[] arguments, int place, int otherwise) =>
        arguments.Length > place ? int.Parse(arguments[place], CultureInfo.InvariantCulture) : otherwise;

    private static int Report(string what, IReadOnlyDictionary<string, int> counts, IReadOnlyList<string> faults, Stopwatch watch)
    {
        foreach (var (name, count) in counts)
            Console.WriteLine(FormattableString.Invariant($"{count, 6}  {name}"));
        foreach (var fault in faults)
            Console.WriteLine("FAULT " + fault);
        Console.WriteLine(FormattableString.Invariant($"{what}: {faults.Count} faults, {watch.Elapsed.TotalSeconds:0} s"));
        return faults.Count == 0 ? 0 : 1;
    }
}
