using System.Globalization;
using Simulator.Backtesting;
using Simulator.Cli.CommandLines;
using Simulator.Errors;

namespace Simulator.Cli.Commands;

/// <summary>The options of a backtest that say what trading costs and how much of it is possible.</summary>
internal static class CostOptions
{
    private const string Models = "none, bps:N, spread-bps:N, spread:MONEY or impact:COEFFICIENT[:BARS]";

    private static readonly Option s_rate = new(
        "--commission-rate",
        "RATE",
        "commission as a share of the traded value; below zero a rebate (0)"
    );
    private static readonly Option s_maker = new(
        "--maker-rate",
        "RATE",
        "the same of limit orders that waited (that of --commission-rate)"
    );
    private static readonly Option s_fixed = new("--commission-fixed", "MONEY", "commission per fill, on top of the rate (0)");
    private static readonly Option s_perUnit = new("--commission-per-unit", "MONEY", "commission per unit, on top of both (0)");
    private static readonly Option s_minimum = new("--commission-min", "MONEY", "least commission per fill (0)");
    private static readonly Option s_cap = new("--commission-cap", "RATE", "largest commission as a share of the traded value (none)");
    private static readonly Option s_spread = new(
        "--spread",
        "RATE",
        "what an entry pays above or receives below the price, as a share of it (0)"
    );
    private static readonly Option s_slippage = new("--slippage", "MODEL", $"what entries and exits pay instead: {Models}");
    private static readonly Option s_margin = new("--margin", "RATE", "share of a position that has to be own money, in [0.001, 1] (1)");
    private static readonly Option s_volumeShare = new(
        "--volume-share",
        "RATE",
        "largest share of a bar's volume that fills, in (0, 1]; the rest waits (no limit)"
    );
    private static readonly Option s_lot = new("--lot", "UNITS", "units that sizes are multiples of (1)");
    private static readonly Option s_tick = new("--tick", "PRICE", "step that prices lie on (none)");
    private static readonly Option s_fractional = new("--fractional", null, "parts of a unit can be traded");
    private static readonly Option s_borrow = new("--borrow-rate", "RATE", "cost of borrowed shares per year (0)");
    private static readonly Option s_credit = new("--credit-rate", "RATE", "interest on cash per year (0)");
    private static readonly Option s_debit = new("--debit-rate", "RATE", "interest on borrowed cash per year (0)");
    private static readonly Option s_days = new("--days-per-year", "DAYS", "day count of these: 365 or 360 (365)")
    {
        Choices = ["365", "360"],
    };
    private static readonly Option s_maintenance = new(
        "--maintenance",
        "RATE",
        "equity as a share of the position below which it is cut, in (0, --margin] (never)"
    );
    private static readonly Option s_call = new("--margin-call", "WHERE", "where it is cut: open (of the next bar) or close (open)")
    {
        Choices = ["open", "close"],
    };

    private static readonly Option[] s_numbers =
    [
        s_rate,
        s_maker,
        s_fixed,
        s_perUnit,
        s_minimum,
        s_cap,
        s_spread,
        s_margin,
        s_volumeShare,
        s_lot,
        s_tick,
        s_borrow,
        s_credit,
        s_debit,
        s_maintenance,
    ];

    /// <summary>All of them, in the order of the help.</summary>
    public static IReadOnlyList<Option> All { get; } =
    [
        s_rate,
        s_maker,
        s_fixed,
        s_perUnit,
        s_minimum,
        s_cap,
        s_spread,
        s_slippage,
        s_margin,
        s_volumeShare,
        s_lot,
        s_tick,
        s_fractional,
        s_borrow,
        s_credit,
        s_debit,
        s_days,
        s_maintenance,
        s_call,
    ];

    /// <summary>What is wrong with them.</summary>
    public static IEnumerable<string> Check(Arguments arguments)
    {
        var unread = s_numbers
            .Where(o => arguments.Value(o) is { } text && !TryNumber(text, out _))
            .Select(o => $"{o.Name} must be a number, was '{arguments.Value(o)}'")
            .ToList();
        if (arguments.Value(s_slippage) is { } model && Model(model) is null)
            unread.Add($"--slippage must be {Models}, was '{model}'");
        if (unread.Count > 0)
            return unread;
        var faults = new List<string>();
        if (arguments.Has(s_spread) && arguments.Has(s_slippage))
            faults.Add(
                "--spread and --slippage say the same thing twice: --spread is the reference's, on entries only; --slippage is on both sides"
            );
        if (arguments.Has(s_call) && !arguments.Has(s_maintenance))
            faults.Add("--margin-call needs --maintenance RATE");
        if (Number(arguments, s_spread, 0) is not (>= 0 and < 0.5))
            faults.Add($"--spread must lie in [0, 0.5), was '{arguments.Value(s_spread)}'");
        if (Number(arguments, s_rate, 0) is not (> -0.5 and < 0.5))
            faults.Add($"--commission-rate must lie in (-0.5, 0.5), was '{arguments.Value(s_rate)}'");
        if (Number(arguments, s_minimum, 0) is not (>= 0 and < double.PositiveInfinity))
            faults.Add($"--commission-min must be money >= 0, was '{arguments.Value(s_minimum)}'");
        if (Number(arguments, s_cap, 1) is not (> 0 and <= 1))
            faults.Add($"--commission-cap must lie in (0, 1], was '{arguments.Value(s_cap)}'");
        if (Number(arguments, s_margin, 1) is not (>= 0.001 and <= 1))
            faults.Add($"--margin must lie in [0.001, 1], was '{arguments.Value(s_margin)}'");
        else
            faults.AddRange(SpecFaults(arguments));
        return faults;
    }

    /// <summary>Conventions with the costs that are theirs.</summary>
    public static BacktestOptions Apply(Arguments arguments, BacktestOptions options) =>
        options with
        {
            Commission = new Commission(
                Number(arguments, s_rate, 0),
                Number(arguments, s_fixed, 0),
                Number(arguments, s_perUnit, 0),
                Number(arguments, s_minimum, 0),
                Number(arguments, s_cap, double.PositiveInfinity),
                Number(arguments, s_maker, double.NaN)
            ),
            SlippageOnExit = options.SlippageOnExit || arguments.Has(s_slippage),
        };

    /// <summary>Costs and limits of the market.</summary>
    public static ExecutionSpec Execution(Arguments arguments) =>
        new()
        {
            CommissionRate = 0,
            SlippageBps = 1e4 * Number(arguments, s_spread, 0),
            Leverage = 1 / Number(arguments, s_margin, 1),
            FractionalUnits = arguments.Has(s_fractional),
            Slippage = arguments.Value(s_slippage) is { } model ? Model(model) : null,
            VolumeShare = Optional(arguments, s_volumeShare),
            LotUnits = Optional(arguments, s_lot),
            TickSize = Optional(arguments, s_tick),
            Financing =
                arguments.Has(s_borrow) || arguments.Has(s_credit) || arguments.Has(s_debit)
                    ? new FinancingSpec
                    {
                        BorrowRatePerYear = Number(arguments, s_borrow, 0),
                        CreditRatePerYear = Number(arguments, s_credit, 0),
                        DebitRatePerYear = Number(arguments, s_debit, 0),
                        DaysPerYear = arguments.Value(s_days) == "360" ? 360 : 365,
                    }
                    : null,
            Margin = Optional(arguments, s_maintenance) is { } maintenance
                ? new MarginSpec
                {
                    MaintenanceFraction = maintenance,
                    Call = arguments.Value(s_call) == "close" ? MarginCallFill.Close : MarginCallFill.NextOpen,
                }
                : null,
        };

    // The spec's own checks, under the names of the options.
    private static IEnumerable<string> SpecFaults(Arguments arguments)
    {
        var errors = new SpecErrors();
        ExecutionSpecValidator.ValidateOptional(Execution(arguments), "", errors);
        return errors.All.Select(e => $"{OptionOf(e.Path)} {e.Message}");
    }

    private static string OptionOf(string path) =>
        path switch
        {
            "volumeShare" => s_volumeShare.Name,
            "lotUnits" => s_lot.Name,
            "tickSize" => s_tick.Name,
            "financing.borrowRatePerYear" => s_borrow.Name,
            "financing.creditRatePerYear" => s_credit.Name,
            "financing.debitRatePerYear" => s_debit.Name,
            "margin.maintenanceFraction" => s_maintenance.Name,
            _ => s_slippage.Name,
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

    private static double? Optional(Arguments arguments, Option option) => TryNumber(arguments.Value(option), out var value) ? value : null;

    private static double Number(Arguments arguments, Option option, double otherwise) => Optional(arguments, option) ?? otherwise;

    private static bool TryNumber(string? text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
}
