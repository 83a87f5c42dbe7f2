using System.Globalization;
using Simulator.Stages;
using Spectre.Console;

namespace Simulator.Cli.Progress;

/// <summary>A progress bar per stage, with its current step and the time left.</summary>
internal sealed class LiveProgress(IAnsiConsole console) : IProgressView
{
    /// <inheritdoc/>
    public Task<T> ShowAsync<T>(IReadOnlyList<StageName> stages, Func<Action<StageEvent>, T> work) =>
        console
            .Progress()
            .AutoClear(false)
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn(),
                new PercentageColumn(),
                new ElapsedTimeColumn(),
                new RemainingTimeColumn()
            )
            .StartAsync(async context =>
            {
                var bars = stages.ToDictionary(s => s, s => context.AddTask(Describe(s, ""), autoStart: false, maxValue: 1));
                return await Task.Factory.StartNew(
                    () => work(e => Show(bars[e.Stage], e)),
                    CancellationToken.None,
                    TaskCreationOptions.LongRunning,
                    TaskScheduler.Default
                );
            });

    private static void Show(ProgressTask bar, StageEvent happened)
    {
        if (!bar.IsStarted)
            bar.StartTask();
        switch (happened)
        {
            case StageEvent.Started { ResumedFraction: > 0 } started:
                bar.Description = Describe(
                    happened.Stage,
                    string.Create(CultureInfo.InvariantCulture, $"resumed at {started.ResumedFraction:0%}")
                );
                bar.Value = started.ResumedFraction;
                break;
            case StageEvent.Progressed progressed:
                bar.Description = Describe(happened.Stage, progressed.Doing);
                bar.Value = progressed.Fraction;
                break;
            case StageEvent.Completed completed:
                bar.Description = Describe(happened.Stage, completed.FromCache ? "from an earlier run" : "done");
                bar.Value = 1;
                bar.StopTask();
                break;
        }
    }

    private static string Describe(StageName stage, string doing) => Markup.Escape($"{StageNames.Label(stage), -10} {doing, -36}");
}
