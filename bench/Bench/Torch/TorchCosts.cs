using System.Globalization;
using Simulator.Learning.Native;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Simulator.Bench.Torch;

/// <summary>
/// Cost of single tensor operations and of one LSTM training step with the TorchSharp in use. A figure is processor time, best of many
/// short repetitions: everything runs on one thread, and the machine may be shared.
/// </summary>
internal static class TorchCosts
{
    private const int Rounds = 4;

    internal static int Run(int repetitions)
    {
        TorchLibrary.UseOneThread();
        var cases = Cases().ToList();
        var costs = new double[cases.Count];
        Array.Fill(costs, double.PositiveInfinity);
        for (var round = 0; round < Rounds; round++) // a shared machine has slow minutes: every case gets several chances
        {
            for (var i = 0; i < costs.Length; i++)
            {
                var (_, count, body) = cases[i];
                costs[i] = Math.Min(costs[i], Best(count > 1 ? repetitions : Math.Max(3, repetitions / 10), count, body));
            }
        }
        Console.WriteLine(Text($"libtorch {__version__}, {get_num_threads()} thread, best of {Rounds} × {repetitions}"));
        Console.WriteLine("| operation | µs |\n|---|---|");
        foreach (var ((name, _, _), cost) in cases.Zip(costs))
            Console.WriteLine(Text($"| {name} | {cost:0.00} |"));
        return 0;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    // The body runs the operation `count` times.
    private static IEnumerable<(string Name, int Count, Action<int> Body)> Cases()
    {
        var values = new float[] { 1, 2, 3, 4, 5, 6, 7, 8 };
        Tensor a = tensor(values),
            b = tensor(values),
            one = tensor(1f),
            x = randn(1, 64);
        var layer = Linear(64, 64);
        yield return ("add of two 8-element tensors, using", 2000, n => Repeat(n, () => (a + b).Dispose()));
        yield return ("the same in inference mode", 2000, Inferring(() => (a + b).Dispose()));
        yield return ("add, one scope per operation", 2000, n => Repeat(n, () => Scoped(1, () => _ = a + b)));
        yield return ("add, one scope per 1,000 operations", 2000, n => Repeat(n / 1000, () => Scoped(1000, () => _ = a + b)));
        yield return ("a[3]", 2000, n => Repeat(n, () => a[3].Dispose()));
        yield return ("item<float>", 2000, n => Repeat(n, () => one.item<float>()));
        yield return ("data<float>().ToArray() of 8", 2000, n => Repeat(n, () => a.data<float>().ToArray()));
        yield return ("torch.tensor(float[8])", 2000, n => Repeat(n, () => tensor(values).Dispose()));
        yield return ("Linear(64, 64), batch 1", 2000, n => Repeat(n, () => layer.call(x).Dispose()));
        yield return ("LSTM(112→500), 64 × 17: forward, backward, Adam", 1, LstmStep());
    }

    private static Action<int> Inferring(Action body) =>
        n =>
        {
            using var mode = inference_mode();
            Repeat(n, body);
        };

    private static void Scoped(int count, Action body)
    {
        using var scope = NewDisposeScope();
        Repeat(count, body);
    }

    private static Action<int> LstmStep()
    {
        var lstm = LSTM(112, 500, batchFirst: true);
        var adam = new TorchSharp.Modules.Adam(lstm.parameters());
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
