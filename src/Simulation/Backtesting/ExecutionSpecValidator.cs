using Simulator.Errors;

namespace Simulator.Backtesting;

/// <summary>Checks the part of a spec that says how decisions become fills and what they cost.</summary>
public static class ExecutionSpecValidator
{
    private const double Finest = 1e-12;

    /// <summary>Checks fills and costs.</summary>
    public static void Validate(ExecutionSpec execution, string path, SpecErrors errors)
    {
        Check(CostBounds.SimpleCommissionRate, execution.CommissionRate, SpecErrors.Join(path, "commissionRate"), errors);
        Check(CostBounds.SlippageBps, execution.SlippageBps, SpecErrors.Join(path, "slippageBps"), errors);
        Check(CostBounds.Leverage, execution.Leverage, SpecErrors.Join(path, "leverage"), errors);
        if (execution.Commission is { } commission)
            Validate(commission, SpecErrors.Join(path, "commission"), errors);
        if (execution.Slippage is { } slippage)
            Validate(slippage, SpecErrors.Join(path, "slippage"), errors);
        if (execution.VolumeShare is { } share)
            errors.Require(
                share is > 0 and <= 1,
                share,
                SpecErrors.Join(path, "volumeShare"),
                "a fraction of the bar's volume, above 0 and at most 1"
            );
        if (execution.TickSize is { } tick)
            errors.Require(
                tick is >= Finest and < 1e9,
                tick,
                SpecErrors.Join(path, "tickSize"),
                "a price step, at least 1e-12 and below 1e9"
            );
        if (execution.LotUnits is { } lot)
        {
            errors.Require(lot is >= Finest and < 1e12, lot, SpecErrors.Join(path, "lotUnits"), "at least 1e-12 and below 1e12");
            if (lot > 0 && !execution.FractionalUnits)
                errors.Require(
                    lot == Math.Floor(lot),
                    lot,
                    SpecErrors.Join(path, "lotUnits"),
                    "a whole number unless fractionalUnits is true"
                );
        }
        if (execution.Financing is { } financing)
            Validate(financing, SpecErrors.Join(path, "financing"), errors);
        if (execution.Margin is { } margin)
            Validate(margin, execution.Leverage, SpecErrors.Join(path, "margin"), errors);
    }

    private static void Validate(CommissionSpec commission, string path, SpecErrors errors)
    {
        Check(CostBounds.CommissionRate, commission.Rate, SpecErrors.Join(path, "rate"), errors);
        if (commission.MakerRate is { } maker)
            Check(CostBounds.CommissionRate, maker, SpecErrors.Join(path, "makerRate"), errors);
        errors.Require(Math.Abs(commission.Fixed) < 1e9, commission.Fixed, SpecErrors.Join(path, "fixed"), "money per fill, below 1e9");
        errors.Require(
            Math.Abs(commission.PerUnit) < 1e9,
            commission.PerUnit,
            SpecErrors.Join(path, "perUnit"),
            "money per unit, below 1e9"
        );
        errors.Require(
            commission.Minimum is >= 0 and < 1e9,
            commission.Minimum,
            SpecErrors.Join(path, "minimum"),
            "money per fill, at least 0 and below 1e9"
        );
        if (commission.CapFraction is { } cap)
            errors.Require(
                cap is > 0 and <= 1,
                cap,
                SpecErrors.Join(path, "capFraction"),
                "a fraction of the traded value, above 0 and at most 1"
            );
    }

    private static void Validate(SlippageSpec slippage, string path, SpecErrors errors)
    {
        switch (slippage)
        {
            case BasisPointSlippage points:
                Check(CostBounds.SlippageBps, points.Bps, SpecErrors.Join(path, "bps"), errors);
                break;
            case SpreadSlippage spread:
                Check(CostBounds.SlippageBps, spread.SpreadBps, SpecErrors.Join(path, "spreadBps"), errors);
                errors.Require(
                    spread.Spread is >= 0 and < 1e9,
                    spread.Spread,
                    SpecErrors.Join(path, "spread"),
                    "in units of the price, at least 0 and below 1e9"
                );
                break;
            case ImpactSlippage impact:
                errors.Require(
                    impact.Coefficient is >= 0 and <= 100,
                    impact.Coefficient,
                    SpecErrors.Join(path, "coefficient"),
                    "between 0 and 100"
                );
                errors.Require(
                    impact.WindowBars is >= 2 and <= 10_000,
                    impact.WindowBars,
                    SpecErrors.Join(path, "windowBars"),
                    "between 2 and 10000"
                );
                Check(CostBounds.SlippageBps, impact.SpreadBps, SpecErrors.Join(path, "spreadBps"), errors);
                break;
        }
    }

    private static void Check(Bound bound, double value, string path, SpecErrors errors) =>
        errors.Require(bound.Contains(value), value, path, bound.MustBe);

    private static void Validate(FinancingSpec financing, string path, SpecErrors errors)
    {
        errors.Require(
            financing.BorrowRatePerYear is >= -1 and <= 10,
            financing.BorrowRatePerYear,
            SpecErrors.Join(path, "borrowRatePerYear"),
            "a fraction per year between -1 and 10"
        );
        errors.Require(
            financing.CreditRatePerYear is >= -1 and <= 1,
            financing.CreditRatePerYear,
            SpecErrors.Join(path, "creditRatePerYear"),
            "a fraction per year between -1 and 1"
        );
        errors.Require(
            financing.DebitRatePerYear is >= 0 and <= 10,
            financing.DebitRatePerYear,
            SpecErrors.Join(path, "debitRatePerYear"),
            "a fraction per year between 0 and 10"
        );
        errors.Require(financing.DaysPerYear is 360 or 365, financing.DaysPerYear, SpecErrors.Join(path, "daysPerYear"), "360 or 365");
    }

    private static void Validate(MarginSpec margin, double leverage, string path, SpecErrors errors)
    {
        var initial = leverage >= 1 ? 1 / leverage : 1;
        errors.Require(
            margin.MaintenanceFraction > 0 && margin.MaintenanceFraction <= initial,
            margin.MaintenanceFraction,
            SpecErrors.Join(path, "maintenanceFraction"),
            FormattableString.Invariant($"a fraction of the position's value, above 0 and at most 1/leverage ({initial:0.######})")
        );
    }
}
