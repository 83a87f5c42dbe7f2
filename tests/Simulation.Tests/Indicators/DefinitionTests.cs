using System.Globalization;
using Simulator.Indicators;
using Simulator.Markets;
using Simulator.Seeding;

namespace Simulator.Tests.Simulation.Indicators;

/// <summary>
/// A second computation of indicators, straight from their definitions: everything taken afresh at every bar from the whole past, with
/// library sums, sorting and no state, so that it shares no line with the kernels.
/// </summary>
public sealed class DefinitionTests
{
    private static readonly BarSeries s_walk = IndicatorMarkets.Walk(300, 77);
    private static readonly double[] s_second = [.. Enumerable.Range(0, s_walk.Count).Select(t => s_walk.Open[Math.Max(0, t - 2)])];

    private static readonly Dictionary<string, (double[] Parameters, string Line, Func<int, double> At)> s_definitions = new()
    {
        ["sma"] = ([17], "value", t => Last(Close, t, 17).Average()),
        ["ema"] = ([9], "value", t => Ema(Series(Close, t), 9)[^1]),
        ["rma"] = ([9], "value", t => Smoothed(Series(Close, t), 9, 1.0 / 9)[^1]),
        ["wma"] = ([12], "value", t => Last(Close, t, 12).Select((x, i) => x * (i + 1)).Sum() / 78),
        ["trima"] = ([6], "value", t => Enumerable.Range(0, 4).Average(k => Last(Close, t - k, 3).Average())),
        ["zlema"] = ([8], "value", t => Ema([.. Enumerable.Range(3, t - 2).Select(i => (2 * Close(i)) - Close(i - 3))], 8)[^1]),
        ["alma"] = (
            [9, 0.85, 6],
            "value",
            t => Weighted(Last(Close, t, 9), i => Math.Exp(-Math.Pow(i - (0.85 * 8), 2) / (2 * Math.Pow(9 / 6.0, 2))))
        ),
        ["hma"] = (
            [16],
            "value",
            t =>
                Weighted(
                    [
                        .. Enumerable
                            .Range(t - 3, 4)
                            .Select(u => (2 * Weighted(Last(Close, u, 8), i => i + 1)) - Weighted(Last(Close, u, 16), i => i + 1)),
                    ],
                    i => i + 1
                )
        ),
        ["vwma"] = ([20], "value", t => Last(u => Close(u) * Volume(u), t, 20).Sum() / Last(Volume, t, 20).Sum()),
        ["rollingVwap"] = ([20], "value", t => Last(u => Typical(u) * Volume(u), t, 20).Sum() / Last(Volume, t, 20).Sum()),
        ["vwap"] = ([], "value", t => Last(u => Typical(u) * Volume(u), t, (t % 7) + 1).Sum() / Last(Volume, t, (t % 7) + 1).Sum()),
        ["momentum"] = ([10], "value", t => Close(t) - Close(t - 10)),
        ["logReturn"] = ([3], "value", t => Math.Log(Close(t)) - Math.Log(Close(t - 3))),
        ["ppo"] = ([5, 12, 4], "line", t => Ppo(t)[^1]),
        ["macd"] = (
            [5, 12, 4],
            "signal",
            t => Ema([.. Enumerable.Range(11, t - 10).Select(u => Ema(Series(Close, u), 5)[^1] - Ema(Series(Close, u), 12)[^1])], 4)[^1]
        ),
        ["trix"] = ([4, 3], "signal", t => Ema(Trix(t), 3)[^1]),
        ["massIndex"] = ([6, 4], "value", t => Mass(t)),
        ["highest"] = ([13], "value", t => Last(Close, t, 13).Max()),
        ["lowest"] = ([13], "value", t => Last(Close, t, 13).Min()),
        ["median"] = ([8], "value", t => Last(Close, t, 8).Order().Skip(3).Take(2).Average()),
        ["stdDev"] = ([15, 1], "value", t => Math.Sqrt(Variance(Last(Close, t, 15)))),
        ["percentRank"] = ([40], "value", t => 100 * Last(Close, t - 1, 40).Count(x => x < Close(t)) / 40.0),
        ["ulcerIndex"] = (
            [14],
            "value",
            t => Math.Sqrt(Enumerable.Range(t - 13, 14).Average(u => Math.Pow(100 * ((Close(u) / Last(Close, u, 14).Max()) - 1), 2)))
        ),
        ["volatility"] = ([20, 252], "value", t => Math.Sqrt(252 * Variance(Last(u => Math.Log(Close(u) / Close(u - 1)), t, 20)))),
        ["parkinson"] = (
            [20, 252],
            "value",
            t => Math.Sqrt(252 * Last(u => Math.Pow(Math.Log(High(u) / Low(u)), 2), t, 20).Sum() / (4 * 20 * Math.Log(2)))
        ),
        ["garmanKlass"] = (
            [20, 365],
            "value",
            t =>
                Math.Sqrt(
                    365
                        * Last(
                                u =>
                                    (0.5 * Math.Pow(Math.Log(High(u) / Low(u)), 2))
                                    - (0.38629436111989 * Math.Pow(Math.Log(Close(u) / Open(u)), 2)),
                                t,
                                20
                            )
                            .Average()
                )
        ),
        ["rogersSatchell"] = ([20, 252], "value", t => Math.Sqrt(252 * RogersSatchell(t))),
        ["yangZhang"] = ([20, 252], "value", YangZhang),
        ["impliedCall"] = (
            [60, 20, 0, 252],
            "value",
            t => // 200 ∫ of the normal density from 0 to σ√T/2, by its series
            {
                var half = 0.5 * YangZhang(t) * Math.Sqrt(60 / 365.0);
                return 200 / Math.Sqrt(2 * Math.PI) * (half - (Math.Pow(half, 3) / 6) + (Math.Pow(half, 5) / 40));
            }
        ),
        ["hurst"] = ([64], "value", t => Hurst(Last(u => Math.Log(Close(u) / Close(u - 1)), t, 64))),
        ["beta"] = (
            [30, 1],
            "value",
            t =>
                Covariance(Last(u => (Close(u) / Close(u - 1)) - 1, t, 30), Last(u => (s_second[u] / s_second[u - 1]) - 1, t, 30))
                / Variance(Last(u => (s_second[u] / s_second[u - 1]) - 1, t, 30))
        ),
        ["correlation"] = ([30, 0], "value", t => Correlation(Last(Close, t, 30), Last(u => s_second[u], t, 30))),
        ["pairSpread"] = ([40], "zScore", t => SpreadZ(t)),
        ["linearRegression"] = (
            [15],
            "rSquared",
            t => Math.Pow(Correlation([.. Enumerable.Range(0, 15).Select(i => (double)i)], Last(Close, t, 15)), 2)
        ),
        ["obv"] = ([], "value", t => Enumerable.Range(1, t).Sum(u => Math.Sign(Close(u) - Close(u - 1)) * Volume(u))),
        ["cmo"] = (
            [9],
            "value",
            t => 100 * Last(u => Close(u) - Close(u - 1), t, 9).Sum() / Last(u => Math.Abs(Close(u) - Close(u - 1)), t, 9).Sum()
        ),
        ["choppiness"] = (
            [10],
            "value",
            t =>
                100
                * Math.Log(
                    Last(TrueRange, t, 10).Sum()
                        / (
                            Last(u => Math.Max(High(u), Close(u - 1)), t, 10).Max() - Last(u => Math.Min(Low(u), Close(u - 1)), t, 10).Min()
                        ),
                    10
                )
        ),
        ["vortex"] = ([14], "minus", t => Last(u => Math.Abs(Low(u) - High(u - 1)), t, 14).Sum() / Last(TrueRange, t, 14).Sum()),
        ["mfi"] = (
            [14],
            "value",
            t =>
                100
                - (
                    100
                    / (
                        1
                        + (
                            Last(u => Typical(u) > Typical(u - 1) ? Typical(u) * Volume(u) : 0, t, 14).Sum()
                            / Last(u => Typical(u) < Typical(u - 1) ? Typical(u) * Volume(u) : 0, t, 14).Sum()
                        )
                    )
                )
        ),
    };

    private static double YangZhangWeight => 0.34 / (1.34 + (21.0 / 19));

    public static TheoryData<string> Names => [.. s_definitions.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Indicator_AtRandomBars_IsItsDefinition(string name)
    {
        var (parameters, line, at) = s_definitions[name];
        var definition = IndicatorCatalogue.Get(name);
        var kernel = definition.Create(parameters);
        var values = (definition.Input == IndicatorInput.Pair ? kernel.Lines(s_walk.Close, s_second) : kernel.Lines(s_walk))[
            definition.Lines.ToList().IndexOf(line)
        ];
        var random = new SplitMix64(3);
        for (var trial = 0; trial < 12; trial++)
        {
            var t = trial == 0 ? kernel.WarmUpBars - 1 : 100 + random.NextInt(s_walk.Count - 100);
            if (name == "macd")
                t = 20 + (t % 40); // the second computation is cubic
            var expected = at(t);
            Assert.True(
                Math.Abs(values[t] - expected) <= 1e-9 * Math.Max(1, Math.Abs(expected)),
                string.Create(CultureInfo.InvariantCulture, $"{name}.{line} at bar {t}: {values[t]:R}, by its definition {expected:R}")
            );
        }
    }

    private static double YangZhang(int t) =>
        Math.Sqrt(
            252
                * (
                    Variance(Last(u => Math.Log(Open(u) / Close(u - 1)), t, 20))
                    + (YangZhangWeight * Variance(Last(u => Math.Log(Close(u) / Open(u)), t, 20)))
                    + ((1 - YangZhangWeight) * RogersSatchell(t))
                )
        );

    private static double Open(int t) => s_walk.Open[t];

    private static double High(int t) => s_walk.High[t];

    private static double Low(int t) => s_walk.Low[t];

    private static double Close(int t) => s_walk.Close[t];

    private static double Volume(int t) => s_walk.Volume[t];

    private static double Typical(int t) => (High(t) + Low(t) + Close(t)) / 3;

    private static double TrueRange(int t) =>
        new[] { High(t) - Low(t), Math.Abs(High(t) - Close(t - 1)), Math.Abs(Low(t) - Close(t - 1)) }.Max();

    private static double RogersSatchell(int t) =>
        Last(
                u =>
                    (Math.Log(High(u) / Open(u)) * (Math.Log(High(u) / Open(u)) - Math.Log(Close(u) / Open(u))))
                    + (Math.Log(Low(u) / Open(u)) * (Math.Log(Low(u) / Open(u)) - Math.Log(Close(u) / Open(u)))),
                t,
                20
            )
            .Average();

    private static double[] Last(Func<int, double> at, int t, int n) => [.. Enumerable.Range(t - n + 1, n).Select(at)];

    private static double[] Series(Func<int, double> at, int t) => [.. Enumerable.Range(0, t + 1).Select(at)];

    /// <summary>From the n-th value on.</summary>
    private static double[] Ema(double[] values, int n) => Smoothed(values, n, 2.0 / (n + 1));

    // The closed form of the recursion: weight·(1 − weight)^k for what came k bars ago, the rest on the mean of the first n.
    private static double[] Smoothed(double[] values, int n, double weight) =>
        [
            .. Enumerable
                .Range(n - 1, values.Length - n + 1)
                .Select(t =>
                    Enumerable.Range(n, Math.Max(0, t - n + 1)).Sum(u => weight * Math.Pow(1 - weight, t - u) * values[u])
                    + (Math.Pow(1 - weight, t - n + 1) * values[..n].Average())
                ),
        ];

    private static double Weighted(double[] values, Func<int, double> weight) =>
        values.Select((x, i) => x * weight(i)).Sum() / values.Select((_, i) => weight(i)).Sum();

    private static double Variance(double[] values) => Covariance(values, values);

    private static double Covariance(double[] x, double[] y) =>
        x.Zip(y, (a, b) => (a - x.Average()) * (b - y.Average())).Sum() / (x.Length - 1);

    private static double Correlation(double[] x, double[] y) => Covariance(x, y) / Math.Sqrt(Variance(x) * Variance(y));

    private static double[] Ppo(int t) =>
        [.. Enumerable.Range(t, 1).Select(u => 100 * ((Ema(Series(Close, u), 5)[^1] / Ema(Series(Close, u), 12)[^1]) - 1))];

    private static double[] Trix(int t)
    {
        var smooth = Ema(Ema(Ema(Series(Close, t), 4), 4), 4);
        return [.. Enumerable.Range(1, smooth.Length - 1).Select(i => 100 * (smooth[i] - smooth[i - 1]) / smooth[i - 1])];
    }

    private static double Mass(int t)
    {
        var single = Ema(Series(u => High(u) - Low(u), t), 4);
        var twice = Ema(single, 4);
        return Enumerable.Range(1, 6).Sum(k => single[^k] / twice[^k]);
    }

    private static double Hurst(double[] returns)
    {
        var points = new[] { 64, 32, 16, 8 }
            .Select(m =>
                (X: Math.Log(m), Y: Math.Log(Enumerable.Range(0, 64 / m).Average(k => RescaledRange(returns[(k * m)..((k + 1) * m)]))))
            )
            .ToArray();
        var (mx, my) = (points.Average(p => p.X), points.Average(p => p.Y));
        return points.Sum(p => (p.X - mx) * (p.Y - my)) / points.Sum(p => (p.X - mx) * (p.X - mx));
    }

    private static double RescaledRange(double[] piece)
    {
        var sums = Enumerable.Range(1, piece.Length).Select(k => piece[..k].Sum() - (k * piece.Average())).ToArray();
        return (sums.Max() - sums.Min()) / Math.Sqrt(piece.Average(x => (x - piece.Average()) * (x - piece.Average())));
    }

    private static double SpreadZ(int t)
    {
        var (x, y) = (Last(u => s_second[u], t, 40), Last(Close, t, 40));
        var slope = Covariance(x, y) / Variance(x);
        var residuals = y.Zip(x, (b, a) => b - y.Average() - (slope * (a - x.Average()))).ToArray();
        return residuals[^1] / Math.Sqrt(residuals.Average(r => r * r));
    }
}
