using Simulator.Rules.Drawing;

namespace Simulator.Web.Charting;

/// <summary>Lines of an expression as a chart reads them: form <c>SVL1</c> of <c>docs/charts.md</c>.</summary>
public static class ValueFile
{
    /// <summary>The values over a range of the bars that they belong to; joined bars take the last value.</summary>
    /// <param name="drawn">What was computed.</param>
    /// <param name="values">[line][bar].</param>
    /// <param name="range">Which bars.</param>
    public static ColumnFile Of(DrawnExpression drawn, double[][] values, BarRange range)
    {
        ArgumentNullException.ThrowIfNull(drawn);
        ArgumentNullException.ThrowIfNull(values);
        return new ColumnFile(
            ColumnHeader.Of("SVL1"u8, [0, (uint)range.Points, (uint)values.Length]),
            [.. values.Select(range.Last)],
            drawn.Lines
        );
    }
}
