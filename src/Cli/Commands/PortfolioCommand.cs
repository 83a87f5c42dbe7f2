using System.Globalization;
using Simulator.Backtesting;
using Simulator.Cli.CommandLines;
using Simulator.Cli.Markets;
using Simulator.Cli.Reports;
using Simulator.Cli.Terminals;
using Simulator.Import;
using Simulator.Portfolios;
using Simulator.Portfolios.Rebalancing;

namespace Simulator.Cli.Commands;

/// <summary>Runs a portfolio of several files on one account and prints its figures.</summary>
internal sealed class PortfolioCommand : Command
{
    private static readonly Option s_bars = new("--bars", "SYMBOL=FILE", "a market file of one asset; repeat for each") { Repeats = true };
    private static readonly Option s_panel = new("--panel", "FILE", "a file of several series; all of its prices are assets")
    {
        Repeats = true,
    };
    private static readonly Option s_factors = new(
        "--factors",
        "SYMBOL=FILE",
        "a factor file in LEAN's format: its splits and dividends are applied to positions in raw prices"
    )
    {
        Repeats = true,
    };
    private static readonly Option s_map = new(
        "--map",
        "SYMBOL=FILE",
        "a map file in LEAN's format: the asset is put together from the files of its names"
    )
    {
        Repeats = true,
    };
    private static readonly Option s_quoted = new("--quoted", "SYMBOL=CURRENCY", "an asset that is not quoted in the account's currency")
    {
        Repeats = true,
    };
    private static readonly Option s_rates = new("--rates", "EURUSD=FILE", "exchange rates, the price of the first currency in the second")
    {
        Repeats = true,
    };
    private static readonly Option s_currency = new("--currency", "CODE", "the account's currency (USD)");
    private static readonly Option s_cash = new("--cash", "MONEY", "cash at the start (100000)");
    private static readonly Option s_rate = new("--commission-rate", "RATE", "commission as a share of the traded value (0.001)");
    private static readonly Option s_slippage = new("--slippage-bps", "BPS", "slippage of every market fill, in basis points (1)");
    private static readonly Option s_leverage = new("--leverage", "X", "largest sum of unsigned weights (1)");
    private static readonly Option s_fractional = new("--fractional", null, "trade parts of a unit");
    private static readonly Option s_from = new("--from", "DATE", "first day (UTC) of fills; earlier bars are history");
    private static readonly Option s_to = new("--to", "DATE", "last day (UTC)");
    private static readonly Option s_benchmark = new(
        "--benchmark",
        "SYMBOL",
        "what the run is measured against (all assets in equal parts, held)"
    );
    private static readonly Option s_curve = new("--curve", null, "with --json: equity and weights at every instant");
    private static readonly Option s_json = new("--json", null, "figures, positions and trades as JSON on standard output");
    private static readonly Option[] s_numbers = [s_cash, s_rate, s_slippage, s_leverage];

    public override string Name => "portfolio";

    public override string Usage => "--bars SYMBOL=FILE … --method NAME [options]";

    public override string Summary => "runs several assets on one account: rebalanced, paired, in several currencies";

    public override IReadOnlyList<Option> Options =>
        [
            s_bars,
            s_panel,
            .. PortfolioChoice.Options,
            s_factors,
            s_map,
            s_quoted,
            s_rates,
            s_currency,
            s_cash,
            s_rate,
            s_slippage,
            s_leverage,
            s_fractional,
            s_from,
            s_to,
            s_benchmark,
            s_curve,
            s_json,
        ];

    public override string Details =>
        $"""
            Methods:
              {string.Join(Environment.NewLine + "  ", PortfolioChoice.Descriptions)}
            A rebalancing is {RebalanceRule.Forms}.
            Example: portfolio --bars AAPL=aapl.csv --factors AAPL=factors/aapl.csv --bars SPY=spy.csv --method riskParity --rebalance monthly --json
            Nothing is stored.
            """;

    public override IEnumerable<string> Check(Arguments arguments)
    {
        foreach (var word in arguments.Positionals)
            yield return $"portfolio takes no '{word}'; files go after --bars SYMBOL=FILE";
        if (!arguments.Has(s_bars) && !arguments.Has(s_panel))
            yield return "which assets? --bars SYMBOL=FILE, for each";
        foreach (var option in new[] { s_bars, s_factors, s_map, s_quoted, s_rates })
        {
            foreach (var pair in arguments.Values(option).Where(p => !BarFiles.IsPair(p)))
                yield return $"{option.Name} must be {option.Value}, was '{pair}'";
        }
        foreach (var pair in arguments.Values(s_rates).Where(p => BarFiles.IsPair(p) && p.IndexOf('=', StringComparison.Ordinal) != 6))
            yield return $"--rates names two currencies of three letters, EURUSD=FILE, was '{pair}'";
        foreach (var option in s_numbers)
        {
            if (arguments.Value(option) is { } text && !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
                yield return $"{option.Name} must be a number, was '{text}'";
        }
        foreach (
            var (option, isRight, must) in new (Option, Func<double, bool>, string)[]
            {
                (s_cash, v => v is > 0 and <= 1e15, "be above 0 and at most 1e15"),
                (s_rate, v => v is > -0.5 and < 0.5, "lie in (-0.5, 0.5); below zero it is a rebate"),
                (s_slippage, v => v is >= 0 and < 5_000, "be at least 0 and below 5000"),
                (s_leverage, v => v is >= 1 and <= 1_000, "lie in [1, 1000]"),
            }
        )
        {
            if (
                arguments.Value(option) is { } text
                && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
                && !isRight(value)
            )
                yield return $"{option.Name} must {must}, was '{text}'";
        }
        foreach (var option in new[] { s_from, s_to })
        {
            if (
                arguments.Value(option) is { } text
                && !DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            )
                yield return $"{option.Name} must be a date as 2015-01-31, was '{text}'";
        }
        foreach (var error in PortfolioChoice.Check(arguments))
            yield return error;
    }

    public override async Task<int> RunAsync(Arguments arguments, Terminal terminal, CancellationToken cancellation)
    {
        try
        {
            var files = new PortfolioFiles(
                arguments.Values(s_bars),
                arguments.Values(s_panel),
                arguments.Values(s_factors),
                arguments.Values(s_map),
                arguments.Values(s_quoted)
            );
            var findings = new FileFindings();
            var assets = files.Read(findings);
            var rates = PortfolioFiles.ReadRates(arguments.Values(s_rates), findings);
            foreach (var finding in findings.Lines)
                await terminal.Error.WriteLineAsync($"note: {finding}");
            var rate = Number(arguments, s_rate, 0.001);
            var execution = new ExecutionSpec
            {
                CommissionRate = Math.Max(0, rate),
                Commission = rate < 0 ? new CommissionSpec { Rate = rate } : null,
                SlippageBps = Number(arguments, s_slippage, 1),
                Leverage = Number(arguments, s_leverage, 1),
                FractionalUnits = arguments.Has(s_fractional),
            };
            var capital = new CapitalSpec { Amount = Number(arguments, s_cash, 100_000), Currency = arguments.Value(s_currency) ?? "USD" };
            var strategy = PortfolioChoice.Create(arguments, assets);
            var options = new PortfolioOptions
            {
                Start = Day(arguments, s_from),
                End = Day(arguments, s_to)?.AddDays(1).AddTicks(-1),
                Benchmark = arguments.Value(s_benchmark),
                Rates = rates,
            };
            var result = PortfolioEngine.Run(assets, strategy, execution, capital, options, cancellation);
            foreach (var remark in files.Remarks)
                await terminal.Error.WriteLineAsync(remark);
            await terminal.Out.WriteLineAsync(
                arguments.Has(s_json)
                    ? PortfolioPrinter.Json(strategy.Name, result, arguments.Has(s_curve), findings.Lines)
                    : PortfolioPrinter.Text(strategy.Name, result)
            );
            return ExitCode.Ok;
        }
        catch (ArgumentException e)
        {
            throw new UsageException(e.Message);
        }
        catch (ImportException e)
        {
            throw new UsageException(e.Message);
        }
    }

    private static double Number(Arguments arguments, Option option, double otherwise) =>
        double.TryParse(arguments.Value(option), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : otherwise;

    private static DateTime? Day(Arguments arguments, Option option) =>
        arguments.Value(option) is { } text
            ? DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc)
            : null;
}
