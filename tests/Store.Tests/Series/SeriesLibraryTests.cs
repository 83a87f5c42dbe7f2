using Simulator.Markets;
using Simulator.Store;
using Simulator.Store.Database;
using Simulator.Store.Series;

namespace Simulator.Tests.Store.Series;

public sealed class SeriesLibraryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SimulatorStore _store;

    public SeriesLibraryTests() => _store = _folder.Open();

    private SeriesLibrary Library => _store.Series;

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Add_Series_IsFoundByNameBitForBitAfterAReopen()
    {
        var series = Examples.Series("GS", 1.1, 2.2, 3.3);
        await Add(series);

        using var later = SimulatorStore.Open(_folder.Data, TimeProvider.System);
        var found = later.Series.Find("gs")!;

        Assert.Equal(series.ContentHash, found.ContentHash);
        Assert.Equal(series.Close, found.Close);
        Assert.True(double.IsNaN(found.Volume[0]));
        var row = Assert.Single(await later.Series.ListAsync(default));
        Assert.Equal(("GS", 3, "nyse", "gs.csv", 2), (row.Symbol, row.Bars, row.Calendar, row.SourceName, row.QualityFindings));
        Assert.Equal("{\"q\":1}", await later.Series.QualityJsonAsync("GS", default));
    }

    [Fact]
    public async Task Add_SameNameAgain_ReplacesWhatTheNameStandsForAndKeepsTheOldBlob()
    {
        await Add(Examples.Series("GS", 1, 2));
        var old = Library.BlobPath("GS")!;

        await Add(Examples.Series("GS", 5, 6, 7));

        Assert.Equal(3, Library.Find("GS")!.Count);
        Assert.NotEqual(old, Library.BlobPath("GS"));
        Assert.True(File.Exists(old));
    }

    [Fact]
    public async Task SetActions_OfASeries_AreThereAfterAReopen_AndCanBeTakenOff()
    {
        var series = Examples.Series("GS", 1.1, 2.2, 3.3);
        await Add(series);

        await Library.SetActionsAsync("gs", [new Split(new DateOnly(2015, 1, 2), 2)], default);

        using var later = SimulatorStore.Open(_folder.Data, TimeProvider.System);
        Assert.Equal([new Split(new DateOnly(2015, 1, 2), 2)], later.Series.Find("GS")!.Actions);
        Assert.Equal(
            (2, "{\"q\":1}"),
            (Assert.Single(await later.Series.ListAsync(default)).QualityFindings, await later.Series.QualityJsonAsync("GS", default))
        );
        await Library.SetActionsAsync("GS", [], default);
        Assert.Equal(series.ContentHash, Library.Find("GS")!.ContentHash);
        Assert.Contains(
            "is not in the store",
            (await Assert.ThrowsAsync<StoreException>(() => Library.SetActionsAsync("NOPE", [], default))).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task SetActions_OfASeries_IsAVersion_AndIsTakenBack()
    {
        var series = Examples.Series("GS", 1.1, 2.2, 3.3);
        await Add(series);
        await Library.SetActionsAsync("GS", [new Split(new DateOnly(2015, 1, 2), 2)], default);
        await Library.SetActionsAsync("GS", [new Split(new DateOnly(2015, 1, 2), 2)], default); // the same again is none

        var version = Assert.Single(await Library.VersionsAsync("GS", default));
        Assert.Equal((series.ContentHash, "gs.csv"), (version.ContentHash, version.SourceName));
        await Library.UndoAsync("gs", Library.Find("GS")!.ContentHash, default);
        Assert.Equal(series.ContentHash, Library.Find("GS")!.ContentHash);
        Assert.Empty(Library.Find("GS")!.Actions);
    }

    [Fact]
    public async Task Add_OverADeletedName_KeepsWhatItWas_AndUndoBringsItBack()
    {
        var first = Examples.Series("GS", 1, 2);
        await Add(first);
        await Library.DeleteAsync("GS", default);
        await Library.AddAsync([new SeriesToStore(Examples.Series("GS", 5, 6, 7), "second.csv", "{}", 0)], default);

        Assert.Equal(first.ContentHash, Assert.Single(await Library.VersionsAsync("GS", default)).ContentHash);
        await Library.UndoAsync("GS", null, default);
        Assert.Equal(
            (first.ContentHash, "gs.csv"),
            (Library.Find("GS")!.ContentHash, Assert.Single(await Library.ListAsync(default)).SourceName)
        );
    }

    [Fact]
    public async Task Add_OneOfThemUnusable_StoresNone()
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(() =>
            Library.AddAsync([ToStore(Examples.Series("A", 1)), ToStore(Examples.Series("a", 2))], default)
        );

        Assert.Contains("appears twice", error.Message, StringComparison.Ordinal);
        Assert.Empty(Library.Symbols);
    }

    [Fact]
    public async Task ManySeries_StoredAtOnceAndAgain_AreListedByPages()
    {
        string[] symbols = [.. Enumerable.Range(0, 2_100).Select(i => $"S{i:0000}")];
        for (var time = 1; time <= 2; time++)
            await Library.AddAsync(
                [.. symbols.Select(s => new SeriesToStore(Examples.Series(s, 1, 2, time), "panel.csv", "{}", 0))],
                default
            );

        var page = await Library.PageAsync(2_000, 50, default);

        Assert.Equal(2_100, page.Total);
        Assert.Equal(symbols[2_000..2_050], page.Rows.Select(r => r.Symbol));
        Assert.Empty((await Library.PageAsync(2_100, 50, default)).Rows);
        Assert.Equal(2_100, Library.BarCounts().Count);
        Assert.Equal(3, Library.BarCounts()["s0007"]);
    }

    [Fact]
    public async Task Delete_ThenRestore_HidesAndShows()
    {
        await Add(Examples.Series("GS", 1, 2));

        await Library.DeleteAsync("gs", default);
        Assert.Null(Library.Find("GS"));
        Assert.Null(Library.BlobPath("GS"));
        Assert.Empty(await Library.ListAsync(default));

        await Library.RestoreAsync("GS", default);
        Assert.Equal(2, Library.Find("GS")!.Count);
    }

    [Fact]
    public async Task Find_WhatAnotherProcessImported_IsSeenAtOnce()
    {
        await Add(Examples.Series("GS", 1, 2));
        Assert.Equal(2, Library.Find("GS")!.Count);

        using (var other = SimulatorStore.Open(_folder.Data, TimeProvider.System))
            await other.Series.AddAsync([ToStore(Examples.Series("GS", 1, 2, 3))], default);

        Assert.Equal(3, Library.Find("GS")!.Count);
    }

    [Fact]
    public async Task Add_WhereTheBlobIsDamaged_PutsItRight()
    {
        var series = Examples.Series("GS", 1, 2);
        await Add(series);
        var path = Library.BlobPath("GS")!;
        var bytes = await File.ReadAllBytesAsync(path);
        await File.WriteAllBytesAsync(path, bytes[..^1]);

        await Add(series);

        Assert.Equal(bytes, await File.ReadAllBytesAsync(path));
    }

    [Fact]
    public async Task Find_DamagedBlob_SaysWhichFileAndWhatToDo()
    {
        await Add(Examples.Series("GS", 1, 2));
        var path = Library.BlobPath("GS")!;
        using var later = SimulatorStore.Open(_folder.Data, TimeProvider.System);
        var bytes = await File.ReadAllBytesAsync(path);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(path, bytes);

        var error = Assert.Throws<StoreException>(() => later.Series.Find("GS"));

        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.Contains("import the series again", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Undo_OfAReplacement_BringsBackBarsReportAndSource_StepByStep()
    {
        var first = Examples.Series("GS", 1, 2);
        var second = Examples.Series("GS", 5, 6, 7);
        await Add(first);
        await Library.AddAsync([new SeriesToStore(second, "second.csv", "{\"q\":2}", 5)], default);
        await Library.AddAsync([new SeriesToStore(Examples.Series("GS", 8), "third.csv", "{}", 0)], default);

        Assert.Equal([second.ContentHash, first.ContentHash], (await Library.VersionsAsync("gs", default)).Select(v => v.ContentHash));
        await Library.UndoAsync("gs", Library.Find("GS")!.ContentHash, default);

        var row = Assert.Single(await Library.ListAsync(default));
        Assert.Equal((second.ContentHash, 3, "second.csv", 5), (row.ContentHash, row.Bars, row.SourceName, row.QualityFindings));
        Assert.Equal("{\"q\":2}", await Library.QualityJsonAsync("GS", default));
        await Library.UndoAsync("GS", null, default);
        Assert.Equal(first.ContentHash, Library.Find("GS")!.ContentHash);
        Assert.Contains(
            "nothing to take back",
            (await Assert.ThrowsAsync<StoreException>(() => Library.UndoAsync("GS", null, default))).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Undo_WhereTheSeriesHasChangedSince_IsRefused()
    {
        await Add(Examples.Series("GS", 1, 2));
        var replaced = Examples.Series("GS", 3, 4);
        await Add(replaced);
        await Add(Examples.Series("GS", 5, 6));

        var error = await Assert.ThrowsAsync<StoreException>(() => Library.UndoAsync("GS", replaced.ContentHash, default));

        Assert.Contains("has changed since", error.Message, StringComparison.Ordinal);
        Assert.Equal(5, Library.Find("GS")!.Close[0]);
    }

    [Fact]
    public async Task Add_ToASeriesThatIsNoLongerTheOneThatWasRead_IsRefused_AndStoresNone()
    {
        var read = Examples.Series("GS", 1, 2);
        await Add(read);
        await Add(Examples.Series("GS", 3, 4));

        var appended = ToStore(Examples.Series("GS", 1, 2, 3)) with { Replaces = read.ContentHash };
        await Assert.ThrowsAsync<StoreException>(() => Library.AddAsync([ToStore(Examples.Series("NEW", 1)), appended], default));

        Assert.Equal(["GS"], Library.Symbols);
        Assert.Equal(3, Library.Find("GS")!.Close[0]);
    }

    [Fact]
    public async Task Versions_AreKeptToTheLastTen_AndTheSameSeriesAgainIsNone()
    {
        for (var k = 0; k < 15; k++)
        {
            await Add(Examples.Series("GS", 1, k));
            await Add(Examples.Series("GS", 1, k));
        }

        Assert.Equal(10, (await Library.VersionsAsync("GS", default)).Count);
    }

    [Fact]
    public async Task SeriesThatARunHasRead_IsThereByItsHash_AfterAppendingAndUndo()
    {
        var read = Examples.Series("GS", 1, 2);
        await Add(read);
        await Add(Examples.Series("GS", 1, 2, 3));
        await Library.UndoAsync("GS", null, default);
        await Add(Examples.Series("GS", 9, 9, 9));

        using var later = SimulatorStore.Open(_folder.Data, TimeProvider.System);
        var asOf = later.Series.AsOf(new Dictionary<string, string> { ["GS"] = read.ContentHash });

        Assert.Equal(read.Close, asOf.Find("GS")!.Close);
    }

    private Task Add(Markets.BarSeries series) => Library.AddAsync([ToStore(series)], default);

    private static SeriesToStore ToStore(Markets.BarSeries series) => new(series, "gs.csv", "{\"q\":1}", 2);
}
