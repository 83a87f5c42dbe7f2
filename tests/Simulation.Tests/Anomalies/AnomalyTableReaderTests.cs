using System.Globalization;
using System.Text;
using Simulator.Anomalies;
using Simulator.Import;

namespace Simulator.Tests.Simulation.Anomalies;

/// <summary>Files as tables that are looked through: what is taken, what is said, what is refused.</summary>
public sealed class AnomalyTableReaderTests
{
    [Fact]
    public void Dates_DayFirst_AreToldByTheWholeColumn_NotByItsFirstRows()
    {
        // Ninety rows on days 1 to 12 of a month, then days above 12.
        var days = Enumerable.Range(0, 90).Select(i => new DateOnly(2024, 1 + (i / 9), 1 + (i % 9))).Append(new(2024, 12, 30));
        var table = Read("when,value\n" + string.Concat(days.Select((d, i) => $"{d:dd/MM/yyyy},{i * i}\n")));
        Assert.True(table.IsOrdered);
        Assert.Equal(91, table.Count);
        Assert.Equal([.. Enumerable.Range(0, 91).Select(i => (double)i * i)], table.Columns[0]);
        Assert.Equal("30/12/2024", table.Labels[^1]);
    }

    [Fact]
    public void Times_InAColumnOfTheirOwn_OrderTheRowsOfADay()
    {
        var newestFirst = Enumerable
            .Range(0, 40)
            .Reverse()
            .Select(i => $"2024-03-0{1 + (i / 20)},{10 + (i % 20 / 4)}:{15 * (i % 4):00},{i}\n");
        var table = Read("date,time,value\n" + string.Concat(newestFirst));
        Assert.Equal([.. Enumerable.Range(0, 40).Select(i => (double)i)], table.Columns[^1]);
    }

    [Fact]
    public void LineEnd_InsideOfAQuotedCell_IsNoRow()
    {
        var table = Read("amount,note,fee\n1,\"two\nlines\",3\n4,plain,6\n");
        Assert.Equal(2, table.Count);
        Assert.Equal([2, 4], table.Lines);
        Assert.Equal([3.0, 6.0], table.Columns[^1]);
    }

    [Fact]
    public void Rows_WithoutATime_AreNamed()
    {
        var rows = Enumerable
            .Range(0, 40)
            .Select(i =>
                $"{(i is 5 or 9 ? "" : new DateOnly(2024, 1, 1).AddDays(i).ToString("O", CultureInfo.InvariantCulture))},{i * i}\n"
            );
        var table = Read("date,amount\n" + string.Concat(rows));
        Assert.Equal(38, table.Count);
        Assert.Contains("2 rows without a time are left out, the first in line 7", table.Notes);
    }

    [Fact]
    public void Bars_OfSeveralSeries_AreRefused_WithTheLineAndTheRemedy()
    {
        var bars = Enumerable
            .Range(0, 80)
            .SelectMany(i => new[] { "A", "B" }.Select(s => $"{new DateOnly(2024, 1, 1).AddDays(i):O},1,2,1,2,{s}\n"));
        var refused = Assert.Throws<ImportException>(() => Read("Date,Open,High,Low,Close,Name\n" + string.Concat(bars)));
        Assert.Contains("a second bar of that time, after line 2", refused.Message, StringComparison.Ordinal);
        Assert.Equal(3, refused.Line);
    }

    [Fact]
    public void Contracts_OfSeveralUnderlyings_AreRefused()
    {
        const string Text = """
            underlying,quotedate,expiration,strike,type,last
            AAPL,2024-03-04,2024-06-21,100,call,3
            SPY,2024-03-04,2024-06-21,500,put,4
            """;
        var refused = Assert.Throws<ImportException>(() => Read(Text));
        Assert.Contains("contracts on another underlying than 'AAPL'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Strikes_WithoutCallOrPut_AreAnOrdinaryTable()
    {
        var rows = Enumerable.Range(0, 40).Select(i => $"2024-06-21,{100 + (5 * i)},{i * i},{2 * i}\n");
        Assert.Equal(["strike", "qty", "value"], Read("expiration,strike,qty,value\n" + string.Concat(rows)).Names);
    }

    [Fact]
    public void Columns_BeyondTheirBound_AreRefused()
    {
        var heads = string.Join(',', Enumerable.Range(0, 300).Select(i => $"c{i}"));
        var row = string.Join(',', Enumerable.Range(0, 300));
        var refused = Assert.Throws<ImportException>(() => Read($"{heads}\n{row}\n{row}\n"));
        Assert.Contains("300 columns hold numbers; at most 200", refused.Message, StringComparison.Ordinal);
    }

    private static AnomalyTable Read(string text) => AnomalyTableReader.Read(Encoding.UTF8.GetBytes(text), "table.csv");
}
