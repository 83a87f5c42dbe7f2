using Simulator.Anomalies;
using Simulator.Markets;
using Simulator.Seeding;

namespace Simulator.Tests.Learning.Anomalies;

/// <summary>Bars and transactions with unusual rows whose places are known.</summary>
internal static class PlantedAnomalies
{
    private const int Every = 40;
    private const int Kinds = 7;

    /// <summary>Volatility in regimes, volume that rises with it, 252 bars a year of made-up days.</summary>
    public static BarSeries Walk(int bars, long seed)
    {
        var random = Seeds.Generator(seed, "walk");
        var (times, open, high, low, close, volume) = (
            new long[bars],
            new double[bars],
            new double[bars],
            new double[bars],
            new double[bars],
            new double[bars]
        );
        var (price, variance) = (100.0, 1e-4);
        for (var t = 0; t < bars; t++)
        {
            times[t] = MarketCalendar.Nyse.CloseOf(new DateOnly(2000, 1, 3).AddDays(t)).Ticks;
            var sigma = Math.Sqrt(variance);
            open[t] = price * Math.Exp(0.3 * sigma * random.NextGaussian());
            var (now, top, bottom) = (open[t], open[t], open[t]);
            for (var step = 0; step < 20; step++)
            {
                now *= Math.Exp(sigma / Math.Sqrt(20) * random.NextGaussian());
                (top, bottom) = (Math.Max(top, now), Math.Min(bottom, now));
            }
            (high[t], low[t], close[t]) = (top, bottom, now);
            var change = Math.Log(now / price);
            volume[t] = Math.Round(1e6 * Math.Exp((0.3 * random.NextGaussian()) + (0.2 * Math.Abs(change) / sigma)));
            (variance, price) = (4e-6 + (0.86 * variance) + (0.1 * change * change), now);
        }
        return new BarSeries("WALK", times, open, high, low, close, volume);
    }

    /// <summary>
    /// Bad ticks on about one bar in forty: ten times and a tenth of a price, high and low exchanged, a spike of 5 to 15 deviations in one
    /// price, no volume, close and low exchanged beyond the range, open and volume exchanged.
    /// </summary>
    public static (BarSeries Series, HashSet<int> Planted) BadTicks(BarSeries series, long seed)
    {
        var random = Seeds.Generator(seed, "bad ticks");
        double[][] columns =
        [
            [.. series.Open],
            [.. series.High],
            [.. series.Low],
            [.. series.Close],
            [.. series.Volume],
        ];
        var (open, high, low, close, volume) = (columns[0], columns[1], columns[2], columns[3], columns[4]);
        var planted = new HashSet<int>();
        for (var block = 120; block + Every < series.Count; block += Every)
        {
            var t = block + random.NextInt(Every - 6);
            var sigma = Deviation(series.Close, t);
            switch (random.NextInt(Kinds))
            {
                case 0:
                    columns[random.NextInt(4)][t] *= 10;
                    break;
                case 1:
                    columns[random.NextInt(4)][t] /= 10;
                    break;
                case 2:
                    (high[t], low[t]) = (low[t], high[t]);
                    break;
                case 3:
                case 4:
                    var size = sigma * (5 + (10 * random.NextDouble())) * (random.NextInt(2) == 0 ? 1 : -1);
                    close[t] *= Math.Exp(size);
                    (high[t], low[t]) = (Math.Max(high[t], close[t]), Math.Min(low[t], close[t]));
                    break;
                case 5:
                    volume[t] = 0;
                    break;
                default:
                    (open[t], volume[t]) = (volume[t], open[t]);
                    break;
            }
            planted.Add(t);
        }
        return (
            new BarSeries(series.Symbol, series.CloseTimeTicks, open, high, low, close, volume) { Calendar = series.Calendar },
            planted
        );
    }

    /// <summary>
    /// Transactions of five categories: log-normal amounts and hours by category, a fee that is a share of the amount by category. Planted:
    /// amounts 30 times as large, the category's hour on its head, a fee that does not belong to the amount.
    /// </summary>
    public static (AnomalyTable Table, HashSet<int> Planted) Transactions(int count, long seed)
    {
        double[] amounts = [3, 4, 5, 6, 8];
        double[] hours = [8, 12, 14, 19, 11];
        double[] fees = [0.03, 0.02, 0.015, 0.01, 0.002];
        var random = Seeds.Generator(seed, "transactions");
        var (columns, planted) = (Enumerable.Range(0, 5).Select(_ => new double[count]).ToArray(), new HashSet<int>());
        for (var row = 0; row < count; row++)
        {
            var kind = random.NextInt(5);
            var amount = Math.Exp(amounts[kind] + (0.5 * random.NextGaussian()));
            var hour = hours[kind] + (1.5 * random.NextGaussian());
            var fee = amount * fees[kind] * Math.Exp(0.1 * random.NextGaussian());
            if (random.NextDouble() < 0.02)
            {
                planted.Add(row);
                switch (random.NextInt(3))
                {
                    case 0:
                        amount *= 30;
                        break;
                    case 1:
                        hour = (hour + 12) % 24;
                        break;
                    default:
                        fee *= random.NextInt(2) == 0 ? 6 : 1 / 6.0;
                        break;
                }
            }
            double[] cells = [amount, hour, fee, 1 + kind, Math.Exp(0.4 * random.NextGaussian())];
            for (var c = 0; c < cells.Length; c++)
                columns[c][row] = cells[c];
        }
        string[] names = ["amount", "hour", "fee", "category", "weight"];
        return (
            new AnomalyTable("transactions", names, columns, [.. Enumerable.Range(2, count)], [.. Enumerable.Repeat("", count)]),
            planted
        );
    }

    /// <summary>Precision, recall and the area under the curve of precision over recall, of rows after the first part.</summary>
    public static Measured Measure(AnomalyResult result, Func<AnomalyRow, AnomalyScore> by, Func<AnomalyRow, bool> isPlanted)
    {
        var rows = result.Rows.Where(r => r.Row >= result.FirstRows).ToArray();
        var (all, reported) = (rows.Count(isPlanted), rows.Where(r => by(r).IsReported).ToArray());
        var hits = reported.Count(isPlanted);
        var (found, area, seen) = (0, 0.0, 0);
        foreach (var row in rows.OrderByDescending(r => by(r).Excess))
        {
            seen++;
            if (!isPlanted(row))
                continue;
            found++;
            area += (double)found / seen / all;
        }
        return new Measured(
            (double)hits / reported.Length,
            (double)hits / all,
            area,
            all,
            (reported.Length - hits) / (double)(rows.Length - all)
        );
    }

    private static double Deviation(double[] close, int t) =>
        Math.Sqrt(Enumerable.Range(t - 59, 59).Average(i => Math.Pow(Math.Log(close[i] / close[i - 1]), 2)));

    /// <summary>How well planted rows were found.</summary>
    /// <param name="Precision">Share of the reported rows that were planted.</param>
    /// <param name="Recall">Share of the planted rows that were reported.</param>
    /// <param name="Average">Average precision over the ranking.</param>
    /// <param name="Planted">Rows planted.</param>
    /// <param name="FalseAlarms">Share of the other rows that were reported.</param>
    internal sealed record Measured(double Precision, double Recall, double Average, int Planted, double FalseAlarms);
}
