using Simulator.Backtesting;
using Simulator.Markets;
using Simulator.Strategies;

namespace Simulator.Reporting;

/// <summary>Makes the report of a run: its account beside buy-and-hold under the same costs and beside cash, thinned curves, figures, the sentence.</summary>
public static class ReportBuilder
{
    /// <summary>Most points of a curve.</summary>
    public const int MaxCurvePoints = 4_000;

    /// <summary>Most trades that a report lists.</summary>
    public const int MaxTrades = 5_000;

    /// <summary>Builds the report.</summary>
    public static PerformanceReport Build(ReportInput input)
    {
        var result = input.Result;
        var buyAndHold = BacktestEngine.Run(input.Series, result.FirstBar, result.LastBar, new BuyAndHold(), input.Execution, input.Capital, input.Options);
        var points = CurveThinning.Choose([result.Equity, Drawdown(result.Equity, result.StartingCash), buyAndHold.Equity, input.Series.Close[result.FirstBar..(result.LastBar + 1)]], MaxCurvePoints);
        return new PerformanceReport
        {
            Sentence = "",
            From = input.Series.CloseTimeAt(result.FirstBar),
            To = input.Series.CloseTimeAt(result.LastBar),
            Accounts = [Account(input.AccountName, result, points), Account("buy and hold", buyAndHold, points)],
            Prices = Prices(input.Series, result.FirstBar, points),
            Trades = [.. result.Trades.Take(MaxTrades)],
            Honesty = new Honesty { Trials = input.Trials, Seeds = input.Seeds, ProbabilisticSharpe = double.NaN, SyntheticData = input.Series.IsSynthetic, Checks = input.Checks, Notes = input.Notes },
        };
    }

    private static AccountReport Account(string name, BacktestResult result, int[] points)
        => new(name, new Dictionary<string, double>(), Pick(result.Equity, points), Pick(Drawdown(result.Equity, result.StartingCash), points), Pick(result.Exposure, points), result.TradeHash);

    private static double[] Drawdown(double[] equity, double start)
    {
        var peak = start;
        return Array.ConvertAll(equity, value => 1 - (value / (peak = Math.Max(peak, value))));
    }

    private static double[] Pick(double[] curve, int[] points) => Array.ConvertAll(points, i => curve[i]);

    private static PriceCurve Prices(BarSeries series, int firstBar, int[] points)
    {
        var bars = Array.ConvertAll(points, i => firstBar + i);
        return new PriceCurve(Array.ConvertAll(bars, series.CloseTimeAt), bars, Pick(series.Open, bars), Pick(series.High, bars), Pick(series.Low, bars), Pick(series.Close, bars));
    }
}
