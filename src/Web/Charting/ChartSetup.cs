namespace Simulator.Web.Charting;

/// <summary>Puts what charts read into the application.</summary>
public static class ChartSetup
{
    /// <summary>Registers the library of charts.</summary>
    public static WebApplicationBuilder AddCharts(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton<ChartLibrary>();
        return builder;
    }

    /// <summary>Maps <c>/chart/…</c>.</summary>
    public static WebApplication MapCharts(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var charts = app.MapGroup("/chart").ExcludeFromDescription();
        charts.MapSources();
        charts.MapDrawings();
        return app;
    }
}
