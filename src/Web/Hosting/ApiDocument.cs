using Scalar.AspNetCore;

namespace Simulator.Web.Hosting;

/// <summary>
/// The HTTP API's description: <c>/openapi/v1.json</c> for programs, <c>/api</c> for people. The page's script comes from this server
/// alone.
/// </summary>
public static class ApiDocument
{
    /// <summary>Registers the description.</summary>
    public static WebApplicationBuilder AddApiDocument(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddOpenApi(options =>
            options.AddDocumentTransformer(
                (document, _, _) =>
                {
                    document.Info.Title = "Simulator";
                    document.Info.Description =
                        "Jobs of every kind: simulations, sweeps, walk-forward tests, cross-validations. "
                        + "Live progress comes from the SignalR hub /hubs/jobs; docs/hub.md describes both.";
                    return Task.CompletedTask;
                }
            )
        );
        return builder;
    }

    /// <summary>Maps <c>/openapi/v1.json</c> and <c>/api</c>.</summary>
    public static WebApplication MapApiDocument(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.MapOpenApi();
        app.MapScalarApiReference(
            "/api",
            options =>
            {
                options.Title = "Simulator's HTTP API";
                // Nothing is fetched from, sent to or offered on a server of others.
                options.DefaultFonts = false;
                options.DisableTelemetry().DisableAgent().DisableMcp().HideDeveloperTools().HideClientButton();
            }
        );
        return app;
    }
}
