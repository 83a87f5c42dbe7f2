using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Simulator.Anomalies;
using Simulator.Artifacts;
using Simulator.Import;
using Simulator.Jobs;
using Simulator.Kinds;
using Simulator.Markets;
using Simulator.Runs;

namespace Simulator.Tests.Learning.Anomalies;

/// <summary>The look for unusual rows as a job: its request, what keeps it from running, what it finds.</summary>
public sealed class AnomalyKindTests
{
    private const string Planted = "fee";

    [Fact]
    public void Job_OnATable_ReportsThePlantedRow_AndTheSameAgainGivesTheSameBytes()
    {
        var request = Read(Request(Payments(400, planted: 250)));

        var (first, second) = (Run(request, new InMemorySeries([])), Run(request, new InMemorySeries([])));

        var found = JsonSerializer.Deserialize<AnomalyFound>(first.Content, PipelineJson.Options)!;
        var row = Assert.Single(found.Rows, r => r.Line == 252);
        Assert.True(row.Network.IsReported);
        Assert.Equal(Planted, row.Reasons[0].Column);
        Assert.Equal((400, found.ByNetwork), (found.Count, (int)first.Figures.Figure));
        Assert.Equal(row.Network.Excess, found.Profile.Single(p => p.Row == row.Row).Excess);
        Assert.Equal(first.Content, second.Content);
        Assert.Equal(first.Figures.ResultHash, second.Figures.ResultHash);
    }

    [Fact]
    public void Job_OnASeries_ReportsItsBadTick()
    {
        var (series, planted) = PlantedAnomalies.BadTicks(PlantedAnomalies.Walk(500, 7), 7);
        var request = Read(new JsonObject { ["series"] = series.Symbol });

        var found = JsonSerializer.Deserialize<AnomalyFound>(Run(request, new InMemorySeries([series])).Content, PipelineJson.Options)!;

        Assert.True(found.IsSeries);
        Assert.Contains(found.Rows, r => r.Network.IsReported && planted.Contains(r.Line - 1));
        Assert.Equal(series.Count - 60, found.Count);
    }

    [Fact]
    public void Request_WrittenOut_IsReadBackAsItWas()
    {
        var members = Request(Payments(40, planted: 20));
        members["columns"] = new JsonArray("amount", "fee");
        members["time"] = "none";
        var request = Read(members);

        var again = (AnomalyRequest)new AnomalyKind().Read(request.ToJson())!;

        Assert.Equal(request.ToJson(), again.ToJson());
        Assert.Equal((0.01, 1719L, "none"), (again.Rate, again.Seed, again.Time));
        Assert.Equal(["amount", "fee"], again.Columns!);
    }

    [Theory]
    [InlineData("""{ }""", "", "needs either series")]
    [InlineData("""{ "series": "A", "table": { "name": "a", "packed": "H4sIAAAAAAAAAwMAAAAAAAAAAAA=" } }""", "", "needs either series")]
    [InlineData("""{ "series": "A", "columns": ["x"] }""", "columns", "belongs to a table")]
    [InlineData("""{ "series": "A", "rate": 0.5 }""", "rate", "at most 0.2")]
    [InlineData("""{ "series": "A", "seed": 1.5 }""", "seed", "whole number")]
    [InlineData("""{ "series": 7 }""", "series", "must be a text")]
    [InlineData("""{ "series": "A", "rates": 0.1 }""", "rates", "did you mean 'rate'")]
    [InlineData("""{ "table": { "name": "a", "packed": "no base64" } }""", "table.packed", "compressed by gzip")]
    [InlineData("""{ "table": { "name": "a", "packed": "bm8gZ3ppcA==" } }""", "table.packed", "compressed by gzip")]
    [InlineData("""[1]""", "", "is a JSON object")]
    public void Request_ThatIsNone_SaysWhereAndWhy(string json, string path, string words)
    {
        var errors = new AnomalyKind().Parse(json).Errors;
        Assert.Contains(errors, e => e.Path == path && e.Message.Contains(words, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Series_ThatCannotBeLookedThrough_IsRefusedBeforeItRuns()
    {
        var series = PlantedAnomalies.Walk(70, 1);
        var absent = Assert.Single(Read(new JsonObject { ["series"] = "GONE" }).Check(new InMemorySeries([series])));
        var tooShort = Assert.Single(Read(new JsonObject { ["series"] = series.Symbol }).Check(new InMemorySeries([series])));
        Assert.Equal(("series", "series"), (absent.Path, tooShort.Path));
        Assert.Contains("there is no series 'GONE'", absent.Message, StringComparison.Ordinal);
        Assert.Contains("has 10 rows to look through; at least 30 are needed", tooShort.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Series_OfScores_IsRefused_SinceItsMovesAreNoReturns()
    {
        var walk = PlantedAnomalies.Walk(200, 1);
        var score = new BarSeries(
            "MOOD",
            [.. walk.CloseTimeTicks],
            [.. walk.Open],
            [.. walk.High],
            [.. walk.Low],
            [.. walk.Close],
            [.. walk.Volume]
        )
        {
            Kind = SeriesKind.Score,
        };
        var error = Assert.Single(Read(new JsonObject { ["series"] = "MOOD" }).Check(new InMemorySeries([score])));
        Assert.Contains("'MOOD' holds no prices above zero", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Table_OfManyTinyRows_IsRefusedBeforeItFillsTheMemory()
    {
        var rows = Encoding.UTF8.GetBytes("a,b\n" + string.Concat(Enumerable.Repeat("1,2\n", PackedTable.MostRows + 1)));
        var table = PackedTable.Of(rows, "tiny.csv");
        var error = Assert.Single(
            Read(
                    new JsonObject
                    {
                        ["table"] = new JsonObject { ["name"] = "tiny.csv", ["packed"] = table.Packed },
                    }
                )
                .Check(new InMemorySeries([]))
        );
        Assert.Contains("has more than 200,000 rows", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Column_ThatTheTableDoesNotHave_IsRefusedBeforeItRuns()
    {
        var members = Request(Payments(40, planted: 20));
        members["columns"] = new JsonArray("colour");
        var error = Assert.Single(Read(members).Check(new InMemorySeries([])));
        Assert.Contains("there is no such column", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Table_ThatIsTooLargeForARequest_IsRefusedWithAnotherWay()
    {
        var noise = new byte[2 << 20];
        new Random(1).NextBytes(noise);
        var refused = Assert.Throws<ImportException>(() => PackedTable.Of(noise, "noise.csv"));
        Assert.Contains("simulator anomalies FILE", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Table_ThatUnpacksToMoreThanItMay_IsRefused()
    {
        var bomb = Convert.ToBase64String(Zipped(new byte[PackedTable.MostBytes + 1]));
        Assert.Null(new PackedTable("bomb.csv", bomb).Content());
    }

    [Fact]
    public void Offer_OfATable_TellsNumbersFromTimesAndWhatIsUsed()
    {
        var offer = TableOffer.Of(Encoding.UTF8.GetBytes(Payments(40, planted: 20)), "payments.csv");
        Assert.Equal(["amount", "fee"], offer.Numeric);
        Assert.Equal(["date"], offer.Times);
        Assert.Equal(["amount", "fee"], offer.Suggested);
        Assert.Equal(40, offer.Rows);
    }

    private static JsonObject Request(string csv)
    {
        var table = PackedTable.Of(Encoding.UTF8.GetBytes(csv), "payments.csv");
        return new JsonObject
        {
            ["table"] = new JsonObject { ["name"] = table.Name, ["packed"] = table.Packed },
        };
    }

    private static AnomalyRequest Read(JsonObject members)
    {
        var parse = BuiltInKinds.All[AnomalyKind.Word].Parse(members.ToJsonString());
        Assert.Empty(parse.Errors);
        return (AnomalyRequest)parse.Request!;
    }

    private static JobOutcome Run(AnomalyRequest request, ISeriesSource series)
    {
        var events = new List<JobEvent>();
        var outcome = new AnomalyKind().Run(
            new JobWork
            {
                Job = "job",
                RequestJson = request.ToJson(),
                Series = series,
                Folder = new DataFolder(Path.GetTempPath()),
                Report = events.Add,
                Time = TimeProvider.System,
            }
        );
        Assert.IsType<JobEvent.Started>(events[0]);
        Assert.IsType<JobEvent.Completed>(events[^1]);
        return outcome;
    }

    // Payments of a category's usual fee; one of them has a fee forty times too high.
    private static string Payments(int rows, int planted)
    {
        var (random, text) = (new Random(5), new StringBuilder("date,amount,fee,note\n"));
        for (var i = 0; i < rows; i++)
        {
            var amount = Math.Round(Math.Exp(4 + random.NextDouble()), 2);
            var fee = Math.Round(amount * (0.01 + (0.02 * random.NextDouble())) * (i == planted ? 40 : 1), 2);
            text.Append(
                FormattableString.Invariant(
                    $"{new DateTime(2024, 1, 1).AddDays(i):yyyy-MM-dd},{amount},{fee},note {(char)('a' + (i % 26))}\n"
                )
            );
        }
        return text.ToString();
    }

    private static byte[] Zipped(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionLevel.Fastest))
            gzip.Write(content);
        return packed.ToArray();
    }
}
