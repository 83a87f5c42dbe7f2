using System.CommandLine;
using Simulator.Backtesting;
using Simulator.Cli.CommandLines;
using Simulator.Cli.Faults;
using Simulator.Cli.Markets;
using Simulator.Cli.OptionGroups;
using Simulator.Cli.Reports;
using Simulator.Cli.Terminals;
using Simulator.Import;
using Simulator.Portfolios;

namespace Simulator.Cli.Commands;

/// <summary>Runs a portfolio of several assets on one account and prints its figures.</summary>
internal sealed class PortfolioCommand : ProductCommand
{
    private readonly Option<string[]> _bars = NewOption.Pairs("--bars", "SYMBOL=FILE", "market file of one asset");
    private readonly Option<string[]> _panel = NewOption.Texts("--panel", "FILE", "market file with several series; each becomes an asset");
    private readonly ReadingOptions _reading = new();
    private readonly PortfolioMethodOptions _method = new();
    private readonly Option<string[]> _factors = NewOption.Pairs(
        "--factors",
        "SYMBOL=FILE",
        "factor file in LEAN's format: its splits and dividends change positions in raw prices"
    );
    private readonly Option<string[]> _map = NewOption.Pairs(
        "--map",
        "SYMBOL=FILE",
        "map file in LEAN's format: joins the files of the asset's former names"
    );
    private readonly Option<string[]> _quoted = NewOption.Pairs(
        "--quoted",
        "SYMBOL=CURRENCY",
        "quote currency of an asset, if it is not the account's"
    );
    private readonly Option<string[]> _rates = NewOption.Pairs(
        "--rates",
        "EURUSD=FILE",
        "exchange rates: the price of the first currency in the second",
        pair =>
            pair.IndexOf('=', StringComparison.Ordinal) == 6
                ? null
                : $"--rates must name two currencies of three letters, such as EURUSD=FILE, was '{pair}'"
    );
    private readonly Option<string?> _currency = NewOption.Text("--currency", "CODE", "the account's currency", "USD");
    private readonly Option<double> _cash = NewOption.Number(
        "--cash",
        "MONEY",
        "cash at the start",
        100_000,
        NumberRange.Of(CostBounds.Cash)
    );
    private readonly Option<double> _rate = NewOption.Number(
        "--commission-rate",
        "RATE",
        "commission as a fraction of the traded value (0.001 is 0.1 %); negative for a rebate",
        0.001,
        NumberRange.Of(CostBounds.CommissionRate)
    );
    private readonly Option<double> _slippage = NewOption.Number(
        "--slippage-bps",
        "BPS",
        "slippage of every market order, in basis points",
        1,
        NumberRange.Of(CostBounds.SlippageBps)
    );
    private readonly Option<double> _leverage = NewOption.Number(
        "--leverage",
        "X",
        "maximum leverage: the sum of the absolute weights",
        1,
        NumberRange.Of(CostBounds.Leverage)
    );
    private readonly Option<bool> _fractional = NewOption.Switch("--fractional", "allow fractional shares");
    private readonly Option<DateOnly?> _from = NewOption.Day("--from", "first day of trading, in UTC; earlier bars are history");
    private readonly Option<DateOnly?> _to = NewOption.Day("--to", "last day, in UTC");
    private readonly Option<string?> _benchmark = NewOption.Text(
        "--benchmark",
        "SYMBOL",
        "asset to compare with (default: all assets, equally weighted at the start and held)"
    );
    private readonly Option<bool> _curve = NewOption.Switch("--curve", "with --json: equity and weights over time");
    private readonly Option<bool> _json = NewOption.Json("figures, positions and trades");

    public PortfolioCommand()
        : base("portfolio", "trades several assets on one account: rebalanced weights, pairs, several currencies") =>
        AddAll([
            _bars,
            _panel,
            .. _reading.All,
            .. _method.All,
            _factors,
            _map,
            _quoted,
            _rates,
            _currency,
            _cash,
            _rate,
            _slippage,
            _leverage,
            _fractional,
            _from,
            _to,
            _benchmark,
            _curve,
            _json,
        ]);

    public override string StrayHint => "; files go after --bars SYMBOL=FILE";

    public override string Details =>
        $"""
            {PortfolioMethodOptions.Methods}
            Nothing is stored. docs/portfolio.md explains time, currencies, splits and dividends.
            """;

    public override IReadOnlyList<string> Examples =>
        [
            "portfolio --bars AAPL=aapl.csv --factors AAPL=factors/aapl.csv --bars SPY=spy.csv"
                + " \\\n    --method riskParity --rebalance monthly --json",
        ];

    public override IEnumerable<string> Check(ParseResult parse)
    {
        if (!parse.Has(_bars) && !parse.Has(_panel))
            yield return "portfolio needs assets: --bars SYMBOL=FILE for each, or --panel FILE";
        foreach (var error in _method.Check(parse))
            yield return error;
    }

    public override async Task<int> RunAsync(ParseResult parse, Terminal terminal, CancellationToken cancellation)
    {
        try
        {
            var reader = new SeriesReader(_reading.Answers(parse));
            var files = new PortfolioFiles(
                reader,
                parse.Values(_bars),
                parse.Values(_panel),
                parse.Values(_factors),
                parse.Values(_map),
                parse.Values(_quoted)
            );
            var assets = files.Read();
            var rates = files.ReadRates(parse.Values(_rates));
            reader.Finish();
            foreach (var finding in reader.Findings.Lines)
                await terminal.Error.WriteLineAsync($"note: {finding}");
            var capital = new CapitalSpec { Amount = parse.GetValue(_cash), Currency = parse.GetValue(_currency)! };
            var strategy = _method.Create(parse, assets);
            var options = new PortfolioOptions
            {
                Start = Start(parse.GetValue(_from)),
                End = Start(parse.GetValue(_to))?.AddDays(1).AddTicks(-1),
                Benchmark = parse.GetValue(_benchmark),
                Rates = rates,
            };
            var result = PortfolioEngine.Run(assets, strategy, Execution(parse), capital, options, cancellation);
            foreach (var remark in files.Remarks)
                await terminal.Error.WriteLineAsync(remark);
            await terminal.Out.WriteLineAsync(
                parse.GetValue(_json)
                    ? PortfolioPrinter.Json(strategy.Name, result, parse.GetValue(_curve), reader.Findings.Lines)
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

    private ExecutionSpec Execution(ParseResult parse)
    {
        var rate = parse.GetValue(_rate);
        return new ExecutionSpec
        {
            CommissionRate = Math.Max(0, rate),
            Commission = rate < 0 ? new CommissionSpec { Rate = rate } : null,
            SlippageBps = parse.GetValue(_slippage),
            Leverage = parse.GetValue(_leverage),
            FractionalUnits = parse.GetValue(_fractional),
        };
    }

    private static DateTime? Start(DateOnly? day) => day?.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
}
