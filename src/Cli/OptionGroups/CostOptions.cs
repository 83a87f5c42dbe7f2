using System.CommandLine;
using System.Globalization;
using Simulator.Backtesting;
using Simulator.Cli.CommandLines;
using Simulator.Errors;

namespace Simulator.Cli.OptionGroups;

/// <summary>The options for trading costs and for the limits of the market: commission, slippage, margin, lots, financing.</summary>
internal sealed class CostOptions
{
    private const string Models = "none, bps:N, spread-bps:N, spread:MONEY or impact:COEFFICIENT[:BARS]";

    private static readonly NumberRange s_margin = new("in [0.001, 1]", v => CostBounds.Leverage.Contains(1 / v));
    private static readonly NumberRange s_spread = new("in [0, 0.5)", v => CostBounds.SlippageBps.Contains(1e4 * v));

    private readonly Option<double> _rate = NewOption.Number(
        "--commission-rate",
        "RATE",
        "commission as a fraction of the traded value (0.001 is 0.1 %); negative for a rebate",
        0
    );
    private readonly Option<double?> _maker = NewOption.OptionalNumber(
        "--maker-rate",
        "RATE",
        "commission rate of limit orders that waited for their fill (default: the --commission-rate)"
    );
    private readonly Option<double> _fixed = NewOption.Number("--commission-fixed", "MONEY", "commission per fill, added to the rate", 0);
    private readonly Option<double> _perUnit = NewOption.Number(
        "--commission-per-unit",
        "MONEY",
        "commission per share or contract, added to the rate",
        0
    );
    private readonly Option<double> _minimum = NewOption.Number("--commission-min", "MONEY", "minimum commission per fill", 0);
    private readonly Option<double?> _cap = NewOption.OptionalNumber(
        "--commission-cap",
        "RATE",
        "maximum commission per fill, as a fraction of the traded value (default: no maximum)"
    );
    private readonly Option<double> _spread = NewOption.Number(
        "--spread",
        "RATE",
        "spread paid on entries, as a fraction of the price; exits pay none",
        0,
        s_spread
    );
    private readonly Option<string?> _slippage = NewOption.Text("--slippage", "MODEL", $"slippage, without --spread: {Models}");
    private readonly Option<double> _margin = NewOption.Number(
        "--margin",
        "RATE",
        "initial margin: the fraction of a position that your own money covers; 0.1 is leverage 10",
        1,
        s_margin
    );
    private readonly Option<double?> _volumeShare = NewOption.OptionalNumber(
        "--volume-share",
        "RATE",
        "maximum fraction of a bar's volume that fills, in (0, 1]; partial fills wait (default: no limit)"
    );
    private readonly Option<double?> _lot = NewOption.OptionalNumber(
        "--lot",
        "UNITS",
        "lot size: order sizes are multiples of it (default: 1)"
    );
    private readonly Option<double?> _tick = NewOption.OptionalNumber("--tick", "PRICE", "tick size of the price (default: none)");
    private readonly Option<bool> _fractional = NewOption.Switch("--fractional", "allow fractional shares");
    private readonly Option<double> _borrow = NewOption.Number(
        "--borrow-rate",
        "RATE",
        "cost of borrowed shares per year, as a fraction of their value",
        0
    );
    private readonly Option<double> _credit = NewOption.Number("--credit-rate", "RATE", "interest earned on cash, per year", 0);
    private readonly Option<double> _debit = NewOption.Number("--debit-rate", "RATE", "interest paid on borrowed cash, per year", 0);
    private readonly Option<string?> _days = NewOption.Choice(
        "--days-per-year",
        "DAYS",
        "day count of these yearly rates: 365 or 360",
        ["365", "360"],
        "365"
    );
    private readonly Option<double?> _maintenance = NewOption.OptionalNumber(
        "--maintenance",
        "RATE",
        "maintenance margin: a margin call comes when equity falls below this fraction of the position (default: none)"
    );
    private readonly Option<string?> _call = NewOption.Choice(
        "--margin-call",
        "WHERE",
        "price of a margin call: open (of the next bar) or close (of this bar)",
        ["open", "close"],
        "open"
    );

    /// <summary>All of them, in the order of the help.</summary>
    public IReadOnlyList<Option> All =>
        [
            _rate,
            _maker,
            _fixed,
            _perUnit,
            _minimum,
            _cap,
            _spread,
            _slippage,
            _margin,
            _volumeShare,
            _lot,
            _tick,
            _fractional,
            _borrow,
            _credit,
            _debit,
            _days,
            _maintenance,
            _call,
        ];

    /// <summary>Errors that need more than one option to see, and those that the checks of a spec find.</summary>
    public IEnumerable<string> Check(ParseResult parse)
    {
        if (parse.Has(_spread) && parse.Has(_slippage))
            yield return "--spread and --slippage exclude each other: --spread costs entries only (as in backtesting.py), "
                + "--slippage costs entries and exits";
        if (parse.Has(_call) && !parse.Has(_maintenance))
            yield return "--margin-call needs --maintenance RATE";
        if (!parse.IsSound(All))
            yield break;
        if (parse.GetValue(_slippage) is { } model && Model(model) is null)
        {
            yield return $"--slippage must be {Models}, was '{model}'";
            yield break;
        }
        var errors = new SpecErrors();
        ExecutionSpecValidator.Validate(Execution(parse) with { Commission = CommissionSpec(parse) }, "", errors);
        foreach (var error in errors.All)
            yield return $"{OptionOf(error.Path)} {error.Message}";
    }

    /// <summary>Conventions with the commission and the side of the slippage.</summary>
    public BacktestOptions Apply(ParseResult parse, BacktestOptions conventions) =>
        conventions with
        {
            Commission = new Commission(
                parse.GetValue(_rate),
                parse.GetValue(_fixed),
                parse.GetValue(_perUnit),
                parse.GetValue(_minimum),
                parse.GetValue(_cap) ?? double.PositiveInfinity,
                parse.GetValue(_maker) ?? double.NaN
            ),
            SlippageOnExit = conventions.SlippageOnExit || parse.Has(_slippage),
        };

    /// <summary>Costs and limits of the market.</summary>
    public ExecutionSpec Execution(ParseResult parse) =>
        new()
        {
            CommissionRate = 0,
            SlippageBps = 1e4 * parse.GetValue(_spread),
            Leverage = 1 / parse.GetValue(_margin),
            FractionalUnits = parse.GetValue(_fractional),
            Slippage = parse.GetValue(_slippage) is { } model ? Model(model) : null,
            VolumeShare = parse.GetValue(_volumeShare),
            LotUnits = parse.GetValue(_lot),
            TickSize = parse.GetValue(_tick),
            Financing = Financing(parse),
            Margin = parse.GetValue(_maintenance) is { } maintenance
                ? new MarginSpec
                {
                    MaintenanceFraction = maintenance,
                    Call = parse.GetValue(_call) == "close" ? MarginCallFill.Close : MarginCallFill.NextOpen,
                }
                : null,
        };

    private FinancingSpec? Financing(ParseResult parse) =>
        parse.Has(_borrow) || parse.Has(_credit) || parse.Has(_debit)
            ? new FinancingSpec
            {
                BorrowRatePerYear = parse.GetValue(_borrow),
                CreditRatePerYear = parse.GetValue(_credit),
                DebitRatePerYear = parse.GetValue(_debit),
                DaysPerYear = parse.GetValue(_days) == "360" ? 360 : 365,
            }
            : null;

    private CommissionSpec CommissionSpec(ParseResult parse) =>
        new()
        {
            Rate = parse.GetValue(_rate),
            MakerRate = parse.GetValue(_maker),
            Fixed = parse.GetValue(_fixed),
            PerUnit = parse.GetValue(_perUnit),
            Minimum = parse.GetValue(_minimum),
            CapFraction = parse.GetValue(_cap),
        };

    private string OptionOf(string path) =>
        path switch
        {
            "commission.rate" => _rate.Name,
            "commission.makerRate" => _maker.Name,
            "commission.fixed" => _fixed.Name,
            "commission.perUnit" => _perUnit.Name,
            "commission.minimum" => _minimum.Name,
            "commission.capFraction" => _cap.Name,
            "volumeShare" => _volumeShare.Name,
            "lotUnits" => _lot.Name,
            "tickSize" => _tick.Name,
            "financing.borrowRatePerYear" => _borrow.Name,
            "financing.creditRatePerYear" => _credit.Name,
            "financing.debitRatePerYear" => _debit.Name,
            "margin.maintenanceFraction" => _maintenance.Name,
            _ => _slippage.Name,
        };

    private static SlippageSpec? Model(string text)
    {
        var parts = text.Split(':');
        if (parts is ["none"])
            return new NoSlippage();
        if (parts.Length < 2 || !TryNumber(parts[1], out var value))
            return null;
        if (parts is ["impact", _, var bars])
            return int.TryParse(bars, NumberStyles.None, CultureInfo.InvariantCulture, out var window)
                ? new ImpactSlippage { Coefficient = value, WindowBars = window }
                : null;
        return parts.Length > 2
            ? null
            : parts[0] switch
            {
                "bps" => new BasisPointSlippage { Bps = value },
                "spread-bps" => new SpreadSlippage { SpreadBps = value },
                "spread" => new SpreadSlippage { Spread = value },
                "impact" => new ImpactSlippage { Coefficient = value },
                _ => null,
            };
    }

    private static bool TryNumber(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
}
