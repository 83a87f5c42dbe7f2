using System.Text.Json.Serialization;
using Simulator.Errors;
using Simulator.Kinds;
using Simulator.Store.Jobs;
using Simulator.Text;
using Simulator.Web.Hubs;
using Simulator.Web.Jobs;

namespace Simulator.Web.Hosting;

/// <summary>Puts jobs, their workers and the hub into the application.</summary>
public static class JobsSetup
{
    /// <summary>Registers the registry, the supervisor, the first start and the hub.</summary>
    public static WebApplicationBuilder AddJobs(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        services.AddSingleton(s =>
            Checked(s.GetRequiredService<IConfiguration>().GetSection("Jobs").Get<JobOptions>() ?? new JobOptions())
        );
        services.AddSingleton<ServerTurn>();
        services.AddSingleton(s => EarlierOf(s.GetRequiredService<ServerTurn>()));
        services.AddSingleton<IGpuMeter>(new NvidiaGpuMeter());
        services.AddSingleton<IWorkerLauncher>(s => new ChildWorkerLauncher(
            WorkerCommand.OfThisProgram(),
            s.GetRequiredService<JobOptions>(),
            s.GetRequiredService<IGpuMeter>()
        ));
        services.AddSingleton(BuiltInKinds.All);
        services.AddSingleton<JobRegistry>();
        services.AddSingleton<IJobs>(s => s.GetRequiredService<JobRegistry>());
        services.AddHostedService<JobSupervisor>();
        services.AddHostedService<FirstStart>();
        services.AddSingleton<ComputeProbe>();
        // Enumerations by their words and undefined numbers as null, in the API as in the hub.
        services.ConfigureHttpJsonOptions(o =>
        {
            o.SerializerOptions.Converters.Add(new JsonStringEnumConverter(System.Text.Json.JsonNamingPolicy.CamelCase));
            o.SerializerOptions.Converters.Add(new NaNAsNullConverter());
        });
        services
            .AddSignalR(o => o.MaximumReceiveMessageSize = 2_000_000)
            .AddJsonProtocol(o =>
            {
                o.PayloadSerializerOptions.Converters.Add(new JsonStringEnumConverter(System.Text.Json.JsonNamingPolicy.CamelCase));
                o.PayloadSerializerOptions.Converters.Add(new NaNAsNullConverter());
            });
        return builder;
    }

    /// <summary>Maps <c>/hubs/jobs</c>.</summary>
    public static WebApplication MapJobsHub(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.MapHub<JobsHub>("/hubs/jobs");
        return app;
    }

    private static EarlierServer EarlierOf(ServerTurn turn) => new(turn.EarlierEndedCleanly, turn.Mark);

    private static JobOptions Checked(JobOptions options)
    {
        string[] errors = [.. options.Errors()];
        return errors.Length == 0 ? options : throw new SimulationException(string.Join(Environment.NewLine, errors));
    }
}
