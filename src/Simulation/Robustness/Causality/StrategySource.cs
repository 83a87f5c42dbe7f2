using Simulator.Backtesting;
using Simulator.Markets;

namespace Simulator.Robustness.Causality;

/// <summary>
/// The trading of a rule: its orders with every price and size, its open trades with their stops and targets, its position and equity at
/// each bar, from a run of the engine. So it also shows a cheat that acts only while a trade is open.
/// </summary>
/// <param name="setup">Costs, capital and the first bar; its series is handed over by the check.</param>
/// <param name="make">Makes the rule for a series.</param>
public sealed class StrategySource(RunSetup setup, Func<BarSeries, IStrategy> make) : IDecisionSource
{
    /// <inheritdoc/>
    public string Name { get; } = make(setup.Series).Name;

    /// <inheritdoc/>
    public bool CanBeCut => true;

    /// <summary>Makes the rule.</summary>
    internal Func<BarSeries, IStrategy> Make => make;

    /// <inheritdoc/>
    public DecisionTrace Trace(BarSeries series, int lastBar) => Trace(make(series), series, lastBar);

    /// <summary>The trace of an instance that may have run before.</summary>
    internal DecisionTrace Trace(IStrategy strategy, BarSeries series, int lastBar)
    {
        var recorder = new Recorder(strategy, lastBar + 1);
        if (setup.FirstBar <= lastBar)
            (
                setup with
                {
                    Series = series,
                    LastBar = lastBar + 1,
                    Options = (setup.Options ?? new BacktestOptions()) with { CloseOpenTradesAtEnd = false },
                }
            ).Run(recorder);
        return new DecisionTrace(recorder.Prints, recorder.Acts);
    }

    private sealed class Recorder(IStrategy inner, int bars) : IStrategy
    {
        public ulong[] Prints { get; } = new ulong[bars];

        public ulong[] Acts { get; } = new ulong[bars];

        public string Name => inner.Name;

        public int FirstReadyBar => inner.FirstReadyBar;

        public void Start() => inner.Start();

        public void Decide(BarContext context)
        {
            var before = context.Orders.PlacedCount;
            inner.Decide(context);
            var (print, act) = (new Fingerprint(), new Fingerprint());
            print.Add(context.Units);
            print.Add(context.Equity);
            print.Add(context.Orders.PlacedCount);
            foreach (var order in context.Orders.Waiting)
            {
                Add(ref print, order);
                act.Add(order.PlacedBar == context.Bar ? (int)order.Effect : -1);
                act.Add(order.Side);
            }
            for (var i = 0; i < context.Orders.OpenTrades.Count; i++)
                Add(ref print, context.Orders.OpenTrades[i]);
            Prints[context.Bar] = print.Value;
            Acts[context.Bar] = context.Orders.PlacedCount > before ? act.Value : 0;
        }

        private static void Add(ref Fingerprint print, Order order)
        {
            print.Add((int)order.Effect);
            print.Add(order.Side);
            print.Add(order.PlacedBar);
            foreach (
                var value in (ReadOnlySpan<double>)
                    [order.Units, order.Fraction, order.Limit, order.Stop, order.StopLoss, order.TakeProfit, order.Trail.Value]
            )
                print.Add(value);
        }

        private static void Add(ref Fingerprint print, OpenTrade trade)
        {
            print.Add(trade.EntryBar);
            foreach (var value in (ReadOnlySpan<double>)[trade.Size, trade.EntryPrice, trade.StopLoss, trade.TakeProfit])
                print.Add(value);
        }
    }
}
