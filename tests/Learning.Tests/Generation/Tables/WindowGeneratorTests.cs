using Simulator.Learning.Generation.Tables;
using Simulator.Numerics;
using Simulator.Realism;
using Simulator.Seeding;

namespace Simulator.Tests.Learning.Generation.Tables;

public sealed class WindowGeneratorTests
{
    private const int Rows = 12;
    private static readonly WindowGanSpec s_short = new()
    {
        Rows = Rows,
        Hidden = 8,
        CriticChannels = 16,
        BatchSize = 16,
        Steps = 20,
    };

    [Fact]
    public void Windows_OfOneSeed_AreTheSame_OfAnotherNot()
    {
        Assert.Equal(Drawn(TableExamples.Bars, 1), Drawn(TableExamples.Bars, 1));
        Assert.NotEqual(Drawn(TableExamples.Bars, 1)[0], Drawn(TableExamples.Bars, 2)[0]);
    }

    [Fact]
    public void Rows_AfterThePast_ChangeNothing()
    {
        var past = TableExamples.Bars.Slice(0, 600);
        var table = past with { Columns = Array.ConvertAll(past.Columns, c => (double[])[.. c, .. c.Select(v => 5 * v)]) };
        Assert.Equal(Drawn(past, 1), Drawn(table.Slice(0, 600), 1));
        Assert.NotEqual(Drawn(past, 1)[0], Drawn(table, 1)[0]);
    }

    [Fact]
    public void Windows_StartAtLevelsOfThePast_AndHaveItsMoments()
    {
        var (table, code) = (TableExamples.Bars, RowCode.Fit(TableExamples.Bars));
        var windows = Drawn(table, 1);
        Assert.All(windows, w => Assert.Equal(w.AsSpan(4 * Rows, Rows).ToArray(), w.AsSpan(3 * Rows, Rows).ToArray()));
        Assert.All(windows, w => Assert.InRange(w[4 * Rows], table.Columns[4].Min() * (1 - 1e-4), table.Columns[4].Max() * (1 + 1e-4)));
        double[] steps = [.. code.WithoutLevels(windows, Rows).SelectMany(w => w.AsSpan((3 * Rows) + 1, Rows - 1).ToArray())];
        Assert.InRange(Moments.Mean(steps), -0.1, 0.1);
        Assert.InRange(Moments.StandardDeviation(steps), 0.85, 1.15);
    }

    [Fact]
    public void Training_OfColumnsThatGoTogether_LearnsIt()
    {
        var random = new SplitMix64(5);
        var (first, second) = (new double[1_500], new double[1_500]);
        for (var t = 0; t < first.Length; t++)
        {
            first[t] = random.NextGaussian();
            second[t] = (0.9 * first[t]) + (0.44 * random.NextGaussian());
        }
        var table = new TimeTable(["first", "second"], [first, second]);
        var spec = s_short with { Steps = 250, Hidden = 16, CriticSteps = 1, LearningRate = 5e-3 };
        var before = Correlation(WindowGenerator.Learn(table, spec with { Steps = 0 }, 3));
        Assert.InRange(before, -0.05, 0.05);
        Assert.InRange(Correlation(WindowGenerator.Learn(table, spec, 3)), 0.4, 1);
    }

    [Fact]
    public void WhatCannotBeLearned_IsRefused()
    {
        var table = TableExamples.Bars;
        string Refusal(TimeTable past, WindowGanSpec spec) =>
            Assert.ThrowsAny<Exception>(() => WindowGenerator.Learn(past, spec, 1)).Message;
        Assert.Contains("at least 24", Refusal(table.Slice(0, 23), s_short), StringComparison.Ordinal);
        Assert.Contains(
            "no number changes in a, b",
            Refusal(new(["a", "b"], [new double[30], new double[30]]), s_short),
            StringComparison.Ordinal
        );
        Assert.Contains("multiple of 16", Refusal(table, s_short with { CriticChannels = 24 }), StringComparison.Ordinal);
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => WindowGenerator.Learn(table, s_short, 1, source.Token));
    }

    private static double[][] Drawn(TimeTable past, long seed) =>
        WindowGenerator.Learn(past, s_short, seed).Draw(300, Seeds.Derive(seed, "test"));

    private static double Correlation(WindowGenerator generator)
    {
        var windows = generator.Draw(500, 4);
        return FactMeasures.Correlation([.. windows.SelectMany(w => w[..Rows])], [.. windows.SelectMany(w => w[Rows..])]);
    }
}
