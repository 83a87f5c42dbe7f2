using System.Globalization;
using Simulator.Portfolios.Pairs;
using Simulator.Statistics;

namespace Simulator.Diagnostics;

/// <summary>Checks of the target's closes and returns in the training part.</summary>
internal static class ReturnChecks
{
    private const int Fewest = 50; // returns that a test of their past is worth
    private const int Lags = 10;
    private const double FarOut = 8; // robust deviations

    public static IReadOnlyList<TrainingCheck> All { get; } =
    [
        new(
            "price",
            "Does the price wander, as prices do?",
            "Augmented Dickey–Fuller of the log-close with a constant, lags by AIC",
            "Look at the series: a spread, a pegged rate or bad data looks like this. Where it is sound, a rule of reversion is the "
                + "benchmark to beat.",
            sample =>
                UnitRoot(sample.LogClose) is not { } test ? null
                : test.PValue < Levels.Significant ? new(test, true, $"The price returns to a level ({P(test)}), which prices seldom do.")
                : new(test, false, $"The price wanders without a level ({P(test)}); returns are what can be learned.")
        ),
        new(
            "returns",
            "Are the returns free of a unit root?",
            "Augmented Dickey–Fuller of the log-returns with a constant, lags by AIC",
            "Look at the series for a trend in the data itself, such as prices that were adjusted twice.",
            sample =>
                UnitRoot(sample.Returns) is not { } test ? null
                : test.PValue < Levels.Significant ? new(test, false, $"The returns have no unit root ({P(test)}).")
                : new(test, true, $"A unit root of the returns cannot be ruled out ({P(test)}).")
        ),
        new(
            "level",
            "Do the returns keep one mean?",
            "KPSS of the log-returns around a level, ⌈12(n/100)^¼⌉ lags; p from 0.01 to 0.10",
            "The mean moved within the training part: begin later, or give features that tell such times apart.",
            sample =>
                Enough(sample.Returns) is not { } returns
                || Known(LevelTest.Of(returns, LevelTest.UsualLags(returns.Length))) is not { } test
                    ? null
                : test.PValue < Levels.Significant ? new(test, true, $"The mean of the returns moved ({Bounded(test)}).")
                : new(test, false, $"Nothing speaks against one mean ({Bounded(test)}).")
        ),
        new(
            "memory",
            "Do past returns tell of the next one?",
            "Ljung–Box of the log-returns, 10 lags",
            "Compare with the autoregression first, and see whether it still helps on the validation part. Changing volatility alone "
                + "makes this test reject too often.",
            sample =>
                Enough(sample.Returns) is not { } returns || Known(Autocorrelations.LjungBox(returns, Lags)) is not { } test ? null
                : test.PValue < Levels.Significant ? new(test, true, $"The returns remember their past ({P(test)}).")
                : new(test, false, $"The returns show no memory ({P(test)}); do not expect a direction from them alone.")
        ),
        new(
            "clusters",
            "Do busy bars follow busy bars?",
            "ARCH-LM of the log-returns around their mean, 10 lags",
            "Without clusters a forecast of the spread gains little on a constant one; ask whether the series is long enough, or real.",
            sample =>
                Enough(sample.Returns) is not { } returns
                || Known(VarianceTests.Arch(Autocorrelations.Deviations(returns), Lags)) is not { } test
                    ? null
                : test.PValue < Levels.Significant
                    ? new(test, false, $"Volatility comes in clusters ({P(test)}): how far the next bar moves can be forecast.")
                : new(test, true, $"Volatility shows no clusters ({P(test)}), unlike that of most markets.")
        ),
        new(
            "outliers",
            "Are there returns far outside the usual?",
            "0.6745·(x − median)/MAD of the log-returns, beyond ±8",
            "Look at those bars on the page Data. Where they are real, keep them and take a loss that one bar cannot rule.",
            sample => Enough(sample.Returns) is { } returns ? Outliers(sample, RobustScore.Of(returns)) : null
        ),
    ];

    private static CheckReading? Outliers(TrainingSample sample, double[] scores)
    {
        var largest = 0;
        for (var i = 1; i < scores.Length; i++)
            largest = Math.Abs(scores[i]) > Math.Abs(scores[largest]) ? i : largest;
        if (!double.IsFinite(scores[largest]))
            return null;
        var many = scores.Count(s => Math.Abs(s) > FarOut);
        var far = string.Create(
            CultureInfo.InvariantCulture,
            $"the largest, on {sample.Target.DayAt(sample.Start + largest + 1):yyyy-MM-dd}, is {Math.Abs(scores[largest]):0.0} of them"
        );
        return new(
            new TestReading(scores[largest], double.NaN),
            many > 0,
            string.Create(CultureInfo.InvariantCulture, $"{many} of {scores.Length:N0} returns lie beyond 8 robust deviations; {far}.")
        );
    }

    /// <summary>The Dickey–Fuller test with a constant; null of what is too short or does not vary.</summary>
    public static TestReading? UnitRoot(double[] values)
    {
        if (values.Length < Fewest || Regression.Scaled(values) is not { } scaled)
            return null;
        try
        {
            return UnitRootTest.Run(scaled) is var test ? Known(new TestReading(test.Statistic, test.PValue)) : null;
        }
        catch (ArgumentException)
        {
            return null; // its lags depend on each other, as those of a column that hardly ever changes
        }
    }

    private static double[]? Enough(double[] returns) => returns.Length >= Fewest && returns.All(double.IsFinite) ? returns : null;

    private static TestReading? Known(TestReading test) => double.IsFinite(test.Statistic) ? test : null;

    private static string P(TestReading test) => Levels.Words(test.PValue);

    private static string Bounded(TestReading test) =>
        test.PValue <= 0.01 ? "p ≤ 0.01"
        : test.PValue >= 0.1 ? "p ≥ 0.10"
        : P(test);
}
