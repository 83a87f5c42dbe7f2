using System.Text;
using Bunit;
using Simulator.Anomalies;
using Simulator.Web.Components.Anomalies;

namespace Simulator.Tests.Web.Components;

/// <summary>The form of a look for unusual rows, and what was found.</summary>
public sealed class AnomaliesTests : PageContext
{
    private static readonly PackedTable s_table = PackedTable.Of(
        Encoding.UTF8.GetBytes("a,b\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $"{i * i},{i % 7}\n"))),
        "table.csv"
    );

    [Fact]
    public void Draft_OfAFile_IsARequestThatFillsTheSameForm()
    {
        var draft = new AnomalyDraft(null, ["a"], "none", "0.5", "7");

        var (request, error) = draft.Read(s_table, Store.Series);

        Assert.Null(error);
        Assert.Equal((0.005, 7L), (request!.Rate, request.Seed));
        var again = AnomalyDraft.Of(request);
        Assert.Equal(("0.5", "7", "none", null), (again.Percent, again.Seed, again.Time, again.Series));
        Assert.Equal(["a"], again.Columns);
    }

    [Theory]
    [InlineData(null, "1", "Choose a file with a table.")]
    [InlineData("", "1", "Choose a series")]
    [InlineData("GONE", "1", "there is no series 'GONE'")]
    [InlineData("S0000", "1", "has 0 rows to look through; at least 30 are needed")]
    public async Task Draft_ThatIsNoRequest_SaysWhy(string? series, string percent, string expected)
    {
        await StoreSeriesAsync(1);
        var (request, error) = new AnomalyDraft(series, [], null, percent, "1").Read(null, Store.Series);
        Assert.Null(request);
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    [Theory, InlineData("0"), InlineData("21"), InlineData("a few"), InlineData("")]
    public void Rate_ThatIsNone_IsToldAtItsField(string percent)
    {
        var draft = new AnomalyDraft(null, [], null, percent, "1");
        Assert.Equal("must be a number above 0 and at most 20", draft.PercentError);
        Assert.Equal((null, null), draft.Read(s_table, Store.Series));
    }

    [Fact]
    public void Found_ShowsItsRowsWithTheirReasons_AndWhatTheOtherMeasuresSay()
    {
        var view = Render<AnomalyView>(p => p.Add(v => v.Found, Found()));

        var cells = view.FindAll("section:last-of-type tbody tr").Single().QuerySelectorAll("td").Select(c => c.TextContent).ToArray();
        Assert.Equal(["12", "2024-01-11", "4.00", "2.00", "0.50", "fee 9 for 1 (90 %); amount 3 for 2 (10 %)"], cells);
        Assert.Contains("Columns used: fee, amount.", view.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("rows are shown", view.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Picture_EndsAtTen_AndMarksWhatIsReported()
    {
        var found = Found() with { Profile = [new(0, "", 0.5), new(1, "", 900), new(2, "", 1.5)] };
        var plot = AnomalyPlot.Of(found)!;
        Assert.True(plot.Y.High < 20);
        var dots = Assert.IsType<Simulator.Web.Components.Charts.PlotDots>(plot.Layers[^1]);
        Assert.Equal([1.0, 2.0], dots.X);
        Assert.Null(AnomalyPlot.Of(found with { Profile = [] }));
    }

    private static AnomalyFound Found() =>
        new()
        {
            Sentence = "1 of 40 rows are reported",
            Source = "table.csv",
            IsSeries = false,
            Columns = ["fee", "amount"],
            Bottleneck = 1,
            Rate = 0.01,
            Seed = 1,
            IsOrdered = true,
            Notes = ["a note"],
            Count = 40,
            ByNetwork = 1,
            ByMahalanobis = 1,
            ByLargestZ = 0,
            Rows =
            [
                new AnomalyRow(
                    10,
                    12,
                    "2024-01-11",
                    new(8, 2),
                    new(4, 2),
                    new(1, 2),
                    [new("fee", 0.9, 9, 1, 7), new("amount", 0.1, 3, 2, 1)]
                ),
            ],
            Profile = [new(0, "2024-01-01", 0.5), new(10, "2024-01-11", 4)],
        };
}
