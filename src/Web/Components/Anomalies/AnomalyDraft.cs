using System.Globalization;
using System.Text.Json.Nodes;
using Simulator.Anomalies;
using Simulator.Errors;
using Simulator.Store.Series;

namespace Simulator.Web.Components.Anomalies;

/// <summary>What stands in the form of a look for unusual rows, as it stands in the page's address.</summary>
/// <param name="Series">The stored series; null for a file.</param>
/// <param name="Columns">Columns of the file; none for what it suggests.</param>
/// <param name="Time">Column of the file that orders its rows, <c>none</c>; null for what it suggests.</param>
/// <param name="Percent">Share of ordinary rows that may be reported, in percent, as typed.</param>
/// <param name="Seed">Seed, as typed.</param>
public sealed record AnomalyDraft(string? Series, IReadOnlyList<string> Columns, string? Time, string Percent, string Seed)
{
    private const double LargestPercent = 20;

    /// <summary>The usual share.</summary>
    public static string UsualPercent { get; } = (100 * new AnomalyOptions().Rate).ToString(CultureInfo.InvariantCulture);

    /// <summary>The usual seed.</summary>
    public static string UsualSeed { get; } = new AnomalyOptions().Seed.ToString(CultureInfo.InvariantCulture);

    /// <summary>What is wrong with the share; null where nothing is.</summary>
    public string? PercentError => Share is null ? AnomaliesText.PercentError : null;

    /// <summary>What is wrong with the seed; null where nothing is.</summary>
    public string? SeedError => SeedNumber is null ? AnomaliesText.SeedError : null;

    private double? Share =>
        double.TryParse(Percent, NumberStyles.Float, CultureInfo.InvariantCulture, out var share) && share is > 0 and <= LargestPercent
            ? share / 100
            : null;

    private long? SeedNumber =>
        long.TryParse(Seed, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seed) ? seed : null;

    /// <summary>The form of a request that ran.</summary>
    public static AnomalyDraft Of(AnomalyRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new AnomalyDraft(
            request.Series,
            request.Columns ?? [],
            request.Time,
            (100 * request.Rate).ToString("0.######", CultureInfo.InvariantCulture),
            request.Seed.ToString(CultureInfo.InvariantCulture)
        );
    }

    /// <summary>The request; null with a sentence where it cannot be made, without one where a field says why.</summary>
    /// <param name="table">The file; null where none was given.</param>
    /// <param name="series">Series at hand.</param>
    public (AnomalyRequest? Request, string? Error) Read(PackedTable? table, ISeriesLibrary series)
    {
        if (Share is not { } share || SeedNumber is not { } seed)
            return (null, null);
        if (Series is null ? table is null : Series.Length == 0)
            return (null, Series is null ? AnomaliesText.ChooseFile : AnomaliesText.ChooseSeries);
        var members = new JsonObject { ["rate"] = share, ["seed"] = seed };
        if (Series is not null)
            members["series"] = Series;
        else
        {
            members["table"] = new JsonObject { ["name"] = table!.Name, ["packed"] = table.Packed };
            members["columns"] = Columns.Count == 0 ? null : new JsonArray([.. Columns.Select(c => (JsonNode)c)]);
            members["time"] = Time;
        }
        var parse = new AnomalyKind().Parse(members.ToJsonString());
        // A table was read when it was given; it is read once more when the job is submitted, not at every change of the form.
        IReadOnlyList<SpecError> errors = parse.Request is { } sound ? (Series is null ? [] : sound.Check(series)) : parse.Errors;
        return errors.Count == 0 ? ((AnomalyRequest)parse.Request!, null) : (null, string.Join(' ', errors.Take(3).Select(e => e.Message)));
    }
}
