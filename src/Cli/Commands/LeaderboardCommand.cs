using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Simulator.Cli.CommandLines;
using Simulator.Cli.Markets;
using Simulator.Cli.Reports;
using Simulator.Jobs;
using Simulator.Leaderboards;
using Simulator.Learners;
using Simulator.Runs;

namespace Simulator.Cli.Commands;

/// <summary>Compares forecasters on the same series.</summary>
internal sealed class LeaderboardCommand : RequestCommand
{
    private const string Own = "own";

    // As requests are read.
    private static readonly JsonDocumentOptions s_reading = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    private static readonly Option<string[]> s_own = NewOption.Pairs(
        "--own",
        "NAME=FILE",
        "table of forecasts of one's own, judged beside the others"
    );

    public LeaderboardCommand()
        : base(
            "leaderboard",
            "compares forecasters on the same series, with several seeds",
            "the leaderboard to make",
            new LeaderboardKind(),
            s_own
        ) { }

    public override string StrayHint => "; it makes one leaderboard at a time";

    public override string Details =>
        """
            REQUEST.json has a spec without forecaster and strategy, the series to forecast, forecasters by name, the
            number of seeds and the forecaster that all are compared with; docs/leaderboard.md describes it.
            Every forecast is out of sample; all forecasters are scored on the same rows of the test part.
            Forecasts are kept in the data folder: Ctrl+C loses at most the one in work, and the same command goes on
            from its last checkpoint.
            """;

    public override IReadOnlyList<string> Examples => ["leaderboard docs/examples/leaderboards/banks.json --panel panel.csv"];

    protected override string Print(byte[] content, bool asJson)
    {
        var result = JsonSerializer.Deserialize<LeaderboardResult>(content, PipelineJson.Options)!;
        return asJson ? JsonSerializer.Serialize(result, PipelineJson.Indented) : LeaderboardPrinter.Text(result);
    }

    protected override IEnumerable<string> Notes(IJobRequest request) =>
        ((LeaderboardRequest)request)
            .Forecasters.Where(f => LearnerTable.Of(f.Value).Name == Own)
            .Select(own => $"that the forecasts of {own.Key} were made in time is taken on trust");

    protected override IJobRequest? Read(ParseResult parse, string path, List<string> errors)
    {
        var own = parse.Values(s_own);
        if (SpecFiles.Text(path, errors) is not { } text)
            return null;
        var read = new LeaderboardKind().Parse(own.Count == 0 ? text : WithOwn(text, own, errors));
        // What is wrong with a table is said of its own file.
        var files = own.Select(BarFiles.Split)
            .DistinctBy(o => o.Symbol)
            .ToDictionary(o => $"forecasters.{o.Symbol}.forecasts", o => o.File);
        errors.AddRange(read.Errors.Select(e => files.TryGetValue(e.Path, out var file) ? $"{file}: {e.Message}" : $"{path}: {e}"));
        return read.Request;
    }

    // A text that is no request stays as it is: the reader of requests says what is wrong with it.
    private static string WithOwn(string text, IReadOnlyList<string> own, List<string> errors)
    {
        JsonNode? request;
        try
        {
            request = JsonNode.Parse(text, documentOptions: s_reading);
        }
        catch (JsonException)
        {
            return text;
        }
        if (request is not JsonObject root || (root["forecasters"] ?? new JsonObject()) is not JsonObject forecasters)
            return text;
        root["forecasters"] = forecasters;
        foreach (var (name, file) in own.Select(BarFiles.Split))
        {
            if (forecasters.ContainsKey(name))
                errors.Add($"--own {name}: the request has a forecaster of that name; give the table another one");
            else if (SpecFiles.Text(file, errors) is { } table)
                forecasters[name] = new JsonObject { ["kind"] = Own, ["forecasts"] = table };
        }
        return request.ToJsonString();
    }
}
