using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Simulator.Artifacts;
using Simulator.Errors;
using Simulator.Jobs;
using Simulator.Markets;
using Simulator.Quality;
using Simulator.Runs;
using Simulator.Store.Database;
using Simulator.Store.Jobs;
using Simulator.Store.Series;
using Simulator.Store.Simulations;
using Simulator.Store.Trials;

namespace Simulator.Store.Rescue;

/// <summary>
/// A database made from the files that are named by their hashes. Every file is verified first. Of a symbol that was imported more than
/// once the newest file counts. A result says which simulation it is of, with its spec; a search's does not, so searches
/// are not brought back.
/// </summary>
internal sealed class Rebuilding(DataFolder folder, TimeProvider time)
{
    private readonly List<string> _told = [];

    /// <summary>Makes the database; says what is in it and what is not.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(string database, CancellationToken cancellation)
    {
        await using var context = new SimulatorContext(SimulatorContext.OptionsFor(database));
        await context.Database.MigrateAsync(cancellation);
        var connection = (SqliteConnection)context.Database.GetDbConnection();
        await context.Database.OpenConnectionAsync(cancellation);
        EmptyDatabase.NoteMade(connection, time.GetUtcNow());
        DatabaseCheck.NoteSchema(connection);
        var bars = await AddSeriesAsync(context, cancellation);
        await AddResultsAsync(context, bars, cancellation);
        RowSums.RefreshAll(connection);
        await context.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=DELETE", cancellation);
        await context.Database.CloseConnectionAsync();
        SqliteConnection.ClearPool(connection);
        return _told;
    }

    private async Task<Dictionary<string, string>> AddSeriesAsync(SimulatorContext context, CancellationToken cancellation)
    {
        var newest = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var bars = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in StoreFiles.Series(folder).OrderByDescending(f => f.LastWriteTimeUtc).ToList())
        {
            if (Read(file) is not { } series)
                continue;
            bars[series.ContentHash] = MarketBars.HashOf(series);
            if (!newest.TryAdd(series.Symbol, file.Name))
                continue;
            var quality = SeriesQuality.Examine(series);
            var one = new SeriesToStore(series, "rebuilt from its file", quality.ToJson(), quality.Concerns);
            context.Series.Add(SeriesLibrary.RowOf(one, file.LastWriteTimeUtc));
            await TrialTable.RememberNameAsync(context, bars[series.ContentHash], series.Symbol, cancellation);
        }
        await context.SaveChangesAsync(cancellation);
        _told.Add(FormattableString.Invariant($"{newest.Count} series"));
        return bars;
    }

    private async Task AddResultsAsync(SimulatorContext context, Dictionary<string, string> bars, CancellationToken cancellation)
    {
        var (runs, others) = (0, 0);
        foreach (var file in StoreFiles.Results(folder).OrderBy(f => f.LastWriteTimeUtc).ToList())
        {
            if (await ReadAsync(file, cancellation) is not { } content)
                continue;
            if (ResultOf(content) is not { } result)
            {
                others++;
                continue;
            }
            await AddAsync(context, result, file, bars, cancellation);
            runs++;
        }
        await context.SaveChangesAsync(cancellation);
        _told.Add(FormattableString.Invariant($"{runs} simulations with their results"));
        if (others > 0)
            _told.Add(FormattableString.Invariant($"{others} results of searches or of another version were left where they are"));
    }

    private static async Task AddAsync(
        SimulatorContext context,
        SimulationResult result,
        FileInfo file,
        Dictionary<string, string> bars,
        CancellationToken cancellation
    )
    {
        var (request, when) = (new SimulationRequest(result.Spec), new DateTimeOffset(file.LastWriteTimeUtc));
        var target = result.Data.FirstOrDefault(d => d.Symbol == result.Spec.Data.Target)?.ContentHash;
        var figures = SimulationKind.OutcomeOf(result, null).Figures with
        {
            BarsHash = target is null ? null : bars.GetValueOrDefault(target),
        };
        var job = new StoredJob
        {
            Id = file.Name[..16],
            Kind = SimulationKind.Word,
            Name = request.Title,
            Target = request.Data.Target,
            Strategy = request.Strategy,
            State = JobState.Succeeded,
            Epoch = 1,
            Attempt = 1,
            RequestJson = request.ToJson(),
            RequestHash = request.TrialHash,
            CodeVersion = result.CodeVersion,
            Note = "The database was lost; this entry was made again from the stored result.",
            Device = result.Device,
            IsSynthetic = figures.IsSynthetic,
            StagesJson = StagesJson.Write([
                .. StagesJson
                    .Planned(request)
                    .Select(s => s.State == StageState.Waiting ? s with { State = StageState.Done, Fraction = 1 } : s),
            ]),
            SeriesJson = SeriesHashes.Write(result.Data.DistinctBy(d => d.Symbol).ToDictionary(d => d.Symbol, d => d.ContentHash)),
            Created = when,
            Started = when,
            Ended = when,
        };
        context.Jobs.Add(job);
        await JobLedger.KeepAsync(context, job, figures, file.Name, when, cancellation);
        // Trials of the same market are found in the database.
        await context.SaveChangesAsync(cancellation);
    }

    private BarSeries? Read(FileInfo file)
    {
        try
        {
            return SeriesFile.Read(file.FullName);
        }
        catch (InvalidDataException e)
        {
            _told.Add($"left out: {e.Message}");
            return null;
        }
    }

    private async Task<byte[]?> ReadAsync(FileInfo file, CancellationToken cancellation)
    {
        try
        {
            return await new BlobFolder(StoreFiles.ResultsOf(folder)).ReadAsync(file.Name, cancellation);
        }
        catch (StoreException e)
        {
            _told.Add($"left out: {e.Message}");
            return null;
        }
    }

    private static SimulationResult? ResultOf(byte[] content)
    {
        try
        {
            return ResultJson.Read(content) is { Spec: not null, Report: not null } result ? result : null;
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or SimulationException)
        {
            return null;
        }
    }
}
