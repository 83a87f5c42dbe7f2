using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Simulator.Import;
using Simulator.Markets;
using JoinedSeries = Simulator.Cli.Markets.JoinedSeries;

namespace Simulator.Cli.Reports;

/// <summary>What was read, for programs: <c>import --json</c>.</summary>
internal static class ImportJson
{
    private const int MostRows = 1000;
    private const int RowsAtEachEnd = 500;

    /// <summary>The document of a file that was read.</summary>
    public static ImportedFileJson Of(string file, ImportedFile imported) =>
        new(file, [.. imported.Series.Select(s => Of(s, imported.Preview))], null)
        {
            Dropped = imported.Preview.Dropped,
            Excluded = [.. imported.Excluded.Select(e => new ExcludedJson(e.Line, e.Symbol, e.Reason))],
        };

    /// <summary>The document of a file that was refused.</summary>
    public static ImportedFileJson Refused(string file, string reason) => new(file, [], reason);

    /// <summary>The text of all documents.</summary>
    /// <param name="files">One document for each file.</param>
    /// <param name="series">Their series, those of one name joined.</param>
    public static string Text(IReadOnlyList<ImportedFileJson> files, IReadOnlyList<JoinedSeries> series) =>
        JsonSerializer.Serialize(
            new ImportedFilesJson(files, [.. series.Where(s => s.Files.Count > 1).Select(Of)]),
            ImportJsonContext.Default.ImportedFilesJson
        );

    private static JoinedSeriesJson Of(JoinedSeries joined) =>
        new(
            joined.Series.Symbol,
            joined.Files,
            joined.Series.Count,
            joined.EqualBars,
            joined.ContradictionCount,
            [
                .. joined.Contradictions.Select(c => new ContradictionJson(
                    c.Stored.CloseTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFZ", CultureInfo.InvariantCulture),
                    Numbers(c.Stored),
                    Numbers(c.Added)
                )),
            ],
            joined.Obstacle
        );

    private static double?[] Numbers(Bar bar) =>
        [Number(bar.Open), Number(bar.High), Number(bar.Low), Number(bar.Close), Number(bar.Volume)];

    private static ImportedSeriesJson Of(ImportedSeries imported, ImportPreview preview)
    {
        var (series, quality) = (imported.Series, imported.Quality);
        return new ImportedSeriesJson(
            series.Symbol,
            series.Calendar.Id,
            series.Interval.IsIntraday ? preview.TimeZone
                : series.Calendar.TimeZoneId is "Etc/UTC" ? "UTC"
                : series.Calendar.TimeZoneId,
            [
                .. preview
                    .Columns.Where(c => c.Symbol is null || c.Symbol == series.Symbol)
                    .Select(c => new ColumnJson(c.Name, Name(c.Role))),
            ],
            series.Count,
            [.. Shown(series.Count).Select(bar => Row(series, bar))],
            [.. preview.Questions.Where(q => q.Series is null || q.Series == series.Symbol).Select(Question)],
            [.. quality.Findings.Select(f => new FindingJson(Name(f.Check), Name(f.Severity), f.Count, f.Rows, f.Message))]
        );
    }

    private static IEnumerable<int> Shown(int count) =>
        count <= MostRows
            ? Enumerable.Range(0, count)
            : Enumerable.Range(0, RowsAtEachEnd).Concat(Enumerable.Range(count - RowsAtEachEnd, RowsAtEachEnd));

    private static RowJson Row(BarSeries series, int bar) =>
        new(
            series.CloseTimeAt(bar).ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFZ", CultureInfo.InvariantCulture),
            series.LocalAt(bar).ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
            Number(series.Open[bar]),
            Number(series.High[bar]),
            Number(series.Low[bar]),
            Number(series.Close[bar]),
            Number(series.Volume[bar])
        );

    private static QuestionJson Question(ImportQuestion question) =>
        new(Name(question.Topic), question.Text, question.Option, question.Assumed, question.Choices);

    private static double? Number(double value) => double.IsFinite(value) ? value : null;

    private static string Name<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}

internal sealed record ImportedFilesJson(IReadOnlyList<ImportedFileJson> Files, IReadOnlyList<JoinedSeriesJson> Joined);

internal sealed record JoinedSeriesJson(
    string Name,
    IReadOnlyList<string> Files,
    int Bars,
    int EqualBars,
    int DifferentBars,
    IReadOnlyList<ContradictionJson> Different,
    string? Obstacle
);

internal sealed record ContradictionJson(string Time, IReadOnlyList<double?> Earlier, IReadOnlyList<double?> Later);

internal sealed record ImportedFileJson(string File, IReadOnlyList<ImportedSeriesJson> Series, string? Refused)
{
    public IReadOnlyList<string> Dropped { get; init; } = [];

    public IReadOnlyList<ExcludedJson> Excluded { get; init; } = [];
}

internal sealed record ImportedSeriesJson(
    string Name,
    string Calendar,
    string TimeZone,
    IReadOnlyList<ColumnJson> Columns,
    int Bars,
    IReadOnlyList<RowJson> Rows,
    IReadOnlyList<QuestionJson> Questions,
    IReadOnlyList<FindingJson> Findings
);

internal sealed record ColumnJson(string Name, string Role);

internal sealed record RowJson(string Time, string Local, double? Open, double? High, double? Low, double? Close, double? Volume);

internal sealed record QuestionJson(string Topic, string Text, string Option, string Assumed, IReadOnlyList<string> Choices);

internal sealed record FindingJson(string Check, string Severity, int Count, IReadOnlyList<int> Rows, string Message);

internal sealed record ExcludedJson(int Line, string Series, string Reason);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(ImportedFilesJson))]
internal sealed partial class ImportJsonContext : JsonSerializerContext;
