using Simulator.Backtesting;
using Simulator.Markets;

namespace Simulator.Tests.Simulation.Backtesting.RandomRuns;

/// <summary>
/// An account made again from nothing but trades and terms, by formulas of its own: cash, positions, the fee of every fill and the interest
/// of
/// every instant. For trades that are parts of a position, since those of whole positions keep only mean prices.
/// </summary>
/// <param name="ticks">The instants, UTC.</param>
/// <param name="cash">Cash at the start.</param>
/// <param name="execution">The terms.</param>
/// <param name="liquidatedAt">The instant at which it was used up and everything closed at the last closes; −1 for none.</param>
internal sealed class RebuiltAccount(long[] ticks, double cash, ExecutionSpec execution, int liquidatedAt)
{
    private readonly double[] _booked = new double[ticks.Length];
    private readonly List<RebuiltPosition> _positions = [];

    /// <summary>All commissions.</summary>
    public double Commissions { get; private set; }

    /// <summary>What borrowing shares cost; known once the equity is.</summary>
    public double BorrowCost { get; private set; }

    /// <summary>Interest earned.</summary>
    public double InterestEarned { get; private set; }

    /// <summary>Interest paid.</summary>
    public double InterestPaid { get; private set; }

    /// <summary>An account of one series whose instants are its bars.</summary>
    public static RebuiltAccount Of(BarSeries series, BacktestResult result, ExecutionSpec execution)
    {
        var account = new RebuiltAccount(series.CloseTimeTicks, result.StartingCash, execution, result.LiquidatedBar);
        account.Add(series, result.Trades);
        return account;
    }

    /// <summary>Adds the trades of a series.</summary>
    public void Add(BarSeries series, IReadOnlyList<Trade> trades)
    {
        var position = new RebuiltPosition(series, ticks, liquidatedAt);
        var entries = new Dictionary<Fill, double>();
        foreach (var trade in trades)
        {
            entries[trade.EntryFill] = entries.GetValueOrDefault(trade.EntryFill) + Math.Abs(trade.Size);
            position.Hold(position.InstantOf(trade.EntryFill), trade.Size, trade.Size, trade.EntryPrice);
            if (trade.IsOpen)
                continue;
            var exit = position.InstantOf(trade.ExitFill);
            position.Hold(exit, trade.Size, -trade.Size, trade.EntryPrice);
            _booked[exit] += trade.Size * (trade.ExitPrice - trade.EntryPrice);
            Pay(exit, Math.Abs(trade.Size), trade.ExitFill); // every part that is closed is a fill
        }
        foreach (var (fill, units) in entries)
        {
            // An entry is one fill, whatever its parts became. Several that are alike in everything are distinguished by their units.
            var fills = Math.Round(units / Math.Abs(fill.Units));
            Assert.Equal(fills * Math.Abs(fill.Units), units, 1e-6 * units);
            for (var i = 0; i < fills; i++)
                Pay(position.InstantOf(fill), Math.Abs(fill.Units), fill);
        }
        _positions.Add(position);
    }

    /// <summary>
    /// Equity at each of the first instants: booked cash with every interest until then, and every position at its last close.
    /// </summary>
    public double[] Equity(int instants)
    {
        var (equity, settled) = (new double[instants], cash);
        for (var t = 0; t < instants; t++)
        {
            if (execution.Financing is { } financing && t > 0)
            {
                settled += Interest(
                    financing,
                    settled - _positions.Sum(p => p.LongCost),
                    (ticks[t] - ticks[t - 1]) / (double)TimeSpan.TicksPerDay
                );
                settled -= Borrow(financing, t);
            }
            settled += _booked[t];
            equity[t] = settled;
            foreach (var position in _positions)
                equity[t] += position.ProfitAt(t);
        }
        return equity;
    }

    private double Interest(FinancingSpec financing, double lent, double days)
    {
        var money = lent * (lent > 0 ? financing.CreditRatePerYear : financing.DebitRatePerYear) * days / financing.DaysPerYear;
        (InterestEarned, InterestPaid) = lent > 0 ? (InterestEarned + money, InterestPaid) : (InterestEarned, InterestPaid - money);
        return money;
    }

    private double Borrow(FinancingSpec financing, int instant)
    {
        var money = _positions.Sum(p => p.ShortValueDays(instant)) * financing.BorrowRatePerYear / financing.DaysPerYear;
        BorrowCost += money;
        return money;
    }

    private void Pay(int instant, double units, in Fill fill)
    {
        var fee = FeeOf(units, fill.Price, fill.IsMaker);
        _booked[instant] -= fee;
        Commissions += fee;
    }

    private double FeeOf(double units, double price, bool isMaker)
    {
        if (execution.Commission is not { } c)
            return execution.CommissionRate * units * price;
        var fee = c.Fixed + (c.PerUnit * units) + ((isMaker ? c.MakerRate ?? c.Rate : c.Rate) * units * price);
        if (c.Minimum > 0 && fee < c.Minimum)
            fee = c.Minimum;
        return c.CapFraction is { } cap && fee > cap * units * price ? cap * units * price : fee;
    }
}

/// <summary>
/// What an account holds of one series, as changes at instants and, while they are gone through in order, as it then stands.
/// </summary>
internal sealed class RebuiltPosition(BarSeries series, long[] ticks, int liquidatedAt)
{
    private readonly int[] _instants = [.. series.CloseTimeTicks.Select(t => Array.BinarySearch(ticks, t))];
    private readonly double[] _units = new double[ticks.Length];
    private readonly double[] _cost = new double[ticks.Length];
    private readonly double[] _longCost = new double[ticks.Length];
    private readonly double[] _shortUnits = new double[ticks.Length];
    private double _held;
    private double _paid;
    private double _short;
    private int _bar = -1;

    /// <summary>Money paid for the position long.</summary>
    public double LongCost { get; private set; }

    /// <summary>
    /// The instant from which a fill counts. Those at a close are processed with the next bar: the bar's own equity is still without them.
    /// </summary>
    public int InstantOf(in Fill fill) =>
        fill.Cause switch
        {
            FillCause.Liquidation => liquidatedAt,
            FillCause.EndOfRun => _instants[^1],
            FillCause.MarketAtClose => _instants[fill.Bar + 1],
            _ => _instants[fill.Bar],
        };

    /// <summary>Adds units that were entered at a price, or takes them off again.</summary>
    /// <param name="instant">When.</param>
    /// <param name="side">Whose sign is the side of the trade.</param>
    /// <param name="units">Units, signed.</param>
    /// <param name="entryPrice">What was paid or received for one at the entry.</param>
    public void Hold(int instant, double side, double units, double entryPrice)
    {
        _units[instant] += units;
        _cost[instant] += units * entryPrice;
        if (side > 0)
            _longCost[instant] += units * entryPrice;
        else
            _shortUnits[instant] -= units;
    }

    /// <summary>Goes to an instant and values the position at the last close.</summary>
    public double ProfitAt(int instant)
    {
        while (_bar + 1 < series.Count && _instants[_bar + 1] <= instant)
            _bar++;
        (_held, _paid, _short, LongCost) = (
            _held + _units[instant],
            _paid + _cost[instant],
            _short + _shortUnits[instant],
            LongCost + _longCost[instant]
        );
        return _bar < 0 ? 0 : (_held * series.Close[_bar]) - _paid;
    }

    /// <summary>
    /// Value sold short at the close before a bar that closes at an instant, times the days since then; 0 where none closes.
    /// </summary>
    public double ShortValueDays(int instant)
    {
        var bar = _bar + 1;
        return bar == 0 || bar == series.Count || _instants[bar] != instant
            ? 0
            : _short
                * series.Close[bar - 1]
                * ((series.CloseTimeTicks[bar] - series.CloseTimeTicks[bar - 1]) / (double)TimeSpan.TicksPerDay);
    }
}
