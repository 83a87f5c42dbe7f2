using System.Globalization;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Simulator.Bench.Torch;

/// <summary>
/// Cost of single tensor operations and of one LSTM training step, beside the figures measured for the real TorchSharp on the same kind of
/// machine. A figure is processor time, best of many short repetitions: everything runs on one thread, and the machine may be shared.
/// The machine's own speed is taken out: "times TorchSharp" divides by TorchSharp's figure scaled by what C++ costs here and there.
/// </summary>
internal static class TorchCosts
{
    private const double Allowed = 1.3;
    private const int Rounds = 4;

    internal static int Run(int repetitions)
    {
        set_num_threads(1);
        manual_seed(1);
        var cases = Cases().ToList();
        var costs = new double[cases.Count];
        Array.Fill(costs, double.PositiveInfinity);
        var native = new Dictionary<string, double>();
        for (var round = 0; round < Rounds; round++) // a shared machine has slow minutes: both sides get several chances
        {
            foreach (var (name, cost) in NativeCosts.Measure())
                native[name] = Math.Min(cost, native.GetValueOrDefault(name, double.PositiveInfinity));
            for (var i = 0; i < costs.Length; i++)
                costs[i] = Math.Min(
                    costs[i],
                    Best(cases[i].Count > 1 ? repetitions : Math.Max(3, repetitions / 10), cases[i].Count, cases[i].Body)
                );
        }
        var slower = native["add"] / 0.45;
        Console.WriteLine(
            Text(
                $"libtorch {__version__}, {get_num_threads()} thread, best of {Rounds} × {repetitions}; C++ adds {slower:0.00} times slower here than where the reference was taken"
            )
        );
        Console.WriteLine(
            "| operation | µs | C++ µs here | TorchSharp µs there | C++ µs there | times TorchSharp |\n|---|---|---|---|---|---|"
        );
        var within = true;
        foreach (var ((name, reference, key, there, _, _), cost) in cases.Zip(costs))
        {
            var ratio = cost / (reference * (key is null ? slower : native[key] / there));
            within &= ratio <= Allowed;
            Console.WriteLine(
                Text(
                    $"| {name} | {cost:0.00} | {(key is null ? "—" : Text($"{native[key]:0.00}"))} | {reference:0.00} | {(key is null ? "—" : Text($"{there:0.00}"))} | {ratio:0.00} |"
                )
            );
        }
        Console.WriteLine(within ? Text($"all within {Allowed:0.0}×") : Text($"not all within {Allowed:0.0}×"));
        return within ? 0 : 1;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    // TorchSharp's figure, the name and figure of the same thing in C++ where there is one, all in µs; the body runs the operation `count` times.
    private static IEnumerable<(string Name, double Reference, string? Native, double NativeReference, int Count, Action<int> Body)> Cases()
    {
        var values = new float[] { 1, 2, 3, 4, 5, 6, 7, 8 };
        Tensor a = tensor(values),
            b = tensor(values),
            one = tensor(1f),
            x = randn(1, 64);
        var layer = Linear(64, 64);
        yield return ("add of two 8-element tensors, using", 0.69, "add", 0.45, 2000, n => Repeat(n, () => (a + b).Dispose()));
        yield return (
            "the same in inference mode",
            0.58,
            "inference",
            0.38,
            2000,
            n =>
            {
                using var _ = inference_mode();
                Repeat(n, () => (a + b).Dispose());
            }
        );
        yield return (
            "add, one scope per operation",
            0.81,
            null,
            0,
            2000,
            n =>
                Repeat(
                    n,
                    () =>
                    {
                        using var scope = NewDisposeScope();
                        _ = a + b;
                    }
                )
        );
        yield return (
            "add, one scope per 1,000 operations",
            0.76,
            null,
            0,
            2000,
            n =>
                Repeat(
                    n / 1000,
                    () =>
                    {
                        using var scope = NewDisposeScope();
                        for (var i = 0; i < 1000; i++)
                            _ = a + b;
                    }
                )
        );
        yield return ("a[3]", 0.32, "select", 0.22, 2000, n => Repeat(n, () => a[3].Dispose()));
        yield return ("item<float>", 0.69, null, 0, 2000, n => Repeat(n, () => one.item<float>()));
        yield return ("data<float>().ToArray() of 8", 2.3, null, 0, 2000, n => Repeat(n, () => a.data<float>().ToArray()));
        yield return ("torch.tensor(float[8])", 1.0, null, 0, 2000, n => Repeat(n, () => tensor(values).Dispose()));
        yield return ("Linear(64, 64), batch 1", 2.4, "linear", 2.2, 2000, n => Repeat(n, () => layer.call(x).Dispose()));
        yield return ("LSTM(112→500), 64 × 17: forward, backward, Adam", 74_000, "lstm", 72_000, 1, LstmStep());
    }

    private static Action<int> LstmStep()
    {
        var lstm = LSTM(112, 500, batchFirst: true);
        var adam = optim.Adam(lstm.parameters(), 1e-3, 0.9, 0.999);
        var input = randn(64, 17, 112);
        return n =>
            Repeat(
                n,
                () =>
                {
                    using var scope = NewDisposeScope();
                    adam.zero_grad();
                    lstm.call(input).Item1.square().mean().backward();
                    adam.step();
                }
            );
    }

    private static void Repeat(int count, Action body)
    {
        for (var i = 0; i < count; i++)
            body();
    }

    private static double Best(int repetitions, int count, Action<int> body)
    {
        for (var warm = TimeSpan.Zero; warm < TimeSpan.FromSeconds(0.5); )
        {
            var before = Environment.CpuUsage.TotalTime;
            body(count); // until the optimising compiler is done with it
            warm += Environment.CpuUsage.TotalTime - before;
        }
        var best = double.PositiveInfinity;
        for (var i = 0; i < repetitions; i++)
        {
            var start = Environment.CpuUsage.TotalTime;
            body(count);
            best = Math.Min(best, (Environment.CpuUsage.TotalTime - start).TotalMicroseconds / count);
        }
        return best;
    }
}
