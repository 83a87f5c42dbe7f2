using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Simulator.Cli.Artifacts;
using Simulator.Cli.CommandLines;
using Simulator.Cli.Faults;
using Simulator.Cli.Markets;
using Simulator.Cli.OptionGroups;
using Simulator.Cli.Reports;
using Simulator.Cli.Terminals;
using Simulator.Jobs;
using Simulator.Leaderboards;
using Simulator.Learners;
using Simulator.Markets;
using Simulator.Runs;

namespace Simulator.Cli.Commands;

/// <summary>Compares forecasters on the same series.</summary>
internal sealed class LeaderboardCommand : ProductCommand
{
    private const string Own = "own";

    // As requests are read.
    private static readonly JsonDocumentOptions s_reading = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    private readonly Argument<string> _request = new("REQUEST.json")
    {
        Description = "the leaderboard to make; - reads it from standard input",
    };
    private readonly Option<string[]> _bars = NewOption.Pairs("--bars", "SYMBOL=FILE", "market file for a series of the request");
    private readonly Option<string[]> _panel = NewOption.Texts("--panel", "FILE", "market file with several series");
    private readonly Option<string[]> _own = NewOption.Pairs(
        "--own",
        "NAME=FILE",
        "table of forecasts of one's own, judged beside the others"
    );
    private readonly ReadingOptions _reading = new();
    private readonly Option<bool> _json = NewOption.Json("all figures");
    private readonly Option<string?> _data = NewOption.DataFolder();
    private readonly Option<string?> _device = NewOption.Choice(
        "--device",
        "DEVICE",
        "device for training: auto, cpu or cuda",
        ["auto", "cpu", "cuda"],
        "auto"
    );

    public LeaderboardCommand()
        : base("leaderboard", "compares forecasters on the same series, with several seeds")
    {
        Add(_request);
        AddAll([_bars, _panel, _own, .. _reading.All, _json, _data, _device]);
    }

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

    public override async Task<int> RunAsync(ParseResult parse, Terminal terminal, CancellationToken cancellation)
    {
        var errors = new List<string>();
        var request = Request(parse.GetValue(_request)!, parse.Values(_own), errors);
        var folder = DataFolders.Open(parse.GetValue(_data), errors);
        string[] wanted = request is null ? [] : [request.Data.Target, .. request.Data.Related];
        var reader = new SeriesReader(_reading.Answers(parse));
        var given = BarFiles.Read(reader, parse.Values(_bars), parse.Values(_panel), wanted, errors);
        if (request is null || folder is null || errors.Count > 0)
            throw new UsageException(errors);
        using var imported = new ImportedSeries(folder, terminal.Time);
        var series = new LayeredSeries([new InMemorySeries(given), imported]);
        reader.Finish(series.Find(request.Data.Target), wanted.Length > given.Count);
        foreach (var finding in reader.Findings.Lines)
            await terminal.Error.WriteLineAsync($"note: {finding}");
        foreach (var own in request.Forecasters.Where(f => LearnerTable.Of(f.Value).Name == Own))
            await terminal.Error.WriteLineAsync($"note: that the forecasts of {own.Key} were made in time is taken on trust");
        if (request.Check(series) is { Count: > 0 } unfit)
            throw new UsageException([.. unfit.Select(e => e.ToString())]);
        var work = new JobWork
        {
            Job = "terminal",
            RequestJson = request.ToJson(),
            Series = series,
            Folder = folder,
            Device = parse.GetValue(_device)!,
            Threads = Environment.ProcessorCount,
            Report = happened => Tell(happened, terminal),
            Time = terminal.Time,
            Cancellation = cancellation,
        };
        JobOutcome outcome;
        try
        {
            outcome = await Task.Run(() => new LeaderboardKind().Run(work), CancellationToken.None);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await terminal.Error.WriteLineAsync("stopped; the same command continues from the last checkpoint");
            return ExitCode.Stopped;
        }
        var result = JsonSerializer.Deserialize<LeaderboardResult>(outcome.Content, PipelineJson.Options)!;
        await terminal.Out.WriteLineAsync(
            parse.GetValue(_json) ? JsonSerializer.Serialize(result, PipelineJson.Indented) : LeaderboardPrinter.Text(result)
        );
        return ExitCode.Ok;
    }

    private string _told = "";

    // One line for each forecast.
    private void Tell(JobEvent happened, Terminal terminal)
    {
        if (happened is not JobEvent.Progressed { Doing: var doing } || doing == _told)
            return;
        _told = doing;
        terminal.Error.WriteLine(doing);
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

    private static LeaderboardRequest? Request(string path, IReadOnlyList<string> own, List<string> errors)
    {
        if (SpecFiles.Text(path, errors) is not { } text)
            return null;
        var parse = new LeaderboardKind().Parse(own.Count == 0 ? text : WithOwn(text, own, errors));
        // What is wrong with a table is said of its own file.
        var files = own.Select(BarFiles.Split)
            .DistinctBy(o => o.Symbol)
            .ToDictionary(o => $"forecasters.{o.Symbol}.forecasts", o => o.File);
        errors.AddRange(parse.Errors.Select(e => files.TryGetValue(e.Path, out var file) ? $"{file}: {e.Message}" : $"{path}: {e}"));
        return (LeaderboardRequest?)parse.Request;
    }
}
