using System.Diagnostics;
using System.Globalization;
using Simulator.Bench.Engine;
using Simulator.Bench.Forecasters;
using Simulator.Features;
using Simulator.Learners;
using Simulator.Learning.Forecasters;
using Simulator.Learning.Forecasters.Gan;
using Simulator.Learning.Forecasters.Windows;
using Simulator.Learning.Native;
using Simulator.Markets;
using Simulator.Numerics;
using Simulator.Seeding;
using TorchSharp;
using static TorchSharp.torch;

namespace Simulator.Bench.Gan;

/// <summary>
/// What a training step of the article's preset (112 inputs, 500 units) costs beside the same model written directly on libtorch, what the
/// table of features costs that it reads, what a GARCH fit costs, and whether memory stays flat over ten thousand steps. Times are
/// processor time of the thread; a ratio is of two times taken one after the other.
/// </summary>
internal static class GanBench
{
    private const int Inputs = 112;
    private const int Rows = 1_200;
    private const int WarmUpSteps = 3;
    private const double LargestRatio = 1.05;

    private static readonly GanForecasterSpec s_preset = new() { Hidden = 500 };

    /// <summary>Arguments: pairs of steps (20), steps of the memory test (10,000); or <c>--walk FILE…</c> for whole series.</summary>
    public static int Run(string[] arguments)
    {
        if (arguments is ["--walk", .. var files])
            return WalkTime.Print(files);
        TorchLibrary.UseOneThread();
        var pairs = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 20;
        var steps = arguments.Length > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : 10_000;
        Console.WriteLine(Machine.Describe());
        Steps(pairs);
        FeatureTableTime.Print();
        GarchTime.Print();
        Memory(steps);
        return 0;
    }

    private static void Steps(int pairs)
    {
        using var scope = NewDisposeScope();
        var inputs = Made(Inputs - 3, Rows);
        var (first, end) = (inputs.FirstRow + s_preset.WindowBars - 1, inputs.RowCount - 1);
        using var source = new WindowSource(inputs, FeatureScaler.Fit(inputs.Columns, inputs.FirstRow, end), s_preset.WindowBars, end, CPU);
        using var own = new GanTraining(s_preset, source, GanRows.Of(first, end, end), HeavyTails.Normal, 1, "bench", CPU);
        int[] rows = [.. Enumerable.Range(first, end - first)];
        using var direct = new DirectGan(
            source.Windows(rows),
            source.Outcomes(rows),
            s_preset.BatchSize,
            s_preset.NoiseDimensions,
            s_preset.Hidden,
            s_preset.CriticChannels
        );
        Console.WriteLine(Text($"{Inputs} inputs, {s_preset.Hidden} units, {s_preset.BatchSize} windows of {s_preset.WindowBars} bars"));
        Console.WriteLine("| step | ours, ms | directly, ms | ratio, median of pairs | aim |\n|---|---|---|---|---|");
        var losses = new EpochLosses();
        Compare("critic", pairs, () => own.CriticStep(losses), direct.CriticStep);
        Compare("generator", pairs, () => own.GeneratorStep(rows.AsSpan(0, s_preset.BatchSize), losses), direct.GeneratorStep);
    }

    private static void Compare(string name, int pairs, Action ours, Action directly)
    {
        for (var i = 0; i < WarmUpSteps; i++)
        {
            ours();
            directly();
        }
        var (own, other, ratios) = (new double[pairs], new double[pairs], new double[pairs]);
        for (var i = 0; i < pairs; i++)
        {
            // In turns first, so that neither always finds the other's data in the cache.
            if (i % 2 == 0)
                (own[i], other[i]) = (Time(ours), Time(directly));
            else
                (other[i], own[i]) = (Time(directly), Time(ours));
            ratios[i] = own[i] / other[i];
        }
        Console.WriteLine(Text($"| {name} | {own.Min():0.0} | {other.Min():0.0} | {Median.Of(ratios):0.000} | ≤ {LargestRatio} |"));
    }

    private static double Time(Action step)
    {
        var start = ThreadClock.Milliseconds;
        step();
        return ThreadClock.Milliseconds - start;
    }

    private static void Memory(int steps)
    {
        using var scope = NewDisposeScope();
        var spec = new GanForecasterSpec();
        var inputs = Made(12, Rows);
        var (first, end) = (inputs.FirstRow + spec.WindowBars - 1, inputs.RowCount - 1);
        using var source = new WindowSource(inputs, FeatureScaler.Fit(inputs.Columns, inputs.FirstRow, end), spec.WindowBars, end, CPU);
        using var training = new GanTraining(spec, source, GanRows.Of(first, end, end), HeavyTails.Normal, 1, "bench", CPU);
        var (losses, rows) = (new EpochLosses(), Enumerable.Range(first, spec.BatchSize).ToArray());
        void Step(int step)
        {
            if (step % (spec.CriticSteps + 1) == spec.CriticSteps)
                training.GeneratorStep(rows, losses);
            else
                training.CriticStep(losses);
        }
        for (var step = 0; step < steps / 10; step++)
            Step(step);
        var (tensors, resident, clock) = (DisposeScopeManager.Statistics.ThreadTotalLiveCount, ResidentMiB(), Stopwatch.StartNew());
        for (var step = 0; step < steps; step++)
            Step(step);
        var seconds = clock.Elapsed.TotalSeconds;
        Console.WriteLine(
            Text($"memory over {steps:N0} steps of the default preset: ")
                + Text($"{DisposeScopeManager.Statistics.ThreadTotalLiveCount - tensors} more live tensors, ")
                + Text($"{ResidentMiB() - resident:0.0} MiB more resident; {steps / seconds:0} steps/s")
        );
    }

    private static double ResidentMiB()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return Environment.WorkingSet / (double)(1 << 20);
    }

    private static ReturnInputs Made(int columns, int bars)
    {
        var target = Workloads.Walk("MADE", bars, MarketCalendar.Nyse, BarInterval.Daily);
        var random = new SplitMix64(3);
        double[][] values =
        [
            .. Enumerable.Range(0, columns).Select(_ => Enumerable.Range(0, bars).Select(_ => random.NextGaussian()).ToArray()),
        ];
        var features = new FeatureTable([.. Enumerable.Range(0, columns).Select(c => Text($"f{c}"))], values);
        return new ReturnInputs(new ForecastInput(target, features, new SplitSpec()), withVolatility: true);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
