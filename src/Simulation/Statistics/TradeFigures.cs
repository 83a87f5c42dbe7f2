using Simulator.Backtesting;
using Simulator.Numerics;

namespace Simulator.Statistics;

/// <summary>Statistics of a list of closed trades; NaN if there are none.</summary>
public static class TradeFigures
{
    /// <summary>Win rate: share of winning trades.</summary>
    public static double WinRate(IReadOnlyList<Trade> trades) => TradeTotals.Of(trades).WinRate;

    /// <summary>Largest return of a trade.</summary>
    public static double Best(IReadOnlyList<Trade> trades) => TradeTotals.Of(trades).Best;

    /// <summary>Smallest return of a trade.</summary>
    public static double Worst(IReadOnlyList<Trade> trades) => TradeTotals.Of(trades).Worst;

    /// <summary>Geometric mean return of a trade, exp(mean ln(1+r)) − 1; 0 where a trade lost everything or more.</summary>
    public static double GeometricMean(IReadOnlyList<Trade> trades) => TradeTotals.Of(trades).GeometricMean;

    /// <summary>Arithmetic mean return of a trade.</summary>
    public static double Expectancy(IReadOnlyList<Trade> trades) => TradeTotals.Of(trades).Expectancy;

    /// <summary>Sum of the gains ÷ sum of the losses, of whatever <paramref name="value"/> says; NaN without a loss.</summary>
    public static double ProfitFactor(IReadOnlyList<Trade> trades, Func<Trade, double> value) =>
        Moments.Ratio(trades.Select(value).Where(v => v > 0).Sum(), Math.Abs(trades.Select(value).Where(v => v < 0).Sum()));

    /// <summary>System quality number √n · mean(P/L) ÷ sd(P/L), sd with n − 1 (Tharp).</summary>
    public static double Sqn(IReadOnlyList<Trade> trades) => TradeTotals.Of(trades).Sqn;

    /// <summary>Kelly fraction p − (1−p) ÷ (mean gain ÷ mean loss), money; NaN without both a gain and a loss.</summary>
    public static double Kelly(IReadOnlyList<Trade> trades) => TradeTotals.Of(trades).Kelly;

    /// <summary>Days that each trade was held: exit bar's time − entry bar's time.</summary>
    public static double[] HoldingDays(AccountFigures account) =>
        [
            .. account.ClosedTrades.Select(t =>
                account.Days[t.ExitBar - account.Result.FirstBar] - account.Days[t.EntryBar - account.Result.FirstBar]
            ),
        ];

    /// <summary>Value bought and sold, both sides of every trade.</summary>
    public static double TradedValue(IReadOnlyList<Trade> trades) =>
        trades.Sum(t => Math.Abs(t.Size) * (t.EntryPrice + (t.IsOpen ? 0 : t.ExitPrice)));
}
