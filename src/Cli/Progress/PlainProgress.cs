using System.Globalization;
using Simulator.Stages;

namespace Simulator.Cli.Progress;

/// <summary>Plain lines for logs: the start and the end of a stage, what it notes, and its progress every ten seconds.</summary>
internal sealed class PlainProgress(TextWriter writer, TimeProvider time) : IProgressView
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(10);
    private readonly Lock _gate = new();
    private long _lastLine;

    /// <inheritdoc/>
    public async Task<T> ShowAsync<T>(IReadOnlyList<StageName> stages, Func<Action<StageEvent>, T> work)
    {
        _lastLine = time.GetTimestamp();
        return await Task.Factory.StartNew(
            () => work(Show),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
    }

    private void Show(StageEvent happened)
    {
        lock (_gate)
        {
            if (LineOf(happened) is not { } line)
                return;
            _lastLine = time.GetTimestamp();
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{StageNames.Label(happened.Stage), -10} {line}"));
            writer.Flush();
        }
    }

    private string? LineOf(StageEvent happened) =>
        happened switch
        {
            StageEvent.Started { ResumedFraction: > 0 } started => string.Create(
                CultureInfo.InvariantCulture,
                $"resumed at {started.ResumedFraction:0%}"
            ),
            StageEvent.Progressed progressed when time.GetElapsedTime(_lastLine) >= s_interval => string.Create(
                CultureInfo.InvariantCulture,
                $"{progressed.Fraction:0%} {progressed.Doing}"
            ),
            StageEvent.Noted noted => noted.Text,
            StageEvent.Completed { FromCache: true } => "taken from an earlier run in the data folder",
            StageEvent.Completed completed => string.Create(CultureInfo.InvariantCulture, $"done in {completed.Seconds:0.0} s"),
            _ => null,
        };
}
