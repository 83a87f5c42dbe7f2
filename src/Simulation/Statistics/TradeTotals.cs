using Simulator.Backtesting;
using Simulator.Numerics;

namespace Simulator.Statistics;

/// <summary>
/// Sums over closed trades from which their figures follow, in one pass over the trades and one over their money. NaN if there is none
/// to take a figure from.
/// </summary>
internal readonly struct TradeTotals
{
    private readonly double _gainMoney;
    private readonly double _lossMoney;
    private readonly double _gainReturn;
    private readonly double _lossReturn;
    private readonly double _sumReturn;
    private readonly double _sumLogarithm;
    private readonly double _lowestReturn;
    private readonly double _highestReturn;
    private readonly double _sumDays;
    private readonly double _mostDays;
    private readonly int _losses;
    private readonly int _wins;
    private readonly double _meanMoney;
    private readonly double _moneyDeviation;

    private TradeTotals(ReadOnlySpan<double> money, ReadOnlySpan<double> returns, ReadOnlySpan<double> days, double commission)
    {
        (Count, Commission) = (money.Length, commission);
        (_lowestReturn, _highestReturn, _mostDays) = (double.PositiveInfinity, double.NegativeInfinity, double.NegativeInfinity);
        var product = 1.0;
        for (var i = 0; i < money.Length; i++)
        {
            var (gain, r) = (money[i], returns[i]);
            if (gain > 0)
                (_wins, _gainMoney) = (_wins + 1, _gainMoney + gain);
            else if (gain < 0)
                (_losses, _lossMoney) = (_losses + 1, _lossMoney + gain);
            _gainReturn += Math.Max(r, 0);
            _lossReturn += Math.Min(r, 0);
            (_sumReturn, _lowestReturn, _highestReturn) = (_sumReturn + r, Math.Min(_lowestReturn, r), Math.Max(_highestReturn, r));
            product *= 1 + r;
            if (product is > 1e-100 and < 1e100)
                continue;
            _sumLogarithm += Math.Log(product);
            product = 1;
        }
        _sumLogarithm += Math.Log(product);
        foreach (var held in days)
            (_sumDays, _mostDays) = (_sumDays + held, Math.Max(_mostDays, held));
        _meanMoney = Moments.Mean(money);
        _moneyDeviation = Math.Sqrt(Moments.Variance(money, _meanMoney));
    }

    /// <summary>Trades.</summary>
    public int Count { get; }

    /// <summary>Σ commission.</summary>
    public double Commission { get; }

    /// <summary>Win rate: share of winning trades.</summary>
    public double WinRate => Count == 0 ? double.NaN : _wins / (double)Count;

    /// <summary>Largest return of a trade.</summary>
    public double Best => Count == 0 ? double.NaN : _highestReturn;

    /// <summary>Smallest return of a trade.</summary>
    public double Worst => Count == 0 ? double.NaN : _lowestReturn;

    /// <summary>Arithmetic mean return of a trade.</summary>
    public double Expectancy => Count == 0 ? double.NaN : _sumReturn / Count;

    /// <summary>Geometric mean return of a trade, exp(mean ln(1+r)) − 1; 0 where a trade lost everything or more.</summary>
    public double GeometricMean =>
        Count == 0 ? double.NaN
        : _lowestReturn <= -1 ? 0
        : Math.Exp(_sumLogarithm / Count) - 1;

    /// <summary>Σ gains ÷ |Σ losses|, money.</summary>
    public double ProfitFactor => Moments.Ratio(_gainMoney, Math.Abs(_lossMoney));

    /// <summary>Σ positive returns ÷ |Σ negative returns|.</summary>
    public double ReturnProfitFactor => Moments.Ratio(_gainReturn, Math.Abs(_lossReturn));

    /// <summary>System quality number √n · mean(P/L) ÷ sd(P/L), sd with n − 1 (Tharp).</summary>
    public double Sqn => Moments.Ratio(Math.Sqrt(Count) * _meanMoney, _moneyDeviation);

    /// <summary>Kelly fraction p − (1−p) ÷ (mean gain ÷ mean loss), money; NaN without both a gain and a loss.</summary>
    public double Kelly
    {
        get
        {
            if (_wins == 0 || _losses == 0)
                return double.NaN;
            var p = _wins / (double)Count;
            return p - ((1 - p) / (_gainMoney / _wins / -(_lossMoney / _losses)));
        }
    }

    /// <summary>Days of the longest trade.</summary>
    public double LongestDays => Count == 0 ? double.NaN : _mostDays;

    /// <summary>Mean days of a trade.</summary>
    public double MeanDays => Count == 0 ? double.NaN : _sumDays / Count;

    /// <summary>Of the closed trades of a run.</summary>
    /// <param name="result">The run.</param>
    /// <param name="days">Time of each bar of the run, days.</param>
    /// <param name="scratch">At least three numbers per closed trade; what it holds is overwritten.</param>
    public static TradeTotals Of(BacktestResult result, ReadOnlySpan<double> days, Span<double> scratch)
    {
        if (result.Trades is not TradeList list)
            return Read([.. result.Trades.Where(t => !t.IsOpen)], days, result.FirstBar);
        var (n, commission) = (list.ClosedCount, 0.0);
        var money = scratch[..n];
        var returns = scratch.Slice(n, n);
        var held = scratch.Slice(2 * n, n);
        for (var i = 0; i < n; i++)
        {
            ref readonly var part = ref list.Log[i];
            (money[i], returns[i]) = (part.ProfitLoss, part.ReturnFraction);
            held[i] = days[part.Exit.Bar - result.FirstBar] - days[part.Entry.Bar - result.FirstBar];
            commission += part.Commission;
        }
        return new TradeTotals(money, returns, held, commission);
    }

    /// <summary>Of closed trades alone; how long they were held is not known then.</summary>
    public static TradeTotals Of(IReadOnlyList<Trade> trades) =>
        new([.. trades.Select(t => t.ProfitLoss)], [.. trades.Select(t => t.ReturnFraction)], [], trades.Sum(t => t.Commission));

    private static TradeTotals Read(Trade[] closed, ReadOnlySpan<double> days, int firstBar)
    {
        var held = new double[closed.Length];
        for (var i = 0; i < held.Length; i++)
            held[i] = days[closed[i].ExitBar - firstBar] - days[closed[i].EntryBar - firstBar];
        return new TradeTotals(
            [.. closed.Select(t => t.ProfitLoss)],
            [.. closed.Select(t => t.ReturnFraction)],
            held,
            closed.Sum(t => t.Commission)
        );
    }
}
