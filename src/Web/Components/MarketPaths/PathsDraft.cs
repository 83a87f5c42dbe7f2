using System.Globalization;
using System.Text.Json.Nodes;
using Simulator.Errors;
using Simulator.MarketPaths;
using Simulator.Markets;

namespace Simulator.Web.Components.MarketPaths;

/// <summary>What stands in the form of the market generator, as it stands in the page's address: texts as they were typed.</summary>
/// <param name="Series">The stored series.</param>
/// <param name="Generator">Name of the generator.</param>
/// <param name="Paths">Paths to draw.</param>
/// <param name="Bars">Bars of a path; empty for as many as the past has.</param>
/// <param name="Seed">Seed.</param>
/// <param name="From">First day to learn from; empty for the first there is.</param>
/// <param name="Until">Last day to learn from; empty for the last there is.</param>
public sealed record PathsDraft(string Series, string Generator, string Paths, string Bars, string Seed, string From, string Until)
{
    /// <summary>The form before anything is chosen.</summary>
    public static PathsDraft Usual(string series) => new(series, "filtered", "10", "", "1", "", "");

    /// <summary>The form of a request that ran.</summary>
    public static PathsDraft Of(PathsRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new PathsDraft(
            request.Series,
            request.Generator,
            request.Paths.ToString(CultureInfo.InvariantCulture),
            request.Bars?.ToString(CultureInfo.InvariantCulture) ?? "",
            request.Seed.ToString(CultureInfo.InvariantCulture),
            Day(request.From),
            Day(request.Until)
        );
    }

    /// <summary>The request, or what is wrong with it by field, as the kind's request has them.</summary>
    /// <param name="series">Series at hand.</param>
    public (PathsRequest? Request, IReadOnlyList<SpecError> Errors) Read(ISeriesSource series)
    {
        if (Series.Length == 0)
            return (null, [new SpecError("series", MarketPathsText.ChooseSeries)]);
        var members = new JsonObject
        {
            ["series"] = Series,
            ["generator"] = Generator,
            ["paths"] = Number(Paths),
            ["seed"] = Number(Seed),
        };
        foreach (var (name, text) in new[] { ("from", From), ("until", Until) })
        {
            if (text.Length > 0)
                members[name] = text;
        }
        if (Bars.Trim().Length > 0)
            members["bars"] = Number(Bars);
        var parse = new PathsKind().Parse(members.ToJsonString());
        var errors = parse.Request is { } sound ? sound.Check(series) : parse.Errors;
        return errors.Count == 0 ? ((PathsRequest)parse.Request!, []) : (null, errors);
    }

    // What is no number is told to be none by whoever reads requests.
    private static JsonNode Number(string text) =>
        long.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : text;

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
