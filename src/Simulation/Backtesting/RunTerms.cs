using Simulator.Errors;

namespace Simulator.Backtesting;

/// <summary>Costs and limits of a run, from the execution spec and the options.</summary>
internal sealed record RunTerms(Commission Commission, SlippageSpec Slippage, double Leverage, bool AllowShort, BacktestOptions Options)
{
    /// <summary>Lot size: sizes are multiples of it.</summary>
    public LotSize Lots { get; init; }

    /// <summary>Tick size of prices.</summary>
    public PriceTick Tick { get; init; }

    /// <summary>Share of a bar's volume that fills; NaN where volume does not limit.</summary>
    public double VolumeShare { get; init; } = double.NaN;

    /// <summary>Borrow costs and interest; null for none.</summary>
    public FinancingSpec? Financing { get; init; }

    /// <summary>When a margin call reduces a position; null for never.</summary>
    public MarginSpec? Margin { get; init; }

    /// <summary>
    /// Whether an order that resizes a position, alone in its queue, can be filled at once at the open: nothing else can come between.
    /// </summary>
    public bool ResizesAtOnce { get; init; }

    /// <summary>Joins the two.</summary>
    /// <exception cref="ArgumentException">Impossible costs; the message names each with its path.</exception>
    public static RunTerms Of(ExecutionSpec execution, BacktestOptions options)
    {
        Check(execution);
        var commission = options.Commission ?? Commission.From(execution);
        commission.Check();
        return new RunTerms(
            commission,
            execution.Slippage ?? new BasisPointSlippage { Bps = execution.SlippageBps },
            execution.Leverage,
            execution.AllowShort,
            options
        )
        {
            Lots = new LotSize(execution.LotUnits ?? (execution.FractionalUnits ? 0 : 1))
            {
                IsPlain = options.Sizing == SizingConvention.FillBarClose,
            },
            Tick = new PriceTick(execution.TickSize ?? 0),
            ResizesAtOnce = FillsAtOpen(options) && execution.VolumeShare is null,
            VolumeShare = execution.VolumeShare ?? double.NaN,
            Financing = execution.Financing,
            Margin = execution.Margin,
        };
    }

    private static bool FillsAtOpen(BacktestOptions options) =>
        options
            is {
                Grouping: TradeGrouping.Position,
                Hedging: false,
                TradeOnClose: false,
                SlippageOnExit: true,
                Sizing: SizingConvention.DecisionClose,
                IntrabarAt: null
            }
        && options.Intrabar != IntrabarRule.QueueOrder;

    private static void Check(ExecutionSpec execution)
    {
        var errors = new SpecErrors();
        ExecutionSpecValidator.Validate(execution, "execution", errors);
        if (errors.All.Count > 0)
            throw new ArgumentException(string.Join("; ", errors.All.Select(e => $"{e.Path}: {e.Message}")));
    }
}
