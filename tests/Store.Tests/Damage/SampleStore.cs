using System.Globalization;
using System.Text;
using Simulator.Artifacts;
using Simulator.Jobs;
using Simulator.Markets;
using Simulator.Runs;
using Simulator.Searches;
using Simulator.Store;
using Simulator.Store.Database;
using Simulator.Store.Jobs;
using Simulator.Store.Series;
using Simulator.Strategies;

namespace Simulator.Tests.Store.Damage;

/// <summary>A small store with one of everything many times, and what can be read of it, line by line.</summary>
public static class SampleStore
{
    private const int Items = 12;

    /// <summary>Fills a new store; returns the tokens of its links.</summary>
    public static async Task<IReadOnlyList<string>> FillAsync(SimulatorStore store)
    {
        var tokens = new List<string>();
        for (var i = 0; i < Items; i++)
        {
            var symbol = FormattableString.Invariant($"S{i}");
            await store.Series.AddAsync([Stored(Series(symbol, i))], default);
            var id = await RunAsync(store, symbol, $"{{\"found\":\"{new string((char)('a' + i), 300)}\"}}");
            tokens.Add((await store.Links.CreateAsync(id, null, default)).Token);
            await store.Settings.TryAddAsync(FormattableString.Invariant($"setting{i}"), new string('v', 200 + i), default);
        }
        return tokens;
    }

    /// <summary>Runs a sweep in the ledger from its submission to its result.</summary>
    public static async Task<string> RunAsync(SimulatorStore store, string symbol, string content)
    {
        var job = await store.Jobs.AddAsync(Sweep(symbol), default);
        await store.Jobs.TryStartAsync(job.Id, job.Epoch, new AttemptStart("code", 0), default);
        await store.Jobs.TryAppendCurvesAsync(job.Id, job.Epoch, 0, [Point(1), Point(2)], default);
        var outcome = new JobOutcome(
            Encoding.UTF8.GetBytes(content),
            new JobFigures
            {
                ResultHash = "hash",
                Sentence = "It may be luck.",
                FigureKey = "sharpe",
                Figure = 0.7,
                Runs = 12,
                Trials = 3,
                BarsHash = "bars" + symbol,
                CodeVersion = "1",
            }
        );
        var ending = new JobEnding(StagesJson.Planned(Sweep(symbol).Request), [Point(1), Point(2), Point(3)]);
        if (!await store.Jobs.TrySucceedAsync(job.Id, job.Epoch, outcome, ending, default))
            throw new InvalidOperationException($"job {job.Id} was not ended");
        return job.Id;
    }

    /// <summary>A series whose bars depend on a number.</summary>
    public static BarSeries Series(string symbol, int number) =>
        new(
            symbol,
            [.. Enumerable.Range(1, 60).Select(d => new DateTime(2020, 1, 1, 21, 0, 0, DateTimeKind.Utc).AddDays(d).Ticks)],
            [.. Enumerable.Range(1, 60).Select(d => 100.0 + d + number)],
            [.. Enumerable.Range(1, 60).Select(d => 102.0 + d + number)],
            [.. Enumerable.Range(1, 60).Select(d => 99.0 + d + number)],
            [.. Enumerable.Range(1, 60).Select(d => 101.0 + d + number)],
            [.. Enumerable.Range(1, 60).Select(d => 1000.0 * d)]
        );

    /// <summary>It with a report of its quality.</summary>
    public static SeriesToStore Stored(BarSeries series) => new(series, "sample.csv", """{"findings":[]}""", 0);

    /// <summary>
    /// Everything that can be read of a store: a name and what is there, or what refuses. The clock and ids that are drawn are part of it,
    /// so it is the same only for the same store.
    /// </summary>
    public static async Task<SortedDictionary<string, string>> ReadAsync(SimulatorStore store, IReadOnlyList<string> tokens)
    {
        var read = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in await store.Series.ListAsync(default))
        {
            read[$"series {row.Symbol}"] = row.ToString();
            read[$"bars {row.Symbol}"] = Refused(() => Convert.ToBase64String(SeriesBlob.ToBytes(store.Series.Find(row.Symbol)!)));
            read[$"quality {row.Symbol}"] = await store.Series.QualityJsonAsync(row.Symbol, default) ?? "";
        }
        foreach (var row in (await store.Library.ListAsync(null, 0, 10_000, default)).Rows)
        {
            var job = store.Jobs.Find(row.Id)!;
            read[$"job {row.Id}"] =
                $"{row} {job.RequestJson} {job.RequestHash} {job.SeriesJson} {job.StagesJson} {job.Reason} {job.Attempt} {job.Epoch} "
                + $"{job.EarlierTrials} {job.Created.UtcTicks} {job.Started?.UtcTicks} {job.Ended?.UtcTicks}";
            read[$"result {row.Id}"] = await RefusedAsync(async () =>
                Encoding.UTF8.GetString(await store.Library.ResultBytesAsync(row.Id, default) ?? [])
            );
            read[$"curves {row.Id}"] = string.Join(';', store.Jobs.Curves(row.Id).Select(p => $"{p.Step} {string.Join(',', p.Values)}"));
        }
        foreach (var link in await store.Links.ListAsync(null, default))
            read[$"link {link.Id}"] = link.ToString();
        foreach (var (token, i) in tokens.Select((t, i) => (t, i)))
            read[FormattableString.Invariant($"token {i}")] = await store.Links.FindAsync(token, default) ?? "nothing";
        for (var i = 0; i < Items; i++)
        {
            var symbol = FormattableString.Invariant($"S{i}");
            read[$"trials {symbol}"] = (await store.Trials.CountAsync(symbol, null, null, default)).ToString(CultureInfo.InvariantCulture);
            read[$"setting {i}"] = await store.Settings.FindAsync(FormattableString.Invariant($"setting{i}"), default) ?? "nothing";
        }
        return read;
    }

    /// <summary>What refused to be read begins with this.</summary>
    public const string Refusal = "refused: ";

    private static string Refused(Func<string> read)
    {
        try
        {
            return read();
        }
        catch (StoreException e)
        {
            return Refusal + e.Message;
        }
    }

    private static async Task<string> RefusedAsync(Func<Task<string>> read)
    {
        try
        {
            return await read();
        }
        catch (StoreException e)
        {
            return Refusal + e.Message;
        }
    }

    private static JobEvent.Evaluated Point(int step) => new("runs", 0, step, new Dictionary<string, double> { ["sharpe"] = 0.1 * step });

    private static JobSubmission Sweep(string target) =>
        new(
            SearchKind.Sweep,
            new SearchRequest(
                new SimulationSpec
                {
                    Data = new DataSpec { Target = target },
                    Strategy = new NamedStrategySpec { Name = "smaCross" },
                },
                new Dictionary<string, string> { ["fast"] = "4:16:4", ["slow"] = "30" },
                [],
                "sharpe",
                new SweepSearch()
            )
        );
}
