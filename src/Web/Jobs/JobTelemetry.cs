using System.Diagnostics;
using System.Diagnostics.Metrics;
using Simulator.Jobs;
using Simulator.Store.Database;

namespace Simulator.Web.Jobs;

/// <summary>
/// Traces and metrics of jobs under the name <see cref="Name"/>: one span per attempt, counts and durations by kind and state. They cost
/// next to nothing while nobody listens; <c>docs/telemetry.md</c> lists them.
/// </summary>
public sealed class JobTelemetry : IDisposable
{
    /// <summary>Name of the activity source and of the meter.</summary>
    public const string Name = "Simulator.Jobs";

    private readonly ActivitySource _source = new(Name);
    private readonly TimeProvider _time;
    private readonly Meter _meter;
    private readonly Counter<long> _submitted;
    private readonly Counter<long> _ended;
    private readonly Counter<long> _crashes;
    private readonly Histogram<double> _seconds;
    private readonly UpDownCounter<long> _workers;

    /// <summary>Makes the instruments.</summary>
    public JobTelemetry(IMeterFactory meters, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(meters);
        _time = time;
        _meter = meters.Create(Name);
        _submitted = _meter.CreateCounter<long>("simulator.jobs.submitted", "{job}", "Jobs that were queued.");
        _ended = _meter.CreateCounter<long>("simulator.jobs.ended", "{job}", "Jobs that ended, by their last state.");
        _crashes = _meter.CreateCounter<long>("simulator.jobs.crashes", "{crash}", "Workers that died.");
        _seconds = _meter.CreateHistogram<double>("simulator.jobs.attempt.duration", "s", "Time that a worker had a job.");
        _workers = _meter.CreateUpDownCounter<long>("simulator.jobs.workers", "{worker}", "Workers at work.");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _source.Dispose();
        _meter.Dispose();
    }

    internal void Submitted(StoredJob job) => _submitted.Add(1, Kind(job));

    internal void Ended(StoredJob job) => _ended.Add(1, Kind(job), new("state", StateOf(job)));

    /// <summary>A worker has a job until <see cref="Attempt.End"/>.</summary>
    internal Attempt Start(StoredJob job)
    {
        _workers.Add(1, Kind(job));
        var span = _source
            .StartActivity("job attempt")
            ?.SetTag("job.id", job.Id)
            .SetTag("job.kind", job.Kind)
            .SetTag("job.attempt", job.Attempt)
            .SetTag("job.epoch", job.Epoch)
            .SetTag("job.target", job.Target);
        return new Attempt(this, job, span, _time.GetTimestamp());
    }

    internal Meter Meter => _meter;

    private static KeyValuePair<string, object?> Kind(StoredJob job) => new("kind", job.Kind);

    private static string StateOf(StoredJob job) =>
        job.State switch
        {
            JobState.Succeeded => "succeeded",
            JobState.Failed => "failed",
            _ => "cancelled",
        };

    /// <summary>An attempt under way.</summary>
    internal sealed class Attempt(JobTelemetry telemetry, StoredJob job, Activity? span, long started)
    {
        /// <summary>Notes how it ended.</summary>
        public void End(AttemptEnd end)
        {
            var (word, fault) = end switch
            {
                AttemptEnd.Finished => ("finished", null),
                AttemptEnd.Failed failed => ("failed", failed.Reason),
                AttemptEnd.Crashed crashed => ("crashed", crashed.Exit.ToString()),
                _ => ("stopped", null),
            };
            telemetry._workers.Add(-1, Kind(job));
            telemetry._seconds.Record(telemetry._time.GetElapsedTime(started).TotalSeconds, Kind(job), new("end", word));
            if (end is AttemptEnd.Crashed)
                telemetry._crashes.Add(1, Kind(job));
            span?.SetTag("job.end", word);
            if (fault is not null)
                span?.SetStatus(ActivityStatusCode.Error, fault);
            span?.Dispose();
        }
    }
}
