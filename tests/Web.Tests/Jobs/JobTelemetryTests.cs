using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using Simulator.Jobs;
using Simulator.Tests.Web.Hosting;
using Simulator.Web.Jobs;

namespace Simulator.Tests.Web.Jobs;

/// <summary>Traces and metrics of jobs, and where they go.</summary>
public sealed class JobTelemetryTests
{
    [Fact]
    public async Task Job_WhoseFirstWorkerDies_LeavesASpanPerAttempt_AndItsCounts()
    {
        var (spans, counts) = (new ConcurrentQueue<Activity>(), new ConcurrentQueue<string>());
        var id = "";
        using var listener = new ActivityListener
        {
            ShouldListenTo = s => s.Name == JobTelemetry.Name,
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        var workers = new FakeWorkers(
            (order, worker) =>
            {
                if (order.Epoch == 1)
                    worker.Die(139);
                else
                    worker.Finish(JobsHarness.Result(JobsHarness.Spec()));
                return Task.CompletedTask;
            }
        );
        await using (var jobs = await JobsHarness.StartAsync(workers))
        {
            using var meter = new MeterListener
            {
                InstrumentPublished = (instrument, l) =>
                {
                    if (ReferenceEquals(instrument.Meter, jobs.Telemetry.Meter))
                        l.EnableMeasurementEvents(instrument);
                },
            };
            meter.SetMeasurementEventCallback<long>(
                (instrument, value, tags, _) =>
                    counts.Enqueue($"{instrument.Name} {value} {string.Join(' ', tags.ToArray().Select(t => t.Value))}")
            );
            meter.Start();
            id = await jobs.SubmitAsync();
            Assert.Equal(JobState.Succeeded, (await jobs.EndOfAsync(id)).State);
        }

        var own = spans.Where(s => (string?)s.GetTagItem("job.id") == id).ToList();
        Assert.Equal([1, 2], own.Select(s => s.GetTagItem("job.attempt")));
        Assert.Equal(["crashed", "finished"], own.Select(s => s.GetTagItem("job.end")));
        Assert.Equal((ActivityStatusCode.Error, ActivityStatusCode.Unset), (own[0].Status, own[1].Status));
        Assert.Contains("signal 11", own[0].StatusDescription, StringComparison.Ordinal);
        Assert.Contains("simulator.jobs.submitted 1 simulation", counts);
        Assert.Contains("simulator.jobs.crashes 1 simulation", counts);
        Assert.Contains("simulator.jobs.ended 1 simulation succeeded", counts);
        Assert.Equal(
            0,
            counts
                .Where(c => c.StartsWith("simulator.jobs.workers", StringComparison.Ordinal))
                .Sum(c => int.Parse(c.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture))
        );
    }

    [Fact]
    public async Task Server_WithACollectorInItsSettings_SendsThere()
    {
        var port = FreePort();
        using var collector = new HttpListener { Prefixes = { $"http://127.0.0.1:{port}/" } };
        collector.Start();
        var folder = Directory.CreateTempSubdirectory("simulator-otlp-").FullName;
        try
        {
            await using var server = await ServerProcess.StartAsync(folder, $"--Telemetry:Otlp=http://127.0.0.1:{port}");
            var received = await collector.GetContextAsync().WaitAsync(TimeSpan.FromMinutes(2));
            Assert.Contains(received.Request.Url!.AbsolutePath, new[] { "/v1/traces", "/v1/metrics" });
            received.Response.Close();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Server_WithAnAddressThatIsNone_SaysSo()
    {
        var (code, error) = await ServerProcess.RefusalAsync("--Telemetry:Otlp=somewhere", "--urls", "http://127.0.0.1:0");

        Assert.Equal(2, code);
        Assert.Contains("Telemetry:Otlp: must be the address of a collector", error, StringComparison.Ordinal);
    }

    private static int FreePort()
    {
        using var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
