using Simulator.Markets;
using Simulator.Store.Series;
using Simulator.Web.Components.Leaderboards;

namespace Simulator.Tests.Web.Components;

/// <summary>The form of a leaderboard: its request, or what keeps it from being one.</summary>
public sealed class LeaderboardDraftTests : PageContext
{
    [Fact]
    public async Task Draft_OfTwoSeries_ForecastsEachWithEachForecaster()
    {
        await Store.Series.AddAsync(
            [.. new[] { "S0000", "S0001", "S0002" }.Select(s => new SeriesToStore(Long(s), "panel.csv", "{}", 0))],
            default
        );

        var (request, error) = new LeaderboardDraft(["S0000", "S0001"], ["S0002"], ["har", "ewma"], "2").Read(Store.Series);

        Assert.Null(error);
        Assert.Equal(["S0000", "S0001"], request!.Targets);
        Assert.Equal(["S0001", "S0002"], request.Data.Related);
        Assert.All(request.Cells, c => Assert.DoesNotContain(c.Target, c.Spec.Data.Related));
        Assert.Equal(2, request.Cells.Count(c => c.Spec.Forecaster!.GetType().Name.StartsWith("Ewma", StringComparison.Ordinal)));
    }

    private static BarSeries Long(string symbol)
    {
        double[] prices = [.. Enumerable.Range(0, 1_500).Select(b => 100 + (5 * Math.Sin(b)))];
        long[] times = [.. Enumerable.Range(0, prices.Length).Select(b => new DateTime(2018, 3, 5).AddDays(b).Ticks)];
        return new BarSeries(symbol, times, prices, prices, prices, prices, prices);
    }

    [Theory]
    [InlineData(new string[0], new[] { "ewma" }, "3", "Choose at least one series.")]
    [InlineData(new[] { "S0000" }, new string[0], "3", "Choose at least one forecaster.")]
    [InlineData(new[] { "GONE" }, new[] { "ewma" }, "3", "GONE")]
    public async Task Draft_ThatIsNoRequest_SaysWhy(string[] series, string[] forecasters, string seeds, string expected)
    {
        await StoreSeriesAsync(1);

        var (request, error) = new LeaderboardDraft(series, [], forecasters, seeds).Read(Store.Series);

        Assert.Null(request);
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    [Theory, InlineData("0"), InlineData("21"), InlineData("many"), InlineData("")]
    public void Seeds_ThatAreNoCount_AreToldAtTheirField(string seeds) =>
        Assert.Equal("must be a whole number from 1 to 20", new LeaderboardDraft(["A"], [], ["ewma"], seeds).SeedsError);
}
