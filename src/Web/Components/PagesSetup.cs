using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MudBlazor;
using MudBlazor.Services;
using Simulator.Web.Components.Controls;
using Simulator.Web.Components.Finding;
using Simulator.Web.Components.Import;
using Simulator.Web.Components.Sharing;
using Simulator.Web.Components.Specs;

namespace Simulator.Web.Components;

/// <summary>Puts the pages, their services and their files into the application.</summary>
public static class PagesSetup
{
    /// <summary>Registers what the pages need. The store and the jobs register their own services.</summary>
    public static WebApplicationBuilder AddPages(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        // Found next to the assembly when started from build output; absent (and not needed) when published.
        builder.WebHost.UseStaticWebAssets();
        // Files by the hash of their content are kept for good, from build output, too, and travel compressed as the build left them.
        builder.Configuration["ReloadStaticAssetsAtRuntime"] ??= "false";
        builder.Configuration["EnableStaticAssetsDevelopmentCaching"] ??= "true";
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddRazorComponents().AddInteractiveServerComponents(o => builder.Configuration.GetSection("Circuit").Bind(o));
        builder.Services.AddMudServices(options =>
        {
            options.SnackbarConfiguration.PreventDuplicates = false;
            // At the top it would cover a page's main action.
            options.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomCenter;
        });
        builder.Services.AddScoped<UndoOffers>();
        builder.Services.AddScoped<ImportDesk>();
        builder.Services.AddFinding();
        builder.Services.AddScoped<LearnerPictures>();
        builder.Services.AddSingleton<SmallCurves>();
        builder.Services.AddSingleton<PartShelf>();
        builder.Services.AddSingleton<UploadStore>();
        builder.Services.AddHostedService<UploadExpiry>();
        builder.Services.AddResponseCompression(options =>
        {
            options.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "image/svg+xml", "application/octet-stream"];
        });
        // Answers of the chart are asked for once and kept; the styles of MudBlazor are a quarter smaller than at the fastest level.
        builder.Services.Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal);
        return builder;
    }

    /// <summary>Maps pages, static files and the share pages.</summary>
    public static WebApplication MapPages(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UseResponseCompression();
        // An unknown address gets the page that says so; answers that have a body stay as they are.
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.UseMissingPages();
        app.UseAntiforgery();
        app.MapStaticAssets();
        app.MapShares();
        app.MapReports();
        app.MapUploads();
        app.MapParts();
        app.MapGlyphs();
        app.MapRazorComponents<App>()
            .AddInteractiveServerRenderMode(options =>
                // SecurityHeaders says it for every answer.
                options.ContentSecurityFrameAncestorsPolicy = null
            )
            .Add(AlsoHead);
        return app;
    }

    // Pages are mapped for GET and POST only; the server leaves out the body of an answer to HEAD.
    private static void AlsoHead(EndpointBuilder endpoint)
    {
        for (var i = 0; i < endpoint.Metadata.Count; i++)
        {
            if (endpoint.Metadata[i] is HttpMethodMetadata { HttpMethods: var methods } && methods.Contains(HttpMethods.Get))
                endpoint.Metadata[i] = new HttpMethodMetadata([.. methods, HttpMethods.Head]);
        }
    }
}
