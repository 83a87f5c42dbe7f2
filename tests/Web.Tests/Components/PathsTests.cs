using Bunit;
using Simulator.MarketPaths;
using Simulator.Markets;
using Simulator.Realism;
using Simulator.Store.Series;
using Simulator.Web.Components.Charts;
using Simulator.Web.Components.MarketPaths;

namespace Simulator.Tests.Web.Components;

/// <summary>The form of the market generator, what was drawn, and what can be done with it.</summary>
public sealed class PathsTests : PageContext
{
    [Fact]
    public async Task Draft_IsARequestThatFillsTheSameForm()
    {
        await Store.Series.AddAsync([new SeriesToStore(Walk("GS", 1_200), "gs.csv", "{}", 0)], default);
        var draft = new PathsDraft("GS", "gan", "12", "250", "7", "2016-01-05", "");

        var (request, errors) = draft.Read(Store.Series);

        Assert.Empty(errors);
        Assert.Equal(draft, PathsDraft.Of(request!));
    }

    [Theory]
    [InlineData("", "10", "", "1", "series", "choose a series")]
    [InlineData("GONE", "10", "", "1", "series", "there is no series 'GONE'")]
    [InlineData("GS", "a few", "", "1", "paths", "must be a whole number")]
    [InlineData("GS", "10", "0", "1", "bars", "must be a whole number")]
    [InlineData("GS", "10", "", "", "seed", "must be a whole number")]
    [InlineData("GS", "999", "", "1", "paths", "at most 100,000")]
    public async Task Draft_ThatIsNoRequest_SaysWhyAtItsField(
        string series,
        string paths,
        string bars,
        string seed,
        string field,
        string words
    )
    {
        await Store.Series.AddAsync([new SeriesToStore(Walk("GS", 600), "gs.csv", "{}", 0)], default);
        var (request, errors) = new PathsDraft(series, "gjr", paths, bars, seed, "", "").Read(Store.Series);
        Assert.Null(request);
        var error = Assert.Single(errors);
        Assert.Equal(field, error.Path);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Found_ShowsFactsWithTheirBands_AndJudgesInPlainWords()
    {
        var view = Render<PathsView>(p => p.Add(v => v.Found, Found(2)).Add(v => v.Job, "abc"));

        var facts = view.FindAll("section[aria-labelledby=facts-title] tbody tr");
        Assert.Equal(["5.060", "2.010 … 8.360", "5.990", "inside"], Cells(facts[0])[2..]);
        Assert.Equal(["—", "—", "0.500", "not known"], Cells(facts[1])[2..]);
        var judges = view.FindAll("section[aria-labelledby=judges-title] tbody tr");
        Assert.Contains(judges, r => Cells(r)[3].Contains("right on 62 % of windows", StringComparison.Ordinal));
        Assert.Contains(judges, r => Cells(r)[3].Contains("The paths repeat the past", StringComparison.Ordinal));
        Assert.Contains("api/jobs/abc/paths.csv", view.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(10, true)]
    public void Picture_BeginsAt100_AndHasAFanWhereThereArePathsEnough(int paths, bool hasBand)
    {
        var plot = PathsPlot.Of(Found(paths));

        Assert.Equal(hasBand, plot.HasBand);
        Assert.Equal(hasBand ? 2 : 0, plot.Plot.Layers.OfType<PlotBand>().Count());
        var lines = plot.Plot.Layers.OfType<PlotLine>().ToArray();
        Assert.All(lines, l => Assert.Equal(100, l.Y[0]));
        Assert.Equal([100, 110, 99, 108.9], lines[^1].Y.Select(v => Math.Round(v, 9)));
    }

    [Fact]
    public async Task Path_IsStoredAsSynthetic_AndNeverTakesAnothersPlace()
    {
        var panel = Render<StorePaths>(p => p.Add(s => s.Found, Found(2)));
        Assert.Contains("stored as GS_gjr_3_001", panel.Markup, StringComparison.Ordinal);

        await panel.Find(".mud-button-root").ClickAsync(new());
        panel.WaitForAssertion(() => Assert.Contains("GS_gjr_3_001 is stored.", panel.Markup, StringComparison.Ordinal));
        var stored = Store.Series.Find("GS_gjr_3_001")!;
        Assert.True(stored.IsSynthetic);
        Assert.Equal(Found(2).Paths[0].Close, stored.Close);
        Assert.Equal("paths of GS, gjr, seed 3", (await Store.Series.ListAsync(default)).Single().SourceName);

        // The same again is no other series; another one under its name is.
        await panel.Find(".mud-button-root").ClickAsync(new());
        panel.WaitForAssertion(() => Assert.Contains("GS_gjr_3_001 is stored.", panel.Markup, StringComparison.Ordinal));
        var other = Found(2) with { Paths = [.. Found(2).Paths.Reverse()] };
        var second = Render<StorePaths>(p => p.Add(s => s.Found, other));
        await second.Find(".mud-button-root").ClickAsync(new());
        second.WaitForAssertion(() => Assert.Contains("is stored already with other bars", second.Markup, StringComparison.Ordinal));
        Assert.Equal(stored.Close, Store.Series.Find("GS_gjr_3_001")!.Close);

        await second.Find("#paths-name").InputAsync("my paths");
        Assert.Contains("my_paths_001 would be valid", second.Markup, StringComparison.Ordinal);
        Assert.True(second.Find(".mud-button-root").HasAttribute("disabled"));
    }

    private static string[] Cells(AngleSharp.Dom.IElement row) => [.. row.QuerySelectorAll("td").Select(c => c.TextContent.Trim())];

    private static BarSeries Walk(string symbol, int bars)
    {
        var random = new Random(3);
        var price = 100.0;
        double[] close = [.. Enumerable.Range(0, bars).Select(_ => price *= Math.Exp(0.02 * (random.NextDouble() - 0.5)))];
        long[] times = [.. Enumerable.Range(0, bars).Select(b => new DateTime(2015, 1, 5, 21, 0, 0).AddDays(b).Ticks)];
        return new BarSeries(symbol, times, close, close, close, close, close);
    }

    private static PathsFound Found(int paths) =>
        new()
        {
            Sentence = "The paths have 1 of 1 stylised figures of GS.",
            Series = "GS",
            Generator = "gjr",
            Seed = 3,
            Bars = 600,
            From = new DateOnly(2010, 1, 4),
            Until = new DateOnly(2012, 5, 22),
            IsSynthetic = false,
            Summary = "a summary",
            Inside = 1,
            Known = 1,
            MeanBlock = 60,
            Facts =
            [
                new("heavy tails", "kurtosis", "of r", 5.06, 2.01, 8.36, 5.99, 0.9, true, true),
                new("volume", "with |r|", "corr", double.NaN, double.NaN, double.NaN, 0.5, 0, false, false),
            ],
            Judges = new PathJudges(
                [new DistanceReading(1, 0.03, 0.05)],
                new(0.02, 0.4),
                new(0.01, 0.01),
                0.12,
                0.15,
                new PredictiveScore(0.42, 0.41, 0.47),
                new Memorisation(0, 0.7),
                new ModeCollapse(1, 0.99)
            ),
            Calendar = "nyse",
            Times = [.. Enumerable.Range(0, 3).Select(d => new DateTime(2012, 5, 23, 20, 0, 0, DateTimeKind.Utc).AddDays(d))],
            Paths =
            [
                .. Enumerable
                    .Range(0, paths)
                    .Select(p => new PathBars($"GS_gjr_{p + 1:000}", [], [], [], [110.0 + p, 121.0 + p, 99.0 + p], [])),
            ],
            Real = [100, 110, 99, 108.9],
        };
}
