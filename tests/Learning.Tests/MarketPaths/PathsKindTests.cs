using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Simulator.Artifacts;
using Simulator.Import;
using Simulator.Jobs;
using Simulator.Kinds;
using Simulator.MarketPaths;
using Simulator.Markets;
using Simulator.Realism;
using Simulator.Runs;
using Simulator.Tests.Learning.Anomalies;

namespace Simulator.Tests.Learning.MarketPaths;

/// <summary>The drawing of paths as a job: its request, what keeps it from running, what it draws.</summary>
public sealed class PathsKindTests
{
    private static readonly BarSeries s_walk = PlantedAnomalies.Walk(520, 7);

    [Fact]
    public void Job_DrawsPathsThatCanBeImported_AndTheSameAgainGivesTheSameBytes()
    {
        var request = Read($$"""{ "series": "{{s_walk.Symbol}}", "generator": "bootstrap", "paths": 3, "bars": 40 }""");

        var (first, second) = (Run(request), Run(request));

        Assert.Equal(first.Content, second.Content);
        var found = JsonSerializer.Deserialize<PathsFound>(first.Content, PipelineJson.Options)!;
        Assert.Equal((3, 40, 41, 520), (found.Paths.Count, found.Times.Length, found.Real.Length, found.Bars));
        Assert.Equal(15, found.Facts.Count);
        Assert.Equal(found.Inside / (double)found.Known, first.Figures.Figure);
        Assert.True(found.Judges.Memorisation.IsAlarm);
        Assert.Contains("they repeat the past", found.Sentence, StringComparison.Ordinal);

        var paths = Enumerable.Range(0, 3).Select(p => found.SeriesOf(p)).ToArray();
        Assert.All(paths, p => Assert.True(p.IsSynthetic));
        Assert.True(paths[0].CloseTimeAt(0) > s_walk.CloseTimeAt(s_walk.Count - 1));
        var read = CsvImport.Read(Encoding.UTF8.GetBytes(PathCsv.Of(paths)), "paths.csv", new ImportOptions());
        Assert.Equal(paths.Select(p => p.Symbol.ToUpperInvariant()), read.Series.Select(s => s.Series.Symbol.ToUpperInvariant()));
        Assert.Equal(paths[2].Close, read.Series[2].Series.Close);
    }

    [Fact]
    public void Request_WrittenOut_IsReadBackAsItWas()
    {
        var request = Read("""{ "series": "A", "from": "2010-01-01", "until": "2014-12-31", "bars": 7 }""");
        Assert.Equal(("filtered", 10, 7, 1L), (request.Generator, request.Paths, request.Bars, request.Seed));
        Assert.Equal(request, new PathsKind().Read(request.ToJson()));
    }

    [Theory]
    [InlineData("""{ }""", "series", "symbol of a stored series")]
    [InlineData("""{ "series": "A", "generator": "gam" }""", "generator", "did you mean 'gan'")]
    [InlineData("""{ "series": "A", "paths": 0 }""", "paths", "whole number from 1")]
    [InlineData("""{ "series": "A", "bars": "many" }""", "bars", "whole number from 1")]
    [InlineData("""{ "series": "A", "seed": 1.5 }""", "seed", "whole number")]
    [InlineData("""{ "series": "A", "from": "1.1.2010" }""", "from", "a day as 2024-03-04")]
    [InlineData("""{ "series": "A", "from": "2012-01-01", "until": "2011-01-01" }""", "until", "lies before from")]
    [InlineData("""{ "series": "A", "path": 3 }""", "path", "did you mean 'paths'")]
    [InlineData("""[1]""", "", "is a JSON object")]
    public void Request_ThatIsNone_SaysWhereAndWhy(string json, string path, string words)
    {
        var errors = new PathsKind().Parse(json).Errors;
        Assert.Contains(errors, e => e.Path == path && e.Message.Contains(words, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{ "series": "GONE" }""", "series", "there is no series 'GONE'")]
    [InlineData("""{ "series": "WALK", "until": "2000-06-30" }""", "series", "at least 500")]
    [InlineData("""{ "series": "WALK", "paths": 1000 }""", "paths", "at most 100,000")]
    [InlineData("""{ "series": "WALK", "paths": 3, "bars": 40000 }""", "bars", "at most 100,000")]
    public void Series_ThatCannotBeServed_IsRefusedBeforeItRuns(string json, string path, string words)
    {
        var members = JsonNode.Parse(json)!.AsObject();
        if (members["series"]!.GetValue<string>() == "WALK")
            members["series"] = s_walk.Symbol;
        var error = Assert.Single(Read(members.ToJsonString()).Check(new InMemorySeries([s_walk])));
        Assert.Equal(path, error.Path);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        12,
        0.02,
        1,
        1,
        "have 12 of 15 stylised figures of GS, as many as paths of its own law would, and a network hardly tells them"
    )]
    [InlineData(7, 0.3, 1, 1, "fewer than paths of its own law would, and a network tells 80 % of their windows from real ones.")]
    [InlineData(15, 0, 0.1, 1, "but they repeat the past")]
    [InlineData(12, 0, 1, 0.3, "but they resemble each other too much")]
    public void Sentence_SaysWhatSpeaksAgainstThePaths(int inside, double toldApart, double nearest, double apart, string words)
    {
        var judgement = new Judgement([], default, default, 0, new(0, 0, 0), new(nearest, 0), new(1, apart));
        Assert.Contains(words, PathsSentence.Of("GS", inside, 15, toldApart, judgement), StringComparison.Ordinal);
    }

    private static PathsRequest Read(string json)
    {
        var parse = BuiltInKinds.All[PathsKind.Word].Parse(json);
        Assert.Empty(parse.Errors);
        return (PathsRequest)parse.Request!;
    }

    private static JobOutcome Run(PathsRequest request)
    {
        var events = new List<JobEvent>();
        var outcome = new PathsKind().Run(
            new JobWork
            {
                Job = "job",
                RequestJson = request.ToJson(),
                Series = new InMemorySeries([s_walk]),
                Folder = new DataFolder(Path.GetTempPath()),
                Report = events.Add,
                Time = TimeProvider.System,
            }
        );
        Assert.Equal(["learn", "facts", "judges", "paths"], events.OfType<JobEvent.Completed>().Select(e => e.Stage));
        return outcome;
    }
}
