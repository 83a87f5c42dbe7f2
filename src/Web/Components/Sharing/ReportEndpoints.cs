using System.Net.Mime;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Simulator.Reporting;
using Simulator.Runs;
using Simulator.Store.Database;
using Simulator.Store.Simulations;

namespace Simulator.Web.Components.Sharing;

/// <summary>A report to take away: one HTML file, its lists as CSV, a page for paper.</summary>
internal static class ReportEndpoints
{
    private const string Csv = "text/csv; charset=utf-8";

    private delegate IResult Answer(HttpContext http, SimulationResult result);

    public static void MapReports(this WebApplication app)
    {
        var reports = app.MapGroup("/simulations/{id}").ExcludeFromDescription();
        reports.MapGet("/trades.csv", Respond((_, r) => List(ReportCsv.Trades(r.Report))));
        reports.MapGet("/fills.csv", Respond((_, r) => List(ReportCsv.Fills(r.Report))));
        reports.MapGet("/equity.csv", Respond((_, r) => List(ReportCsv.Equity(r.Report))));
        reports.MapGet("/print", Respond((_, r) => new RazorComponentResult<SharedReport>(new { Result = r, ForPaper = true })));
        reports.MapGet("/report.html", FileAsync);
    }

    /// <summary>The report as one document that needs no server.</summary>
    internal static async Task<string> DocumentAsync(SimulationResult result, IServiceProvider services)
    {
        var files = InlinedFiles.Read(services.GetRequiredService<IWebHostEnvironment>().WebRootFileProvider);
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = new Dictionary<string, object?> { ["Result"] = result, ["Inlined"] = files };
            var document = await renderer.RenderComponentAsync<SharedReport>(ParameterView.FromDictionary(parameters));
            return document.ToHtmlString();
        });
    }

    private static async Task<IResult> FileAsync(string id, HttpContext http, ISimulationLibrary simulations)
    {
        var (result, refusal) = await ReadAsync(id, simulations, http.RequestAborted);
        return result is null
            ? refusal!
            : Results.File(
                Encoding.UTF8.GetBytes(await DocumentAsync(result, http.RequestServices)),
                $"{MediaTypeNames.Text.Html}; charset=utf-8",
                FileName(result)
            );
    }

    private static Func<string, HttpContext, ISimulationLibrary, Task<IResult>> Respond(Answer answer) =>
        async (id, http, simulations) =>
        {
            var (result, refusal) = await ReadAsync(id, simulations, http.RequestAborted);
            return result is null ? refusal! : answer(http, result);
        };

    private static async Task<(SimulationResult? Result, IResult? Refusal)> ReadAsync(
        string id,
        ISimulationLibrary simulations,
        CancellationToken cancellation
    )
    {
        try
        {
            return await simulations.ResultAsync(id, cancellation) is { } result
                ? (result, null)
                : (null, Results.Problem($"simulation '{id}' has no result (yet), or there is none of that id", statusCode: 404));
        }
        catch (Exception e) when (e is StoreException or JsonException)
        {
            return (null, Results.Problem(e.Message, statusCode: StatusCodes.Status503ServiceUnavailable));
        }
    }

    private static IResult List(string text) => Results.Text(text, Csv, Encoding.UTF8);

    // Letters and digits of the name, so that no system refuses the file.
    private static string FileName(SimulationResult result)
    {
        var letters = string.Concat(result.Spec.DisplayName.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-'));
        var name = string.Join('-', letters.Split('-', StringSplitOptions.RemoveEmptyEntries));
        return $"{(name.Length == 0 ? "report" : name[..Math.Min(60, name.Length)])}-{result.ResultHash[..8]}.html";
    }
}
