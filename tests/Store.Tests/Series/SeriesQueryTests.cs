using Simulator.Artifacts;
using Simulator.Markets;
using Simulator.Store;
using Simulator.Store.Series;

namespace Simulator.Tests.Store.Series;

/// <summary>Lists of series: searched, sorted, deleted, and the closes of their small pictures.</summary>
public sealed class SeriesQueryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SimulatorStore _store;

    public SeriesQueryTests() => _store = _folder.Open();

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(SeriesOrder.Symbol, false, "A_B,AXB,CC")]
    [InlineData(SeriesOrder.Symbol, true, "CC,AXB,A_B")]
    [InlineData(SeriesOrder.Bars, true, "CC,A_B,AXB")]
    [InlineData(SeriesOrder.QualityFindings, false, "CC,AXB,A_B")]
    [InlineData(SeriesOrder.To, true, "CC,A_B,AXB")]
    [InlineData(SeriesOrder.Imported, true, "A_B,AXB,CC")]
    public async Task Page_OfAnOrder_IsInThatOrder(SeriesOrder order, bool descending, string expected)
    {
        await AddThreeAsync();

        var page = await _store.Series.PageAsync(
            new SeriesQuery
            {
                Order = order,
                Descending = descending,
                Take = 9,
            },
            default
        );

        Assert.Equal(expected, string.Join(',', page.Rows.Select(r => r.Symbol)));
    }

    [Fact]
    public async Task Page_OfASearch_CountsWhatMatchesLiterally()
    {
        await AddThreeAsync();

        var page = await _store.Series.PageAsync(new SeriesQuery { Search = "a_b", Take = 1 }, default);
        var files = await _store.Series.PageAsync(
            new SeriesQuery
            {
                Search = ".csv",
                Take = 1,
                Skip = 1,
            },
            default
        );

        Assert.Equal((1, "A_B"), (page.Total, page.Rows[0].Symbol));
        Assert.Equal((3, "AXB"), (files.Total, Assert.Single(files.Rows).Symbol));
    }

    [Fact]
    public async Task Deleted_Series_AreListedUntilTheyAreBroughtBack()
    {
        await AddThreeAsync();
        await _store.Series.DeleteAsync("CC", default);

        Assert.Equal("CC", Assert.Single(await _store.Series.DeletedAsync(9, default)).Name);
        await _store.Series.RestoreAsync("CC", default);
        Assert.Empty(await _store.Series.DeletedAsync(9, default));
    }

    [Fact]
    public async Task SomeCloses_AreThoseOfTheFile_TheFirstAndTheLastAmongThem()
    {
        double[] closes = [.. Enumerable.Range(0, 1_000).Select(i => i + 0.5)];
        long[] times = [.. Enumerable.Range(0, 1_000).Select(i => new DateTime(2000, 1, 1).AddDays(i).Ticks)];
        var series = new BarSeries("LONG", times, closes, closes, closes, closes, closes);
        await _store.Series.AddAsync([new SeriesToStore(series, "l.csv", "{}", 0)], default);

        Assert.Equal([0.5, 333.5, 666.5, 999.5], _store.Series.SomeCloses(series.ContentHash, 4));
        Assert.Equal(closes, _store.Series.SomeCloses(series.ContentHash, 5_000));
        Assert.Empty(_store.Series.SomeCloses(new string('0', 64), 4));
        File.WriteAllBytes(_store.Series.PathOf(series.ContentHash), SeriesBlob.ToBytes(series)[..2_000]);
        Assert.Empty(_store.Series.SomeCloses(series.ContentHash, 4));
    }

    private async Task AddThreeAsync()
    {
        foreach (var (symbol, bars, findings) in new[] { ("CC", 5, 0), ("AXB", 3, 1), ("A_B", 4, 2) })
            await _store.Series.AddAsync(
                [
                    new SeriesToStore(
                        Examples.Series(symbol, [.. Enumerable.Range(1, bars).Select(i => (double)i)]),
                        $"{symbol}.csv",
                        "{}",
                        findings
                    ),
                ],
                default
            );
    }
}
