using System.Text.Json;

namespace Simulator.Web.Charting;

/// <summary>Numbers as an answer.</summary>
internal sealed class ColumnResult(ColumnFile file) : IResult
{
    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = "application/octet-stream";
        response.ContentLength = file.Length;
        if (file.Lines is { } lines)
            response.Headers["X-Lines"] = JsonSerializer.Serialize(lines); // ASCII: the rest is escaped
        return file.WriteAsync(response.Body, httpContext.RequestAborted);
    }
}
