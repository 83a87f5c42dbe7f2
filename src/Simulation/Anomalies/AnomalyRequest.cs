using System.Globalization;
using Simulator.Errors;
using Simulator.Import;
using Simulator.Jobs;
using Simulator.Markets;

namespace Simulator.Anomalies;

/// <summary>What is looked through for unusual rows: a stored series, or a table that comes with the request.</summary>
/// <param name="Series">The series; null for a table.</param>
/// <param name="Table">The table; null for a series.</param>
/// <param name="Columns">Columns of the table that are used; null for what it suggests.</param>
/// <param name="Time">Column that orders the table's rows, <c>none</c> for no order; null for what it suggests.</param>
/// <param name="Rate">Share of ordinary rows that may be reported, above 0 and at most 0.2.</param>
/// <param name="Seed">Seed of the network.</param>
public sealed record AnomalyRequest(
    string? Series,
    PackedTable? Table,
    IReadOnlyList<string>? Columns,
    string? Time,
    double Rate,
    long Seed
) : IJobRequest
{
    private const int BytesPerRow = 600;
    private const double BytesAlways = 250e6;
    private const double SecondsAlways = 12;
    private const double SecondsPerRow = 1e-4;

    /// <inheritdoc/>
    public string Title => $"Unusual rows of {Series ?? Table!.Name}";

    /// <inheritdoc/>
    public DataSpec Data => new() { Target = Series ?? "" };

    /// <inheritdoc/>
    public string Strategy => "anomalies";

    /// <inheritdoc/>
    /// <remarks>Nothing is traded.</remarks>
    public string? TrialHash => null;

    /// <inheritdoc/>
    public IReadOnlyList<(JobStage Stage, bool IsPart)> Stages => [(AnomalyKind.Stage, true)];

    /// <inheritdoc/>
    public string ToJson() => AnomalyJson.Write(this);

    /// <inheritdoc/>
    public IReadOnlyList<SpecError> Check(ISeriesSource series)
    {
        ArgumentNullException.ThrowIfNull(series);
        try
        {
            var rows = Rows(series);
            return rows.Count >= AnomalyDetection.FewestRows
                ? []
                : [new SpecError(Place, Text($"has {rows.Count} rows to look through; at least {AnomalyDetection.FewestRows} are needed"))];
        }
        catch (Exception e) when (e is ImportException or SimulationException)
        {
            return [new SpecError(Place, e.Message)];
        }
    }

    /// <inheritdoc/>
    public JobEstimate Estimate(Func<string, int> barsOf)
    {
        ArgumentNullException.ThrowIfNull(barsOf);
        // How many rows a packed table has is known when it is read.
        double rows = Series is null ? PackedTable.MostRows : barsOf(Series);
        return new JobEstimate(BytesAlways + (BytesPerRow * rows), SecondsAlways + (SecondsPerRow * rows));
    }

    /// <summary>The rows.</summary>
    /// <exception cref="ImportException">The table cannot be read, or has no such column.</exception>
    /// <exception cref="SimulationException">There is no such series, or it is none of prices.</exception>
    internal AnomalyTable Rows(ISeriesSource series)
    {
        if (Series is not null)
        {
            var found = series.Find(Series) ?? throw new SimulationException($"there is no series '{Series}'; import it on the page Data");
            return found.Kind == SeriesKind.Price
                ? BarColumns.Of(found)
                : throw new SimulationException(
                    $"'{Series}' holds no prices above zero, and moves relative to prices are looked at; give it as a table in a file"
                );
        }
        var content = Table!.Content() ?? throw new SimulationException(AnomalyJson.NotPacked);
        var table = RowTable.Read(content, Table.Name, PackedTable.MostBytes, PackedTable.MostRows);
        return AnomalyTableReader.Of(table, content, Columns, Time);
    }

    private string Place => Series is null ? "table" : "series";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
