using System.CommandLine;
using Simulator.Backtesting;
using Simulator.Cli.CommandLines;
using Simulator.Cli.Faults;
using Simulator.Cli.Markets;
using Simulator.Cli.Reports;
using Simulator.Robustness;
using Simulator.Statistics;

namespace Simulator.Cli.OptionGroups;

/// <summary>
/// Options of a single backtest: which days are traded, what its figures are measured against, files of its curve and trades.
/// </summary>
internal sealed class AnalysisOptions
{
    private readonly Option<DateOnly?> _from = NewOption.Day("--from", "first day of trading; earlier bars are history");
    private readonly Option<DateOnly?> _to = NewOption.Day("--to", "last day");
    private readonly Option<double> _riskFree = NewOption.Number(
        "--risk-free",
        "RATE",
        "risk-free rate per year, as a fraction, for the Sharpe and Sortino ratios and alpha (LEAN's figures have their own)",
        0,
        new NumberRange("in (-1, 1)", v => v is > -1 and < 1)
    );
    private readonly Option<string?> _benchmark = NewOption.Text(
        "--benchmark",
        "FILE",
        "market file to compare with: alpha, beta, correlation, captures (default: the traded price)"
    );
    private readonly Option<string?> _equity = NewOption.Text("--equity-csv", "FILE", "write equity, drawdown and exposure of every bar");
    private readonly Option<string?> _trades = NewOption.Text("--trades-csv", "FILE", "write the trades");

    /// <summary>All of them, in the order of the help.</summary>
    public IReadOnlyList<Option> All => [_from, _to, _riskFree, _benchmark, _equity, _trades];

    /// <summary>The file to compare with, or null.</summary>
    public string? Benchmark(ParseResult parse) => parse.GetValue(_benchmark);

    /// <summary>The setup over the days asked for.</summary>
    /// <exception cref="UsageException">No bar lies in them.</exception>
    public RunSetup Within(ParseResult parse, RunSetup setup)
    {
        var (from, to) = (parse.GetValue(_from), parse.GetValue(_to));
        if (from is null && to is null)
            return setup;
        var series = setup.Series;
        DateOnly Day(int bar) => series.Calendar.TradingDay(series.CloseTimeAt(bar));
        var (first, last) = (0, series.Count - 1);
        while (from is { } start && first < series.Count && Day(first) < start)
            first++;
        while (to is { } end && last >= 0 && Day(last) > end)
            last--;
        return first <= last
            ? setup with
            {
                FirstBar = first,
                LastBar = last,
            }
            : throw new UsageException(
                FormattableString.Invariant($"no bar lies from {from ?? Day(0):yyyy-MM-dd} to {to ?? Day(series.Count - 1):yyyy-MM-dd}; ")
                    + FormattableString.Invariant(
                        $"{series.Symbol} has bars from {Day(0):yyyy-MM-dd} to {Day(series.Count - 1):yyyy-MM-dd}"
                    )
            );
    }

    /// <summary>The figures of a run, measured against what was asked for.</summary>
    /// <exception cref="UsageException">A benchmark that begins after the run.</exception>
    public AccountFigures Account(ParseResult parse, BacktestFiles files, BacktestResult result)
    {
        var (series, benchmark) = (files.Series, files.Benchmark);
        if (benchmark is not null && benchmark.CloseTimeTicks[0] > series.CloseTimeTicks[result.FirstBar])
            throw new UsageException(
                FormattableString.Invariant(
                    $"--benchmark {parse.GetValue(_benchmark)}: begins at {benchmark.CloseTimeAt(0):u}, after the first bar of the run "
                ) + FormattableString.Invariant($"at {series.CloseTimeAt(result.FirstBar):u}; use --from, or a longer file")
            );
        return new AccountFigures(series, result) { Benchmark = benchmark, RiskFreePerYear = parse.GetValue(_riskFree) };
    }

    /// <summary>Writes the files that were asked for.</summary>
    /// <exception cref="UsageException">A file that cannot be written.</exception>
    public async Task WriteAsync(ParseResult parse, AccountFigures account, CancellationToken cancellation)
    {
        if (parse.GetValue(_equity) is { } equity)
            await WriteAsync(_equity, equity, RunCsv.Equity(account), cancellation);
        if (parse.GetValue(_trades) is { } trades)
            await WriteAsync(_trades, trades, RunCsv.Trades(account), cancellation);
    }

    private static async Task WriteAsync(Option option, string file, string text, CancellationToken cancellation)
    {
        try
        {
            await File.WriteAllTextAsync(file, text, cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{option.Name} {file}: cannot be written: {e.Message}");
        }
    }
}
