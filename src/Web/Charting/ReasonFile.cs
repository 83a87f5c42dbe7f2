using Simulator.Forecasting;

namespace Simulator.Web.Charting;

/// <summary>Why the forecasts of a run are what they are, as a chart reads it: form <c>SRE1</c> of <c>docs/charts.md</c>.</summary>
public static class ReasonFile
{
    private const int Figures = 2;
    private const int Numbers = 3; // of a reason: input, part, level

    /// <summary>
    /// The explained bars of a range: their times, then for the logarithm of the deviation and for the mean, from the strongest reason to
    /// the weakest, which input it is (a place among <see cref="ColumnFile.Lines"/>, −1 for none), what it adds and where the input stands.
    /// </summary>
    public static ColumnFile Of(ChartBars bars, ForecastReasons reasons, BarRange range)
    {
        ArgumentNullException.ThrowIfNull(bars);
        ArgumentNullException.ThrowIfNull(reasons);
        int[] rows =
        [
            .. Enumerable.Range(0, reasons.Bars.Length).Where(i => reasons.Bars[i] >= range.First && reasons.Bars[i] < range.End),
        ];
        List<ReadOnlyMemory<double>> columns = [Array.ConvertAll(rows, i => bars.Times[reasons.Bars[i]])];
        foreach (var figure in new[] { reasons.LogDeviation, reasons.Mean })
        {
            for (var k = 0; k < ForecastReasons.Kept; k++)
            {
                columns.Add(Array.ConvertAll(rows, i => (double)figure.Input[k][i]));
                columns.Add(Array.ConvertAll(rows, i => figure.Part[k][i]));
                columns.Add(Array.ConvertAll(rows, i => figure.Level[k][i]));
            }
        }
        uint[] numbers = [0, (uint)rows.Length, Figures * ForecastReasons.Kept * Numbers];
        return new ColumnFile(ColumnHeader.Of("SRE1"u8, numbers), columns, reasons.Inputs);
    }
}
