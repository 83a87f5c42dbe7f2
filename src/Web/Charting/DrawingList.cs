using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Simulator.Web.Charting;

/// <summary>What people draw on a chart, checked.</summary>
public static partial class DrawingList
{
    /// <summary>Most drawings of a symbol.</summary>
    public const int Most = 500;

    /// <summary>Longest document in bytes.</summary>
    public const int MostBytes = 64 * 1024;

    private const int LongestText = 500;
    private const int LongestId = 64;

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>The document in one form, from what a page sends.</summary>
    /// <exception cref="ChartRequestException">It is no list of drawings; the message names the element and the remedy.</exception>
    public static string Checked(ReadOnlySpan<byte> json)
    {
        var drawings = Read(json);
        if (drawings.Length > Most)
            throw new ChartRequestException(
                "drawings",
                FormattableString.Invariant($"there are {drawings.Length}; the limit is {Most}. Remedy: delete some.")
            );
        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < drawings.Length; i++)
        {
            if (FaultOf(drawings[i], ids) is { } fault)
                throw new ChartRequestException(FormattableString.Invariant($"drawings[{i}]"), fault);
        }
        return JsonSerializer.Serialize(drawings, s_json);
    }

    private static Drawing[] Read(ReadOnlySpan<byte> json)
    {
        try
        {
            var drawings = JsonSerializer.Deserialize<Drawing?[]>(json, s_json);
            var missing = drawings is null ? 0 : Array.FindIndex(drawings, d => d is null);
            return missing < 0
                ? drawings!.OfType<Drawing>().ToArray()
                : throw new ChartRequestException("drawings", "null is no drawing. Remedy: send a list of drawings.");
        }
        catch (JsonException e)
        {
            throw new ChartRequestException(
                "drawings",
                $"is no list of drawings at {e.Path ?? "$"}. Remedy: send id, kind, points with time and price, text and color of each."
            );
        }
    }

    private static string? FaultOf(Drawing drawing, HashSet<string> ids) =>
        drawing.Id.Length is 0 or > LongestId ? FormattableString.Invariant($"id must have 1 to {LongestId} characters.")
        : !ids.Add(drawing.Id) ? $"id '{drawing.Id}' is there twice. Remedy: give each its own."
        : PointsOf(drawing.Kind) is not { } points ? $"kind '{drawing.Kind}' is not known. Remedy: give level, trend or note."
        : drawing.Points.Count != points
            ? FormattableString.Invariant($"a {drawing.Kind} has {points} point(s), not {drawing.Points.Count}.")
        : !drawing.Points.All(p => double.IsFinite(p.Time) && double.IsFinite(p.Price)) ? "points need a time and a price that are numbers."
        : drawing.Text?.Length > LongestText
            ? FormattableString.Invariant($"text has more than {LongestText} characters. Remedy: shorten it.")
        : drawing.Color is { } color && !Token().IsMatch(color)
            ? $"color '{color}' is no name of a colour. Remedy: give one as accent or up."
        : null;

    private static int? PointsOf(string kind) =>
        kind switch
        {
            "level" or "note" => 1,
            "trend" => 2,
            _ => null,
        };

    [GeneratedRegex("^[a-z][a-zA-Z0-9-]{0,31}$")]
    private static partial Regex Token();
}

/// <summary>Something drawn on a chart.</summary>
/// <param name="Id">Its name among the drawings of the symbol.</param>
/// <param name="Kind"><c>level</c> (one point), <c>trend</c> (two) or <c>note</c> (one).</param>
/// <param name="Points">Where, on the clock of the chart.</param>
/// <param name="Text">What is written at it.</param>
/// <param name="Color">Name of a colour of the pages.</param>
public sealed record Drawing(string Id, string Kind, IReadOnlyList<DrawnPoint> Points, string? Text = null, string? Color = null);

/// <summary>A point of a drawing.</summary>
/// <param name="Time">Shown time, seconds since 1970.</param>
/// <param name="Price">Price.</param>
public sealed record DrawnPoint(double Time, double Price);
