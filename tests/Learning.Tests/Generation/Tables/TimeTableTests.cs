using System.Text;
using Simulator.Anomalies;
using Simulator.Errors;
using Simulator.Learning.Generation.Tables;

namespace Simulator.Tests.Learning.Generation.Tables;

public sealed class TimeTableTests
{
    [Fact]
    public void Windows_OfATable_StandColumnByColumn()
    {
        var table = new TimeTable(
            ["a", "b"],
            [
                [1, 2, 3, 4],
                [5, 6, 7, 8],
            ]
        );
        Assert.Equal(
            [
                [1, 2, 3, 5, 6, 7],
                [2, 3, 4, 6, 7, 8],
            ],
            table.Windows(3)
        );
        Assert.Equal(
            [
                [1, 2, 5, 6],
                [3, 4, 7, 8],
            ],
            table.Windows(2, step: 2)
        );
        Assert.Equal(
            [
                [3, 7],
            ],
            table.Slice(2, 1).Windows(1)
        );
    }

    [Fact]
    public void File_KeepsTheOrderOfItsRows() =>
        Assert.Equal(
            [
                [3, 1, 2],
                [7, 9, 8],
            ],
            Read("a,b\n3,7\n1,9\n2,8\n").Columns
        );

    [Fact]
    public void Cell_WithoutANumber_IsNamedByLineAndColumn()
    {
        var rows = string.Concat(Enumerable.Range(1, 20).Select(i => FormattableString.Invariant($"{i % 3},{(i == 7 ? "" : "2.5")}\n")));
        var message = Assert.Throws<SimulationException>(() => Read("a,b\n" + rows)).Message;
        Assert.Contains("t.csv line 8", message, StringComparison.Ordinal);
        Assert.Contains("column b", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Table_OfOneColumn_IsRefused() =>
        Assert.Contains("two or more", Assert.Throws<SimulationException>(() => Read("a\n1\n2\n3\n")).Message, StringComparison.Ordinal);

    [Fact]
    public void Scale_OfWindowsByHand_IsFromZeroToOne()
    {
        var table = new TimeTable(
            ["a", "b"],
            [
                [1, 3, 2],
                [10, 30, 20],
            ]
        );
        var scaled = UnitScale.Of(table).Of(table.Windows(3), 3)[0];
        double[] expected = [0, 1, 0.5, 0, 1, 0.5];
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], scaled[i], 1e-6);
    }

    private static TimeTable Read(string text) =>
        TimeTable.Of(AnomalyTableReader.Read(Encoding.UTF8.GetBytes(text), "t.csv", null, AnomalyTableReader.NoTime));
}
