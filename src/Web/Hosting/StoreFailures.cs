using Simulator.Artifacts;
using Simulator.Store.Database;

namespace Simulator.Web.Hosting;

/// <summary>A store or a disk that refuses is answered with 503 and a sentence, wherever the request met it.</summary>
public static partial class StoreFailures
{
    /// <summary>Catches what the requests after it meet.</summary>
    public static WebApplication UseStoreFailures(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(StoreFailures).FullName!);
        app.Use(
            async (context, next) =>
            {
                try
                {
                    await next(context);
                }
                catch (Exception e) when (!context.Response.HasStarted && SentenceOf(e) is not null)
                {
                    LogRefused(logger, e, context.Request.Method, LocalOnly.Loggable(context.Request.Path));
                    await TypedResults.Problem(SentenceOf(e), statusCode: StatusCodes.Status503ServiceUnavailable).ExecuteAsync(context);
                }
            }
        );
        return app;
    }

    private static string? SentenceOf(Exception e) =>
        e is StoreException ? e.Message
        : DiskTrouble.SentenceOf(e) is { } sentence ? $"{char.ToUpperInvariant(sentence[0])}{sentence[1..]}."
        : null;

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path}: the store or the disk refused")]
    private static partial void LogRefused(ILogger logger, Exception error, string method, string path);
}
