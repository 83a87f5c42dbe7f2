using Simulator.Specs;

namespace Simulator.Backtesting;

/// <summary>Costs and limits of a run, from the execution spec and the options.</summary>
internal readonly record struct RunTerms(Commission Commission, double SlippageBps, double Leverage, bool AllowShort, bool FractionalUnits, BacktestOptions Options)
{
    /// <summary>Joins the two.</summary>
    public static RunTerms Of(ExecutionSpec execution, BacktestOptions options)
        => new(options.Commission ?? new Commission(execution.CommissionRate), execution.SlippageBps, execution.Leverage, execution.AllowShort, execution.FractionalUnits, options);
}
