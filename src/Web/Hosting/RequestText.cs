using System.Text;
using Simulator.Runs;

namespace Simulator.Web.Hosting;

/// <summary>The text of a request, read no further than any honest one is long.</summary>
internal static class RequestText
{
    /// <summary>The text; null where it is longer.</summary>
    public static async Task<string?> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        using var reader = new StreamReader(request.Body, Encoding.UTF8);
        var buffer = new char[16 * 1024];
        var text = new StringBuilder();
        while (await reader.ReadAsync(buffer, cancellation) is > 0 and var read)
        {
            text.Append(buffer, 0, read);
            if (text.Length > SpecJson.MaximumLength)
                return null;
        }
        return text.ToString();
    }
}
