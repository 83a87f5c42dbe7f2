using Simulator.Backtesting;
using Simulator.Numerics;
using Simulator.Seeding;
using Simulator.Statistics;
using Simulator.Strategies;
using Simulator.Tests.Simulation.Backtesting;

namespace Simulator.Tests.Simulation.Statistics;

/// <summary>Figures that are computed eight values at a time, against the same computed one by one from their definition.</summary>
public sealed class CurvePassesTests
{
    [Fact]
    public void LogReturns_OfSmallAndLargeMoves_AreLogarithmsToTheLastPlaces()
    {
        var random = new SplitMix64(4);
        var values = new double[1_003];
        values[0] = 100;
        for (var i = 1; i < values.Length; i++)
            values[i] = (i % 7) switch
            {
                0 => values[i - 1],
                1 => values[i - 1] * (0.5 + random.NextDouble()),
                _ => values[i - 1] * (1 + (0.01 * (random.NextDouble() - 0.5))),
            };
        var returns = LogReturns.Of(values);

        Assert.Equal(values.Length - 1, returns.Length);
        for (var i = 0; i < returns.Length; i++)
        {
            var exact = LogOnePlus((values[i + 1] - values[i]) / values[i]);
            Assert.True(
                Math.Abs(returns[i] - exact) <= 4e-15 * Math.Abs(exact),
                FormattableString.Invariant($"{i}: {returns[i]:R} against {exact:R}")
            );
        }
    }

    [Fact]
    public void LogReturns_OfAnAccountThatIsUsedUp_AreMinusInfinityOnceThenZero() =>
        Assert.Equal(
            [0, Math.Log(0.5), double.NegativeInfinity, 0, 0, 0, 0, 0, 0, 0, 0],
            LogReturns.Of([2, 2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0])
        );

    [Fact]
    public void Covariance_OfACurveWithAColumn_IsThatOfItsLogReturns()
    {
        var (curve, other) = (TestMarkets.Random(1, 500).Close, LogReturns.Of(TestMarkets.Random(2, 500).Close));

        Assert.Equal(1, LogReturns.Covariance(curve, other, Moments.Mean(other)) / Moments.Covariance(LogReturns.Of(curve), other), 1e-10);
    }

    [Fact]
    public void Drawdowns_OfRandomCurves_AreThoseFoundPointByPoint()
    {
        var random = new SplitMix64(9);
        for (var trial = 0; trial < 400; trial++)
        {
            var curve = new double[random.NextInt(120)];
            for (var i = 0; i < curve.Length; i++)
                curve[i] = i > 0 && random.NextInt(3) == 0 ? curve[i - 1] : 100 + random.NextInt(1 + (trial % 40)) + (trial % 2 * i);
            var days = Enumerable.Range(0, curve.Length).Select(i => (double)i).ToArray();
            Assert.Equal(PointByPoint(curve, days), Drawdowns.Stretches(curve, days));
            var walk = new DrawdownWalk(curve);
            while (walk.MoveNext()) { }
            Assert.Equal(curve.Length == 0 ? double.NaN : curve.Max(), walk.Peak);
        }
    }

    [Fact]
    public void Returns_OfACurve_AreThoseOneByOne()
    {
        double[] curve = [100, 110, 99, 0, 0, 0, 50, 25, 25, 30, 31, 32, 33, 34, 35, 36, 40];
        var returns = new double[curve.Length];
        ReturnFigures.Simple(curve, 80, returns);

        Assert.Equal(
            [0.25, .. Enumerable.Range(1, curve.Length - 1).Select(i => curve[i - 1] == 0 ? 0 : (curve[i] / curve[i - 1]) - 1)],
            returns
        );
        var moments = ReturnMoments.Of(returns);
        Assert.Equal(returns.Average(), moments.Mean, 14);
        Assert.Equal(returns.Sum(r => Math.Pow(r - returns.Average(), 2)) / (returns.Length - 1), moments.Variance, 14);
        Assert.Equal(Math.Sqrt(returns.Sum(r => Math.Pow(Math.Min(r, 0), 2)) / returns.Length), moments.Downside, 14);
        Assert.Equal(-1, moments.Lowest);
    }

    [Fact]
    public void BarsHeld_WithTradesThatOverlap_CountsEveryBarOnce()
    {
        var series = TestMarkets.Random(5, 600);
        foreach (
            var options in new[]
            {
                new BacktestOptions { Hedging = true },
                BacktestOptions.BacktestingPy with
                {
                    Hedging = true,
                },
                BacktestOptions.BacktestingPy,
            }
        )
        {
            foreach (var rule in new IStrategy[] { new RsiScaling(), new CrossPartial(), new CrossNetting(3, 9), new SmaCross(2, 5) })
            {
                var result = BacktestEngine.Run(
                    series,
                    10,
                    590,
                    rule,
                    new ExecutionSpec { AllowShort = true },
                    new CapitalSpec { Amount = 1e6 },
                    options
                );
                var inside = Enumerable
                    .Range(10, 581)
                    .Count(bar => result.Trades.Any(t => !t.IsOpen && t.EntryBar <= bar && bar <= t.ExitBar));
                Assert.Equal(inside, BarsHeld.Count(result));
            }
        }
    }

    // ln(1 + x) without the rounding of 1 + x (Kahan).
    private static double LogOnePlus(double x)
    {
        var u = 1 + x;
        return u == 1 ? x
            : Math.Abs(x) > 0.1 ? Math.Log(u)
            : Math.Log(u) * x / (u - 1);
    }

    private static List<DrawdownStretch> PointByPoint(double[] equity, double[] days)
    {
        var stretches = new List<DrawdownStretch>();
        var (peakPoint, peak, depth) = (0, equity.Length == 0 ? double.NaN : equity[0], 0.0);
        for (var i = 1; i < equity.Length; i++)
        {
            var back = equity[i] >= peak;
            if (!back)
                depth = Math.Max(depth, 1 - (equity[i] / peak));
            if (!back && i < equity.Length - 1)
                continue;
            if (i - peakPoint > 1 && depth > 0)
                stretches.Add(new DrawdownStretch(depth, days[i] - days[peakPoint], peakPoint, i));
            (peakPoint, peak, depth) = (i, equity[i], 0);
        }
        return stretches;
    }
}
