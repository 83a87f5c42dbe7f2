using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Simulator.Errors;
using Simulator.Runs;
using Simulator.Web.Jobs;

namespace Simulator.Web.Hosting;

/// <summary>Sends traces and metrics of jobs to a collector (OTLP over HTTP), where the configuration names one.</summary>
public static class TelemetrySetup
{
    /// <summary>Setting with the collector's address; none, and nothing is sent.</summary>
    public const string Setting = "Telemetry:Otlp";

    /// <summary>Registers the instruments, and the exporter where an address is set.</summary>
    /// <exception cref="SimulationException">The address is not one.</exception>
    public static WebApplicationBuilder AddTelemetry(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton<JobTelemetry>();
        if (CollectorOf(builder.Configuration[Setting]) is not { } collector)
            return builder;
        builder
            .Services.AddOpenTelemetry()
            .ConfigureResource(r => r.AddService("simulator", serviceVersion: CodeVersion.Current))
            .WithTracing(t => t.AddSource(JobTelemetry.Name).AddOtlpExporter(o => Send(o, new Uri(collector, "v1/traces"))))
            .WithMetrics(m => m.AddMeter(JobTelemetry.Name).AddOtlpExporter(o => Send(o, new Uri(collector, "v1/metrics"))));
        return builder;
    }

    private static void Send(OtlpExporterOptions options, Uri address) =>
        (options.Protocol, options.Endpoint) = (OtlpExportProtocol.HttpProtobuf, address);

    private static Uri? CollectorOf(string? text) =>
        string.IsNullOrWhiteSpace(text) ? null
        : Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var uri) && uri.Scheme is ("http" or "https") ? uri
        : throw new SimulationException($"{Setting}: must be the address of a collector such as http://127.0.0.1:4318, was '{text}'");
}
