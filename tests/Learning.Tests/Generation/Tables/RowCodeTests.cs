using Simulator.Errors;
using Simulator.Learning.Generation.Tables;

namespace Simulator.Tests.Learning.Generation.Tables;

public sealed class RowCodeTests
{
    private const int Rows = 24;

    [Fact]
    public void Windows_OfTheirValues_AreTheSame()
    {
        var code = RowCode.Fit(TableExamples.Bars);
        var windows = TableExamples.Bars.Windows(Rows, step: 50);
        var again = code.Windows(code.Values(windows, Rows), Rows);
        for (var w = 0; w < windows.Length; w++)
        {
            for (var i = 0; i < windows[w].Length; i++)
                Assert.Equal(1, again[w][i] / windows[w][i], 1e-12);
        }
    }

    [Fact]
    public void Bars_AreCodedAsOneLevelSpreadsAndVolume()
    {
        var code = RowCode.Fit(TableExamples.Bars);
        Assert.Equal([false, false, false, false, true, false], code.Columns.Select(c => c.IsIntegrated));
        Assert.Equal(4, code.Columns[3].Reference); // the close is the adjusted close, so it isn't drawn
        Assert.Equal([0, 1, 2, 4, 5], code.Drawn.Select(c => c.Column));
        Assert.All([0, 1, 2], c => Assert.True(code.Columns[c].Reference > c));
        Assert.Equal((-1, -1), (code.Columns[4].Reference, code.Columns[5].Reference));
    }

    /// <summary>The numbers were made with Python's own arithmetic from the file: first 2,579 rows, deviations with n − 1.</summary>
    [SkippableFact]
    public void TableOfGoogle_HasTheMomentsOfAnIndependentComputation()
    {
        var code = RowCode.Fit(TableExamples.Google().Slice(0, 2_579));
        Assert.Equal([1, 4, 4, 4, -1, -1], code.Columns.Select(c => c.Reference));
        Assert.Equal(15.795937791689116, code.Columns[5].Mean, 1e-9);
        Assert.Equal(0.8024449753266663, code.Columns[5].Deviation, 1e-9);
        Assert.Equal(0.0009259367727973091, code.Columns[4].StepMean, 1e-12);
        Assert.Equal(0.02040338176440661, code.Columns[4].StepDeviation, 1e-12);
        Assert.Equal(0.094430919427071, code.Columns[1].Mean, 1e-7); // √ln(high/close): a close equal to the high but for rounding
        Assert.Equal(0.04884088155774143, code.Columns[1].Deviation, 1e-7);
    }

    [Fact]
    public void Difference_OfOneSign_KeepsItWhateverIsDrawn()
    {
        var code = RowCode.Fit(TableExamples.Bars);
        ColumnCode[] parts = [.. code.Drawn];
        var values = new double[parts.Length * 2];
        for (var i = 0; i < values.Length; i++)
            values[i] = parts[i / 2].Mean - (5 * parts[i / 2].Deviation);
        var window = code.Windows([values], 2)[0];
        Assert.Contains(parts, p => p.Sign != 0);
        foreach (var part in parts.Where(p => p.Sign != 0))
            Assert.True(part.Sign * (window[part.Column * 2] - window[part.Reference * 2]) >= 0);
    }

    [Fact]
    public void WithoutLevels_TwiceAsHighPrices_LookTheSame()
    {
        var code = RowCode.Fit(TableExamples.Bars);
        var window = TableExamples.Bars.Windows(Rows)[100];
        double[] doubled = [.. window.Select(v => 2 * v)];
        var (seen, same) = (code.WithoutLevels([window], Rows)[0], code.WithoutLevels([doubled], Rows)[0]);
        for (var i = 0; i < seen.Length; i++)
            Assert.Equal(seen[i], same[i], 1e-6);
    }

    [Fact]
    public void WithoutLevels_OfAWindowByHand_AreChangesSpreadsAndValuesLessTheFirst()
    {
        // A walk, a column that goes with it (1 or 3 above), and noise; all have numbers below 0, so no logarithms.
        double[] walk = [.. Enumerable.Range(0, 400).Select(t => t - 200.0)];
        double[] near = [.. walk.Select((v, t) => v + (t % 2 == 0 ? 1 : 3))];
        double[] free = [.. Enumerable.Range(0, 400).Select(t => t % 2 == 0 ? -2.0 : 2.0)];
        walk[10] += 0.5; // changes of a walk that vary
        near[10] += 0.5;
        var code = RowCode.Fit(new(["near", "walk", "free"], [near, walk, free]));
        var seen = code.WithoutLevels(
            [
                [near[8], near[9], walk[8], walk[9], free[8], free[9]],
            ],
            2
        )[0];
        var level = code.Columns[1];
        var root = (1.0 + Math.Sqrt(3)) / 2; // mean of √1 and √3
        var unbiased = Math.Sqrt(400 / 399.0);
        var half = unbiased * (Math.Sqrt(3) - 1) / 2; // their deviation
        double[] expected =
        [
            (1 - root) / half,
            (Math.Sqrt(3) - root) / half,
            0,
            (1 - level.StepMean) / level.StepDeviation,
            0,
            2 / unbiased,
        ];
        Assert.True(level.IsIntegrated);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], seen[i], 1e-9);
    }

    [Fact]
    public void Number_ThatHasNoLogarithm_IsRefusedByItsColumn()
    {
        var code = RowCode.Fit(TableExamples.Bars);
        var window = TableExamples.Bars.Windows(Rows)[0];
        window[^1] = 0;
        Assert.Contains(
            "Volume is 0",
            Assert.Throws<SimulationException>(() => code.Values([window], Rows)).Message,
            StringComparison.Ordinal
        );
    }
}
