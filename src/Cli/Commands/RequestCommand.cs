using System.CommandLine;
using Simulator.Cli.Artifacts;
using Simulator.Cli.CommandLines;
using Simulator.Cli.Faults;
using Simulator.Cli.Markets;
using Simulator.Cli.OptionGroups;
using Simulator.Cli.Terminals;
using Simulator.Cli.Trials;
using Simulator.Jobs;
using Simulator.Markets;

namespace Simulator.Cli.Commands;

/// <summary>A command that does what a request in a file asks for, as the same kind of job does on the server.</summary>
internal abstract class RequestCommand : ProductCommand
{
    private readonly IJobKind _kind;
    private readonly Argument<string> _request;
    private readonly Option<string[]> _bars = NewOption.Pairs("--bars", "SYMBOL=FILE", "market file for a series of the request");
    private readonly Option<string[]> _panel = NewOption.Texts("--panel", "FILE", "market file with several series");
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
    private string _told = "";

    protected RequestCommand(string name, string description, string request, IJobKind kind, params IReadOnlyList<Option> own)
        : base(name, description)
    {
        _kind = kind;
        _request = new Argument<string>("REQUEST.json") { Description = request + "; - reads it from standard input" };
        Add(_request);
        AddAll([_bars, _panel, .. own, .. _reading.All, _json, _data, _device]);
    }

    public sealed override async Task<int> RunAsync(ParseResult parse, Terminal terminal, CancellationToken cancellation)
    {
        var errors = new List<string>();
        var request = Read(parse, parse.GetValue(_request)!, errors);
        var folder = DataFolders.Open(parse.GetValue(_data), errors);
        string[] wanted = request is null ? [] : [request.Data.Target, .. request.Data.Related];
        var reader = new SeriesReader(_reading.Answers(parse));
        var given = BarFiles.Read(reader, parse.Values(_bars), parse.Values(_panel), wanted, errors);
        if (request is null || folder is null || errors.Count > 0)
            throw new UsageException(errors);
        using var imported = new ImportedSeries(folder, terminal.Time);
        var series = new LayeredSeries([new InMemorySeries(given), imported]);
        reader.Finish(series.Find(request.Data.Target), wanted.Length > given.Count);
        foreach (var note in reader.Findings.Lines.Concat(Notes(request)))
            await terminal.Error.WriteLineAsync($"note: {note}");
        if (request.Check(series) is { Count: > 0 } unfit)
            throw new UsageException([.. unfit.Select(e => e.ToString())]);
        var trials = request.TrialHash is { } hash
            ? new TerminalTrials(folder.Root, request.Data.Target, series.Find(request.Data.Target), hash, terminal)
            : null;
        var work = new JobWork
        {
            Job = "terminal",
            RequestJson = request.ToJson(),
            Series = series,
            Folder = folder,
            Device = parse.GetValue(_device)!,
            Threads = Environment.ProcessorCount,
            EarlierTrials = trials is null ? 0 : await trials.EarlierAsync(cancellation),
            Report = happened => Tell(happened, terminal),
            Time = terminal.Time,
            Cancellation = cancellation,
        };
        JobOutcome outcome;
        try
        {
            outcome = await Task.Run(() => _kind.Run(work), CancellationToken.None);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await terminal.Error.WriteLineAsync("stopped; the same command continues from the last checkpoint");
            return ExitCode.Stopped;
        }
        if (trials is not null)
            await trials.RecordAsync(outcome.Figures.Trials);
        await terminal.Out.WriteLineAsync(Print(outcome.Content, parse.GetValue(_json)));
        return ExitCode.Ok;
    }

    /// <summary>The result as text, or as JSON for people.</summary>
    protected abstract string Print(byte[] content, bool asJson);

    /// <summary>What a reader must know before it runs.</summary>
    protected virtual IEnumerable<string> Notes(IJobRequest request) => [];

    /// <summary>Reads the request; null with errors added where it is none.</summary>
    protected virtual IJobRequest? Read(ParseResult parse, string path, List<string> errors)
    {
        if (SpecFiles.Text(path, errors) is not { } text)
            return null;
        var read = _kind.Parse(text);
        errors.AddRange(read.Errors.Select(e => $"{path}: {e}"));
        return read.Request;
    }

    // One line for each part of the work.
    private void Tell(JobEvent happened, Terminal terminal)
    {
        if (happened is not JobEvent.Progressed { Doing: var doing } || doing == _told)
            return;
        _told = doing;
        terminal.Error.WriteLine(doing);
    }
}
