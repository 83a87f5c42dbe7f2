using System.Globalization;
using Simulator.Jobs;
using Simulator.Store.Jobs;

namespace Simulator.Web.Jobs;

/// <summary>
/// Writes what happens in one attempt into the job's log. Facts stand there all; what comes many times a second (progress, points,
/// checkpoints) stands there once in a while, since page and ledger have all of it.
/// </summary>
internal sealed class AttemptLog(JobLogs logs, string job, TimeProvider time)
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(5);
    private readonly Dictionary<(Type Event, string Stage), long> _last = [];
    private string _doing = "";

    /// <summary>The server did something.</summary>
    public void Server(string text, bool isWarning = false) => Add(JobLogSource.Server, text, isWarning);

    /// <summary>The worker wrote a line of its own.</summary>
    public void Worker(string text, bool isWarning = false)
    {
        if (!string.IsNullOrWhiteSpace(text))
            Add(JobLogSource.Worker, text, isWarning);
    }

    /// <summary>The worker told of a stage.</summary>
    public void Hear(JobEvent happened)
    {
        if (happened is JobEvent.Sketched or JobEvent.Progressed or JobEvent.Evaluated or JobEvent.CheckpointSaved && !IsDue(happened))
            return;
        if (Words(happened) is { } words)
            Worker(words, isWarning: happened is JobEvent.Noted);
    }

    private bool IsDue(JobEvent happened)
    {
        if (happened is JobEvent.Sketched || (happened is JobEvent.Progressed progressed && progressed.Doing == _doing))
            return false;
        var key = (happened.GetType(), happened.Stage);
        var now = time.GetTimestamp();
        if (_last.TryGetValue(key, out var last) && time.GetElapsedTime(last, now) < s_pause)
            return false;
        _last[key] = now;
        _doing = happened is JobEvent.Progressed said ? said.Doing : _doing;
        return true;
    }

    private static string? Words(JobEvent happened) =>
        happened switch
        {
            JobEvent.Started { ResumedFraction: > 0 } resumed => $"{resumed.Stage}: went on at {Percent(resumed.ResumedFraction)}",
            JobEvent.Started started => $"{started.Stage}: began",
            JobEvent.Progressed progressed => $"{progressed.Stage}: {Percent(progressed.Fraction)}, {progressed.Doing}",
            JobEvent.Evaluated point => Text($"{point.Stage}: part {point.Group + 1}, step {point.Step}: {Values(point)}"),
            JobEvent.Noted noted => $"{noted.Stage}: {noted.Text}",
            JobEvent.CheckpointSaved saved => $"{saved.Stage}: checkpoint at {Percent(saved.Fraction)}",
            JobEvent.Completed { FromCache: true } known => $"{known.Stage}: taken from the cache",
            JobEvent.Completed done => Text($"{done.Stage}: done in {done.Seconds:0.0} s"),
            _ => null,
        };

    private static string Values(JobEvent.Evaluated point) => string.Join(", ", point.Values.Select(v => Text($"{v.Key} {v.Value:G5}")));

    private static string Percent(double fraction) => Text($"{fraction * 100:0} %");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private void Add(JobLogSource source, string text, bool isWarning) =>
        logs.Add(job, isWarning ? JobLogLevel.Warning : JobLogLevel.Info, source, text);
}
