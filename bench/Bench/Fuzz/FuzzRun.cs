using System.Diagnostics;
using System.Globalization;
using Simulator.Learning.Catalogue;
using Simulator.Seeding;

namespace Simulator.Bench.Fuzz;

/// <summary>
/// Hands a great many made-up inputs to the product: <c>fuzz [--inputs N] [--seed S] [--only TARGET] [--input I]</c>. Input i of a target
/// depends on the seed and i alone, so a finding is repeated with <c>--only TARGET --input I</c>. An input that takes more than 5 s or
/// 1 GiB is a finding, too. Exit code 0 when nothing was found.
/// </summary>
internal sealed class FuzzRun
{
    private const int MostFindings = 20;
    private const long MostBytes = 1L << 30;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(5);

    private readonly IFuzzTarget[] _targets = [new SpecFuzz(), new RequestFuzz(), new FileFuzz(), new OrderFuzz(), new RuleTarget()];
    private readonly Lock _gate = new();
    private readonly HashSet<string> _places = [];
    private int _findings;
    private TimeSpan _slowest;
    private long _mostBytes;
    private string _slowestInput = "";

    public static int Run(IReadOnlyList<string> arguments)
    {
        BuiltInLearners.Register();
        var run = new FuzzRun();
        var inputs = int.Parse(After(arguments, "--inputs") ?? "1000000", CultureInfo.InvariantCulture);
        var seed = long.Parse(After(arguments, "--seed") ?? "1", CultureInfo.InvariantCulture);
        var only = After(arguments, "--only");
        var targets = run._targets.Where(t => only is null || t.Name == only).ToArray();
        if (targets.Length == 0)
        {
            Console.Error.WriteLine($"no target '{only}'; there are {string.Join(", ", run._targets.Select(t => t.Name))}");
            return 2;
        }
        if (After(arguments, "--input") is { } one)
        {
            run.Try(targets[0], seed, long.Parse(one, CultureInfo.InvariantCulture), new Worker());
            return run._findings == 0 ? 0 : 1;
        }
        foreach (var target in targets)
            run.Try(target, seed, inputs / targets.Length);
        Console.WriteLine(FormattableString.Invariant($"slowest input: {run._slowest.TotalMilliseconds:0} ms, {run._slowestInput}"));
        Console.WriteLine(FormattableString.Invariant($"most memory of an input: {run._mostBytes / 1e6:0.0} MB allocated in all"));
        Console.WriteLine(
            run._findings == 0
                ? "nothing found"
                : FormattableString.Invariant($"{run._findings} findings, {run._places.Count} of a kind of their own")
        );
        return run._findings == 0 ? 0 : 1;
    }

    private void Try(IFuzzTarget target, long seed, int inputs)
    {
        var watch = Stopwatch.StartNew();
        var workers = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new Worker()).ToArray();
        var next = -1L;
        var accepted = 0L;
        using var watchdog = new Timer(_ => Watch(target, workers), null, s_patience, TimeSpan.FromSeconds(1));
        var threads = workers
            .Select(worker => new Thread(() =>
            {
                for (
                    var i = Interlocked.Increment(ref next);
                    i < inputs && _places.Count < MostFindings;
                    i = Interlocked.Increment(ref next)
                )
                {
                    if (Try(target, seed, i, worker))
                        Interlocked.Increment(ref accepted);
                }
            }))
            .ToArray();
        Array.ForEach(threads, t => t.Start());
        Array.ForEach(threads, t => t.Join());
        Console.WriteLine(
            FormattableString.Invariant(
                $"{target.Name}: {inputs} inputs, {accepted} accepted, {inputs - accepted} refused, {watch.Elapsed.TotalSeconds:0} s"
            )
        );
    }

    private bool Try(IFuzzTarget target, long seed, long input, Worker worker)
    {
        (worker.Input, worker.Text) = (input, "");
        worker.Since = Stopwatch.GetTimestamp();
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            var accepted = target.Try(
                Seeds.Generator(seed, FormattableString.Invariant($"fuzz.{target.Name}.{input}")),
                text => worker.Text = text
            );
            NeedsLittle(target, worker.Since, GC.GetAllocatedBytesForCurrentThread() - allocated);
            return accepted;
        }
        catch (Exception e)
        {
            lock (_gate)
            {
                _findings++;
                if (_places.Add(Place(e)))
                    Console.WriteLine(
                        FormattableString.Invariant($"FOUND {target.Name} --input {input}: {e}\n---- input\n{Shorten(worker.Text)}\n----")
                    );
            }
            return false;
        }
        finally
        {
            var took = Stopwatch.GetElapsedTime(worker.Since);
            worker.Since = 0;
            if (took > _slowest)
            {
                lock (_gate)
                    (_slowest, _slowestInput) =
                        took > _slowest ? (took, FormattableString.Invariant($"{target.Name} --input {input}")) : (_slowest, _slowestInput);
            }
        }
    }

    // The bytes are those that were ever allocated, so at least what was held at any time.
    private void NeedsLittle(IFuzzTarget target, long since, long bytes)
    {
        var took = Stopwatch.GetElapsedTime(since);
        if (took > s_longest)
            throw new FuzzFinding(FormattableString.Invariant($"{target.Name}: took {took.TotalSeconds:0.0} s; the limit is 5 s"));
        if (bytes > MostBytes)
            throw new FuzzFinding(FormattableString.Invariant($"{target.Name}: took {bytes >> 20} MiB; the limit is 1,024 MiB"));
        lock (_gate)
            _mostBytes = Math.Max(_mostBytes, bytes);
    }

    // An input that never comes back cannot be stopped; the run ends and names it.
    private static void Watch(IFuzzTarget target, Worker[] workers)
    {
        foreach (var worker in workers)
        {
            if (worker.Since is var since && since != 0 && Stopwatch.GetElapsedTime(since) > s_patience)
            {
                Console.WriteLine(
                    FormattableString.Invariant($"HANGS {target.Name} --input {worker.Input}\n---- input\n{Shorten(worker.Text)}\n----")
                );
                Environment.Exit(1);
            }
        }
    }

    // The same fault is shown once.
    private static string Place(Exception e) =>
        e.GetType().Name + (e.StackTrace?.Split('\n').FirstOrDefault(l => l.Contains("Simulator.", StringComparison.Ordinal)) ?? e.Message);

    private static string Shorten(string text) => text.Length <= 4_000 ? text : text[..4_000] + "…";

    private static string? After(IReadOnlyList<string> arguments, string name)
    {
        for (var i = 0; i + 1 < arguments.Count; i++)
        {
            if (arguments[i] == name)
                return arguments[i + 1];
        }
        return null;
    }

    private sealed class Worker
    {
        public volatile string Text = "";
        private long _since;

        public long Input { get; set; }

        public long Since
        {
            get => Volatile.Read(ref _since);
            set => Volatile.Write(ref _since, value);
        }
    }
}
