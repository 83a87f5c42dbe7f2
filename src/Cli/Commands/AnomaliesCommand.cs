using System.CommandLine;
using Simulator.Anomalies;
using Simulator.Cli.CommandLines;
using Simulator.Cli.Faults;
using Simulator.Cli.Reports;
using Simulator.Cli.Terminals;
using Simulator.Errors;
using Simulator.Import;
using Simulator.Learning.Anomalies;

namespace Simulator.Cli.Commands;

/// <summary>Lists the most unusual rows of a table.</summary>
internal sealed class AnomaliesCommand : ProductCommand
{
    private const double LargestRate = 0.2;

    private readonly Argument<string> _file = new("FILE") { Description = "the table: CSV, JSON, Parquet or Feather, packed or not" };
    private readonly Option<string?> _columns = NewOption.Text("--columns", "A,B", "columns to use (default: what the file suggests)");
    private readonly Option<string?> _time = NewOption.Text(
        "--time",
        "COLUMN",
        "column that orders the rows; none for rows without an order (default: the first column of dates)"
    );
    private readonly Option<string?> _rate = NewOption.Text("--rate", "R", "share of ordinary rows that may be reported", "0.01");
    private readonly Option<int> _most = NewOption.Count("--most", "N", "rows to list", 20, 1);
    private readonly Option<long> _seed = NewOption.Seed("--seed", "seed of the network", new AnomalyOptions().Seed);
    private readonly Option<bool> _json = NewOption.Json("the reported rows and what they were judged by");
    private readonly Option<string?> _rows = NewOption.Text("--rows-csv", "OUT", "write every row with its figures and reasons");

    public AnomaliesCommand()
        : base("anomalies", "lists the rows of a table that are unlike the others, with the columns that make them so")
    {
        Add(_file);
        AddAll([_columns, _time, _rate, _most, _seed, _json, _rows]);
    }

    public override string StrayHint => "; it looks through one table at a time";

    public override string Details =>
        """
            An autoencoder learns what rows look like; a row that it cannot reconstruct is reported, beside two
            baselines on the same columns, so that it shows whether the network adds anything. Bars become moves
            relative to their past, option contracts become moneyness, implied volatility and the like; of other
            tables the numeric columns are taken as they are. Rows with a time are judged by models of earlier rows.
            docs/algorithms/anomalies.md says how, and what it found in planted cases.
            Exit code 0 whatever is found.
            """;

    public override IReadOnlyList<string> Examples =>
        ["anomalies bars.csv", "anomalies transactions.csv --time none --columns amount,fee --rate 0.005 --rows-csv rows.csv"];

    public override async Task<int> RunAsync(ParseResult parse, Terminal terminal, CancellationToken cancellation)
    {
        var file = parse.GetValue(_file)!;
        if (parse.GetValue(_rows) is { } wanted && Path.GetFullPath(wanted) == Path.GetFullPath(file))
            throw new UsageException($"{_rows.Name} {wanted}: is the table itself; name another file");
        var options = new AnomalyOptions { Rate = RateOf(parse.GetValue(_rate)!), Seed = parse.GetValue(_seed) };
        AnomalyResult result;
        try
        {
            var columns = parse.GetValue(_columns)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            var table = AnomalyTableReader.Read(Bytes(file), Path.GetFileName(file), columns, parse.GetValue(_time));
            result = await Task.Run(
                () => AnomalyDetection.Of(table, Autoencoder.Usual, options, null, cancellation),
                CancellationToken.None
            );
        }
        catch (Exception e) when (e is ImportException or SimulationException)
        {
            throw new UsageException(e.Message);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await terminal.Error.WriteLineAsync("stopped; nothing was written");
            return ExitCode.Stopped;
        }
        if (parse.GetValue(_rows) is { } output)
            await WriteAsync(output, AnomalyRowsCsv.Of(result.Rows), cancellation);
        await terminal.Out.WriteLineAsync(
            parse.GetValue(_json) ? AnomalyReport.Json(result) : AnomalyReport.Text(result, parse.GetValue(_most))
        );
        return ExitCode.Ok;
    }

    private double RateOf(string text) =>
        double.TryParse(text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var rate)
        && rate is > 0 and <= LargestRate
            ? rate
            : throw new UsageException($"{_rate.Name} must be a number above 0 and at most 0.2, was '{text}'");

    private static byte[] Bytes(string file)
    {
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{file}: cannot be read: {e.Message}");
        }
    }

    private async Task WriteAsync(string file, string text, CancellationToken cancellation)
    {
        try
        {
            await File.WriteAllTextAsync(file, text, cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{_rows.Name} {file}: cannot be written: {e.Message}");
        }
    }
}
