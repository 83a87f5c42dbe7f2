using System.Text.Json;

namespace Simulator.Import.Formats.Json;

/// <summary>A cell: a JSON value, or a text that stands outside one (a property's name).</summary>
internal readonly record struct JsonCell(JsonElement Value, string? Text = null);

/// <summary>A table found in a document.</summary>
internal sealed record JsonShape
{
    /// <summary>Where it stands, e.g. <c>$.chart.result[0]</c>.</summary>
    public required string Path { get; init; }

    /// <summary>What the document says around it.</summary>
    public required JsonContext Context { get; init; }

    /// <summary>Names of the columns.</summary>
    public required IReadOnlyList<string> Headings { get; init; }

    /// <summary>Number of rows.</summary>
    public required int Count { get; init; }

    /// <summary>The rows; each is overwritten by the next.</summary>
    public required IEnumerable<JsonCell[]> Rows { get; init; }

    /// <summary>Times in the first column are seconds since 1970, to be written on the clock of the zone.</summary>
    public bool EpochInZone { get; init; }

    /// <summary>Only the date of those times counts.</summary>
    public bool DatesOnly { get; init; }

    /// <summary>What is worth knowing.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>How many of the headings are fields of bars.</summary>
    public int Fields => Headings.Count(JsonNames.IsField);
}

/// <summary>What a document says around a table.</summary>
/// <param name="Symbol">Name of the instrument, or null.</param>
/// <param name="Zone">Zone of the times, or null.</param>
internal readonly record struct JsonContext(string? Symbol, TimeZoneInfo? Zone);
