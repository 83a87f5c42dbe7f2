using System.Diagnostics;
using System.Globalization;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Simulator.Bench.Torch;

/// <summary>
/// Cost of single tensor operations and of one LSTM training step, beside the figures measured for the real TorchSharp on the same kind of
/// machine. Each figure is the best of several repetitions: the machine may be shared.
/// </summary>
internal static class TorchCosts
{
    private const double Allowed = 1.3;

    internal static int Run(int repetitions)
    {
        set_num_threads(1);
        manual_seed(1);
        Console.WriteLine($"libtorch {__version__}, {get_num_threads()} thread, best of {repetitions}");
        Console.WriteLine("| operation | µs | TorchSharp µs | C++ µs | ratio |\n|---|---|---|---|---|");
        var within = true;
        foreach (var (name, reference, native, count, body) in Cases())
        {
            var cost = Best(repetitions, count, body);
            within &= cost <= Allowed * reference;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {cost:0.00} | {reference:0.00} | {(double.IsNaN(native) ? "" : native.ToString("0.00", CultureInfo.InvariantCulture))} | {cost / reference:0.00} |"));
        }
        Console.WriteLine(within ? $"all within {Allowed:0.0}×" : $"not all within {Allowed:0.0}×");
        return within ? 0 : 1;
    }

    // Reference figures in µs; the body runs the operation `count` times.
    private static IEnumerable<(string Name, double Reference, double Native, int Count, Action<int> Body)> Cases()
    {
        var values = new float[] { 1, 2, 3, 4, 5, 6, 7, 8 };
        Tensor a = tensor(values), b = tensor(values), one = tensor(1f), x = randn(1, 64);
        var layer = Linear(64, 64);
        yield return ("add of two 8-element tensors, using", 0.69, 0.45, 200_000, n => Repeat(n, () => (a + b).Dispose()));
        yield return ("the same in inference mode", 0.58, 0.38, 200_000, n =>
        {
            using var _ = inference_mode();
            Repeat(n, () => (a + b).Dispose());
        });
        yield return ("add, one scope per operation", 0.81, double.NaN, 200_000, n => Repeat(n, () =>
        {
            using var scope = NewDisposeScope();
            _ = a + b;
        }));
        yield return ("add, one scope per 1,000 operations", 0.76, double.NaN, 200, n => Repeat(n, () =>
        {
            using var scope = NewDisposeScope();
            for (var i = 0; i < 1000; i++)
                _ = a + b;
        }));
        yield return ("a[3]", 0.32, 0.22, 200_000, n => Repeat(n, () => a[3].Dispose()));
        yield return ("item<float>", 0.69, double.NaN, 200_000, n => Repeat(n, () => one.item<float>()));
        yield return ("data<float>().ToArray() of 8", 2.3, double.NaN, 100_000, n => Repeat(n, () => a.data<float>().ToArray()));
        yield return ("torch.tensor(float[8])", 1.0, double.NaN, 100_000, n => Repeat(n, () => tensor(values).Dispose()));
        yield return ("Linear(64, 64), batch 1", 2.4, 2.2, 100_000, n => Repeat(n, () => layer.call(x).Dispose()));
        yield return ("LSTM(112→500), 64 × 17: forward, backward, Adam", 74_000, 72_000, 3, LstmStep());
    }

    private static Action<int> LstmStep()
    {
        var lstm = LSTM(112, 500, batchFirst: true);
        var adam = optim.Adam(lstm.parameters(), 1e-3, 0.9, 0.999);
        var input = randn(64, 17, 112);
        return n => Repeat(n, () =>
        {
            using var scope = NewDisposeScope();
            adam.zero_grad();
            lstm.call(input).Item1.square().mean().backward();
            adam.step();
        });
    }

    private static void Repeat(int count, Action body)
    {
        for (var i = 0; i < count; i++)
            body();
    }

    private static double Best(int repetitions, int count, Action<int> body)
    {
        body(Math.Max(1, count / 10));
        var best = double.PositiveInfinity;
        for (var i = 0; i < repetitions; i++)
        {
            var start = Stopwatch.GetTimestamp();
            body(count);
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMicroseconds / count);
        }
        return best;
    }
}
