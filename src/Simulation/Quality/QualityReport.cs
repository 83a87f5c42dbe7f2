using System.Text.Json;
using System.Text.Json.Serialization;
using Simulator.Text;

namespace Simulator.Quality;

/// <summary>How much a finding matters.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<Severity>))]
public enum Severity
{
    /// <summary>Worth knowing; normal for such data.</summary>
    Info,

    /// <summary>Should be looked at before results are believed.</summary>
    Warning,

    /// <summary>The data contradicts itself.</summary>
    Error,
}

/// <summary>What was checked.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<QualityCheck>))]
public enum QualityCheck
{
    /// <summary>Bars missing against the series' own calendar.</summary>
    Gap,

    /// <summary>Rows with a stamp that another row has.</summary>
    Duplicate,

    /// <summary>Rows out of time order.</summary>
    Disorder,

    /// <summary>High or low that does not contain open and close.</summary>
    HighLow,

    /// <summary>Prices that are zero or negative.</summary>
    NonPositive,

    /// <summary>Jump by a ratio that splits have.</summary>
    Split,

    /// <summary>Jump far outside what the series does.</summary>
    Jump,

    /// <summary>The same close many bars in a row.</summary>
    Stale,

    /// <summary>Bars without volume in a series that has volume.</summary>
    ZeroVolume,

    /// <summary>Rows that were not imported.</summary>
    Excluded,

    /// <summary>A change column that contradicts the prices.</summary>
    ChangeColumn,

    /// <summary>Adjusted and raw prices differ.</summary>
    Adjustment,

    /// <summary>Bars on days on which the series' own calendar is closed.</summary>
    ClosedDay,

    /// <summary>A price that stands alone: a bad tick.</summary>
    Outlier,

    /// <summary>Times that the clock of the file has twice, or under a name that the clock did not have then.</summary>
    Clock,
}

/// <summary>One thing found in a series.</summary>
public sealed record QualityFinding
{
    /// <summary>Rows listed at most; <see cref="Count"/> tells how many there are.</summary>
    public const int MaxRows = 1000;

    /// <summary>What was checked.</summary>
    public required QualityCheck Check { get; init; }

    /// <summary>How much it matters.</summary>
    public required Severity Severity { get; init; }

    /// <summary>How many rows (for gaps: how many bars are missing).</summary>
    public required int Count { get; init; }

    /// <summary>In words, with the first case spelled out.</summary>
    public required string Message { get; init; }

    /// <summary>
    /// 1-based lines of the source file, the first <see cref="MaxRows"/>; for a gap the line after it. Bar numbers if there is no file.
    /// </summary>
    public required IReadOnlyList<int> Rows { get; init; }
}

/// <summary>What was found about a series. Findings are never repaired.</summary>
public sealed record QualityReport
{
    /// <summary>The series.</summary>
    public required string Symbol { get; init; }

    /// <summary>The calendar it was compared with.</summary>
    public required string Calendar { get; init; }

    /// <summary>Bars examined.</summary>
    public required int Bars { get; init; }

    /// <summary>First trading day.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last trading day.</summary>
    public required DateOnly To { get; init; }

    /// <summary>True when <see cref="QualityFinding.Rows"/> are lines of a file, false when they are bar numbers.</summary>
    public required bool RowsAreFileLines { get; init; }

    /// <summary>Everything found, the most serious first.</summary>
    public required IReadOnlyList<QualityFinding> Findings { get; init; }

    /// <summary>Findings that are warnings or errors.</summary>
    [JsonIgnore]
    public int Concerns => Findings.Count(f => f.Severity != Severity.Info);

    /// <summary>The finding of a check, or null.</summary>
    public QualityFinding? Find(QualityCheck check) => Findings.FirstOrDefault(f => f.Check == check);

    /// <summary>The report as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, QualityJson.Default.QualityReport);

    /// <summary>Reads a report written by <see cref="ToJson"/>.</summary>
    /// <exception cref="JsonException">Not such a report.</exception>
    public static QualityReport FromJson(string json) =>
        JsonSerializer.Deserialize(json, QualityJson.Default.QualityReport)
        ?? throw new JsonException("a quality report, not null, is expected");
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(QualityReport))]
internal sealed partial class QualityJson : JsonSerializerContext;
