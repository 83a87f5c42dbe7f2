using System.Text.Json;
using System.Text.Json.Serialization;
using Simulator.Appending;
using Simulator.Import;
using Simulator.Markets;

namespace Simulator.Web.Components.Import;

/// <summary>What was decided about a file, as the browser keeps it.</summary>
public sealed record KeptChoices
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    };

    /// <summary>Day before month.</summary>
    public bool? DayFirst { get; init; }

    /// <summary>Adjusted prices instead of the raw ones.</summary>
    public bool UseAdjusted { get; init; }

    /// <summary>Take the file although its change column contradicts its prices.</summary>
    public bool IgnoreChangeColumn { get; init; }

    /// <summary>Decimal mark.</summary>
    public char? DecimalMark { get; init; }

    /// <summary>Field separator.</summary>
    public char? Separator { get; init; }

    /// <summary>IANA zone of intraday times.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Which end of its bar an intraday time names.</summary>
    public BarStamp? Stamps { get; init; }

    /// <summary>New names by symbol.</summary>
    public IReadOnlyDictionary<string, string>? Names { get; init; }

    /// <summary>Calendars by symbol.</summary>
    public IReadOnlyDictionary<string, string>? Calendars { get; init; }

    /// <summary>Kinds by symbol.</summary>
    public IReadOnlyDictionary<string, SeriesKind>? Kinds { get; init; }

    /// <summary>Meanings of columns by heading.</summary>
    public IReadOnlyDictionary<string, string>? Columns { get; init; }

    /// <summary>Symbols that are not taken.</summary>
    public IReadOnlyList<string>? Left { get; init; }

    /// <summary>Decisions about names that are in the store.</summary>
    public IReadOnlyDictionary<string, KeptExisting>? Existing { get; init; }

    /// <summary>Choices from their text; null where the text is none, as what a browser kept may be cut or of another version.</summary>
    public static KeptChoices? Read(string? text)
    {
        try
        {
            return text is { Length: > 0 } ? JsonSerializer.Deserialize<KeptChoices>(text, s_json) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The choices as text.</summary>
    public string Write() => JsonSerializer.Serialize(this, s_json);
}

/// <summary>The decision about a name that is in the store.</summary>
/// <param name="Stored">Content hash of the stored series when it was decided.</param>
/// <param name="Action">What is decided.</param>
/// <param name="Overlap">Which of contradicting bars stay.</param>
public sealed record KeptExisting(string Stored, ExistingAction Action, OverlapChoice Overlap);
