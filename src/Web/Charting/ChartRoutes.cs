using Microsoft.AspNetCore.Http.HttpResults;
using Simulator.Rules;

namespace Simulator.Web.Charting;

/// <summary>What the routes of charts have in common: names in addresses, and answers in sentences.</summary>
internal static class ChartRoutes
{
    /// <summary>A name of an address; a slash inside it is the one sign that is still escaped there.</summary>
    public static string Decoded(string name) => name.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    /// <summary>404.</summary>
    public static ProblemHttpResult Missing(string sentence) =>
        TypedResults.Problem(sentence, statusCode: StatusCodes.Status404NotFound, title: "Not there");

    /// <summary>400 with the parameter, and the places of errors of an expression.</summary>
    public static ProblemHttpResult Refused(ChartRequestException e) =>
        TypedResults.Problem(
            e.Message,
            statusCode: StatusCodes.Status400BadRequest,
            title: "Cannot be shown",
            extensions: new Dictionary<string, object?> { ["parameter"] = e.Parameter, ["errors"] = e.Errors.Select(Placed).ToArray() }
        );

    private static object Placed(RuleError error) =>
        new
        {
            error.Message,
            error.Path,
            error.Start,
            error.Length,
            error.Line,
            error.Column,
        };
}
