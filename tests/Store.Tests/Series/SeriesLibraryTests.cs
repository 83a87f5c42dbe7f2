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

    private Task Add(Markets.BarSeries series) => Library.AddAsync([ToStore(series)], default);

    private static SeriesToStore ToStore(Markets.BarSeries series) => new(series, "gs.csv", "{\"q\":1}", 2);
}
