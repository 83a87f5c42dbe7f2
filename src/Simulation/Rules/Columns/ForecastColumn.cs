using Simulator.Forecasting;

namespace Simulator.Rules.Columns;

/// <summary>A field of a forecast tape: known at bars from its first on whose model had seen no bar after them.</summary>
internal sealed class ForecastColumn(ForecastTape tape, double[] field, int history) : ComputedColumn(history)
{
    protected override void Compute(int start, Span<double> values)
    {
        for (var i = 0; i < values.Length; i++)
            values[i] = IsOutOfSample(start + i) ? Operation.Known(field[start + i]) : double.NaN;
    }

    private bool IsOutOfSample(int bar) => bar >= tape.FirstBar && bar < field.Length && tape.Cutoff[bar] >= 0 && tape.Cutoff[bar] <= bar;
}
