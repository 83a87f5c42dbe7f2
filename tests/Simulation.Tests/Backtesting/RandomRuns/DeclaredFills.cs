using Simulator.Backtesting;
using Simulator.Markets;

namespace Simulator.Tests.Simulation.Backtesting.RandomRuns;

/// <summary>
/// Where every fill of a result may lie: its base price on its bar, at the open, at the close or at its level as its cause says, and its
/// price worse than that by the declared slippage and at most a price step.
/// </summary>
/// <param name="series">What was traded.</param>
/// <param name="terms">Under which terms.</param>
/// <param name="largestWaiting">The largest order that waited at each decision. With impact no fill is dearer than that one, or all of the
/// bar's together, would be.</param>
internal sealed class DeclaredFills(BarSeries series, RandomTerms terms, IReadOnlyDictionary<int, double> largestWaiting)
{
    private const double Rounding = 1e-9;

    private readonly ExecutionSpec _execution = terms.Execution;
    private readonly double _tick = terms.Execution.TickSize ?? 0;
    private readonly bool _isPeer = terms.Options.Intrabar == IntrabarRule.QueueOrder;
    private readonly double[] _filled = new double[series.Count];
    private readonly double[] _ordered = new double[series.Count];

    /// <summary>Fails at the first fill that lies elsewhere, and at the first bar that filled more than its share of the volume.</summary>
    public void Check(IReadOnlyList<Trade> trades)
    {
        foreach (var trade in trades)
        {
            Count(trade.EntryFill, trade.Size);
            if (!trade.IsOpen)
                Count(trade.ExitFill, trade.Size);
        }
        foreach (var trade in trades)
        {
            Check(trade.EntryFill, slips: _isPeer || trade.EntryFill.Cause != FillCause.Limit);
            if (!trade.IsOpen)
                Check(
                    trade.ExitFill,
                    slips: terms.Options.SlippageOnExit
                        && trade.ExitFill.Cause is not (FillCause.TakeProfit or FillCause.Limit or FillCause.Liquidation)
                );
        }
        for (var bar = 0; bar < series.Count && _execution.VolumeShare is { } share; bar++)
            Assert.True(
                _ordered[bar] <= share * series.Volume[bar] * (1 + Rounding),
                $"bar {bar}: more filled than its share of the volume"
            );
    }

    private void Count(in Fill fill, double units)
    {
        _filled[fill.Bar] += Math.Abs(units);
        if (fill.Cause is not (FillCause.MarginCall or FillCause.Liquidation or FillCause.EndOfRun))
            _ordered[fill.Bar] += Math.Abs(units);
    }

    private void Check(in Fill fill, bool slips)
    {
        var (side, bar, basePrice) = (Math.Sign(fill.Units), fill.Bar, fill.BasePrice);
        Require(
            (basePrice >= series.Low[bar] && basePrice <= series.High[bar]) || IsOutsideByTheReference(fill, side),
            fill,
            "its base lies outside its bar"
        );
        Require(IsWhereItsCauseSays(fill, side), fill, "its base is not where its cause says");
        var (declared, worse) = (slips ? Slippage(fill) : 0, side * (fill.Price - basePrice));
        Require(
            worse >= -Rounding && worse <= declared + (_tick * (1 - Rounding)) + Rounding,
            fill,
            "its price is further from its base than declared"
        );
        Require(
            _execution.Slippage is ImpactSlippage || _tick > 0 || Math.Abs(declared - worse) <= Rounding,
            fill,
            "its price is nearer to its base than declared"
        );
        Require(
            _tick == 0 || fill.Cause == FillCause.Liquidation || Math.Abs(Math.Round(fill.Price / _tick) - (fill.Price / _tick)) <= 1e-6,
            fill,
            "its price is off the tick"
        );
        Require(
            slips || _isPeer || fill.Cause is not (FillCause.Limit or FillCause.TakeProfit) || side * (fill.Price - fill.Level) <= Rounding,
            fill,
            "its price is worse than its limit"
        );
    }

    private static void Require(bool holds, in Fill fill, string otherwise)
    {
        if (!holds)
            Assert.Fail($"{fill}: {otherwise}");
    }

    // The reference lets a stop entry under trade-on-close fill at the close before, or at its stop, and a stop-limit entry at its stop,
    // where the bar opened beyond.
    private bool IsOutsideByTheReference(in Fill fill, int side) =>
        _isPeer
        && fill.Cause switch
        {
            FillCause.Stop => terms.Options.TradeOnClose && (fill.BasePrice == series.Close[fill.Bar - 1] || fill.BasePrice == fill.Level),
            FillCause.Limit => side * (fill.BasePrice - series.Open[fill.Bar]) < 0 && side * (fill.BasePrice - fill.Level) < 0,
            _ => false,
        };

    private bool IsWhereItsCauseSays(in Fill fill, int side)
    {
        var (open, close) = (series.Open[fill.Bar], series.Close[fill.Bar]);
        return fill.Cause switch
        {
            FillCause.MarketOrder => fill.BasePrice == open,
            FillCause.MarketAtClose or FillCause.Liquidation => fill.BasePrice == close,
            FillCause.EndOfRun => fill.BasePrice == (terms.Options.TradeOnClose ? close : open),
            FillCause.MarginCall => fill.BasePrice == (_execution.Margin!.Call == MarginCallFill.Close ? close : open),
            FillCause.Limit or FillCause.TakeProfit => side * (fill.BasePrice - fill.Level) <= 0,
            // what the volume left of a stop that triggered goes on at market
            _ => _execution.VolumeShare is not null || side * (fill.BasePrice - fill.Level) >= 0,
        };
    }

    private double Slippage(in Fill fill)
    {
        var price = fill.BasePrice;
        return _execution.Slippage switch
        {
            null => price * _execution.SlippageBps * 1e-4,
            BasisPointSlippage points => price * points.Bps * 1e-4,
            SpreadSlippage spread => (price * spread.SpreadBps * 0.5e-4) + (spread.Spread / 2),
            ImpactSlippage impact => price * ((impact.SpreadBps * 0.5e-4) + Math.Min(0.5, Impact(impact, fill))),
            _ => 0,
        };
    }

    // Fills at a close are processed with the next bar, so that the bars before them end with that close.
    private double Impact(ImpactSlippage impact, in Fill fill)
    {
        var bar =
            fill.Cause == FillCause.MarketAtClose || (fill.Cause == FillCause.EndOfRun && terms.Options.TradeOnClose)
                ? fill.Bar + 1
                : fill.Bar;
        var units = Math.Max(_filled[fill.Bar], largestWaiting.GetValueOrDefault(bar - 1));
        var first = Math.Max(0, bar - impact.WindowBars);
        if (bar - first < 3)
            return 0;
        var (sum, squares, volume, returns) = (0.0, 0.0, series.Volume[first], bar - first - 1);
        for (var i = first + 1; i < bar; i++)
        {
            var value = Math.Log(series.Close[i] / series.Close[i - 1]);
            (sum, squares, volume) = (sum + value, squares + (value * value), volume + series.Volume[i]);
        }
        var deviation = Math.Sqrt(Math.Max(0, squares - (sum * sum / returns)) / (returns - 1));
        return impact.Coefficient * deviation * (volume > 0 ? Math.Sqrt(units / (volume / (bar - first))) : 1);
    }
}
