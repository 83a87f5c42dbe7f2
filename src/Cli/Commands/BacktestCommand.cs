using System.Globalization;
using Simulator.Backtesting;
using Simulator.Cli.CommandLines;
using Simulator.Cli.Markets;
using Simulator.Cli.Reports;
using Simulator.Cli.Terminals;
using Simulator.Import;
using Simulator.Markets;
using Simulator.Specs;
using Simulator.Statistics;
using Simulator.Strategies;

namespace Simulator.Cli.Commands;

/// <summary>Runs a rule over a file under the reference conventions and prints the figures under the reference's names.</summary>
internal sealed class BacktestCommand : Command
{
    private static readonly Option s_bars = new("--bars", "FILE", "the market file, of one series");
    private static readonly Option s_strategy = new("--strategy", "NAME", "the rule; those there are stand below");
    private static readonly Option s_set = new("--set", "KEY=VALUE", "a parameter of the rule; may be repeated") { Repeats = true };
    private static readonly Option s_cash = new("--cash", "MONEY", "cash at the start (10000)");
    private static readonly Option s_rate = new("--commission-rate", "RATE", "commission as a share of the traded value (0)");
    private static readonly Option s_fixed = new("--commission-fixed", "MONEY", "commission per fill, on top of the rate (0)");
    private static readonly Option s_perUnit = new("--commission-per-unit", "MONEY", "commission per unit, on top of both (0)");
    private static readonly Option s_minimum = new("--commission-min", "MONEY", "least commission per fill (0)");
    private static readonly Option s_cap = new("--commission-cap", "RATE", "largest commission as a share of the traded value (none)");
    private static readonly Option s_spread = new("--spread", "RATE", "what an entry pays above or receives below the price, as a share of it (0)");
    private static readonly Option s_margin = new("--margin", "RATE", "share of a position that has to be own money, in (0, 1] (1)");
    private static readonly Option s_hedging = new("--hedging", null, "opposite orders open trades of their own");
    private static readonly Option s_exclusive = new("--exclusive", null, "a new order closes what is open");
    private static readonly Option s_tradeOnClose = new("--trade-on-close", null, "market orders fill at the close of the decision");
    private static readonly Option s_finalize = new("--finalize", null, "close what is open on the last bar");
    private static readonly Option s_json = new("--json", null, "figures and trades as JSON on standard output");

    public override string Name => "backtest";

    public override string Usage => "--bars FILE --strategy NAME [options]";

    public override string Summary => "runs a rule over a file, under the conventions and names of backtesting.py";

    public override IReadOnlyList<Option> Options =>
        [s_bars, s_strategy, s_set, s_cash, s_rate, s_fixed, s_perUnit, s_minimum, s_cap, s_spread, s_margin, s_hedging, s_exclusive, s_tradeOnClose, s_finalize, s_json];

    public override string Details => $"""
        Rules, with their parameters:
          {string.Join(Environment.NewLine + "  ", NamedStrategies.Descriptions)}
        Intraday stamps are taken as they stand, a day ending at midnight. Nothing is stored.
        Example: backtest --bars GOOG.csv --strategy smaCross --set fast=10 --set slow=20 --set side=long --commission-rate 0.002 --json
        """;

    public override IEnumerable<string> Check(Arguments arguments)
    {
        foreach (var word in arguments.Positionals)
            yield return $"backtest takes no '{word}'; a file goes after --bars";
        if (!arguments.Has(s_bars))
            yield return "which file? --bars FILE";
        if (!arguments.Has(s_strategy))
            yield return "which rule? --strategy NAME";
        foreach (var pair in arguments.Values(s_set).Where(p => !BarFiles.IsPair(p)))
            yield return $"--set must be KEY=VALUE, was '{pair}'";
        foreach (var option in new[] { s_cash, s_rate, s_fixed, s_perUnit, s_minimum, s_cap, s_spread, s_margin })
        {
            if (arguments.Value(option) is { } text && !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
                yield return $"{option.Name} must be a number, was '{text}'";
        }
        if (Number(arguments, s_margin, 1) is not (> 0 and <= 1))
            yield return $"--margin must lie in (0, 1], was '{arguments.Value(s_margin)}'";
    }

    public override async Task<int> RunAsync(Arguments arguments, Terminal terminal, CancellationToken cancellation)
    {
        var series = ReadSeries(arguments.Value(s_bars)!);
        try
        {
            var result = Run(arguments, series);
            var figures = StatisticCatalogue.Compute(series, result, StatisticDialect.BacktestingPy);
            await terminal.Out.WriteLineAsync(arguments.Has(s_json) ? BacktestPrinter.Json(series, result, figures) : BacktestPrinter.Text(series, result, figures));
            return ExitCode.Ok;
        }
        catch (ArgumentException e)
        {
            throw new UsageException(e.Message);
        }
    }

    private static BacktestResult Run(Arguments arguments, BarSeries series)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in arguments.Values(s_set))
        {
            var at = pair.IndexOf('=', StringComparison.Ordinal);
            parameters[pair[..at]] = pair[(at + 1)..];
        }
        var strategy = NamedStrategies.Create(arguments.Value(s_strategy)!, parameters, series);
        var options = BacktestOptions.BacktestingPy with
        {
            Commission = new Commission(Number(arguments, s_rate, 0), Number(arguments, s_fixed, 0), Number(arguments, s_perUnit, 0), Number(arguments, s_minimum, 0), Number(arguments, s_cap, double.PositiveInfinity)),
            TradeOnClose = arguments.Has(s_tradeOnClose), Hedging = arguments.Has(s_hedging), ExclusiveOrders = arguments.Has(s_exclusive), CloseOpenTradesAtEnd = arguments.Has(s_finalize),
        };
        var execution = new ExecutionSpec { CommissionRate = 0, SlippageBps = 1e4 * Number(arguments, s_spread, 0), Leverage = 1 / Number(arguments, s_margin, 1) };
        return BacktestEngine.Run(series, 0, series.Count - 1, strategy, execution, new CapitalSpec { Amount = Number(arguments, s_cash, 10_000) }, options);
    }

    private static double Number(Arguments arguments, Option option, double otherwise)
        => double.TryParse(arguments.Value(option), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : otherwise;

    private static BarSeries ReadSeries(string file)
    {
        try
        {
            var options = new ImportOptions { Symbol = Path.GetFileNameWithoutExtension(file), TimeZone = "Etc/UTC", Stamps = BarStamp.Close };
            var read = CsvImport.Read(BarFiles.ReadBytes(file), Path.GetFileName(file), options).Series;
            if (read.Count != 1)
                throw new UsageException(FormattableString.Invariant($"{file}: holds {read.Count} series; a backtest takes a file with one"));
            var series = read[0].Series;
            return series.Interval.IsIntraday ? AsStamped(series) : series;
        }
        catch (ImportException e)
        {
            throw new UsageException(e.Message);
        }
    }

    private static BarSeries AsStamped(BarSeries s) => new(s.Symbol, s.CloseTimeTicks, s.Open, s.High, s.Low, s.Close, s.Volume)
    {
        Calendar = new MarketCalendar("stamps", "As stamped", "Etc/UTC", new TimeOnly(23, 59), false, 252), Interval = s.Interval, Kind = s.Kind, HasOhlc = s.HasOhlc,
    };
}
