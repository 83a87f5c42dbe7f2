using System.Globalization;
using Simulator.Distributions;
using Simulator.Errors;
using Simulator.Folds;
using Simulator.Forecasting;
using Simulator.Learners;
using Simulator.Markets;
using Simulator.Stages;

namespace Simulator.Learning.Forecasters.Own;

/// <summary>
/// Puts forecasts that were made elsewhere on a tape. That they were made in time is taken on trust; without a column <c>cutoff</c> each
/// counts as made by a model that had seen its own bar, which the leak checks of a simulation do not let pass.
/// </summary>
internal sealed class OwnForecaster(OwnForecasterSpec spec) : IForecaster
{
    /// <inheritdoc/>
    /// <exception cref="SimulationException">The table cannot be read, or does not fit the bars of the target.</exception>
    public ForecastTape Forecast(ForecastInput input, StageContext context)
    {
        OwnTable table;
        try
        {
            table = OwnTable.Read(spec.Forecasts);
        }
        catch (SimulationException e)
        {
            throw new SimulationException($"forecaster.forecasts: {e.Message}", e);
        }
        var target = input.Target;
        var places = new OwnPlaces(target);
        var rows = RowsOf(table, target, places);
        var first = Array.FindIndex(rows, r => r is not null);
        RequireWhole(rows, first, target);
        var tape = new TapeWriter(target.Count);
        for (var row = first; row < target.Count; row++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            // Of the last bar the outcome is not known, and a table of a past market ends before it.
            var (own, made) = rows[row] is { } line ? (line, row) : (rows[row - 1]!, row - 1);
            var fold = new WalkForwardFold(0, 0, CutoffOf(own, row, places), row, row + 1);
            tape.Write(row, fold, LawOf(own, table.Levels, target.Close[made]), OutcomeOf(target, row));
        }
        return tape.ToTape(OwnForecasterRow.Name);
    }

    private OwnLine?[] RowsOf(OwnTable table, BarSeries target, OwnPlaces places)
    {
        var rows = new OwnLine?[target.Count];
        foreach (var own in table.Rows.Where(r => r.Symbol is null || r.Symbol == target.Symbol))
        {
            var bar = places.Of(own.At);
            if (bar is null)
                throw Fault(own, $"{target.Symbol} has no bar then; {places.Words(own.At)}");
            var row = bar.Value - (spec.Dates == OwnDates.Forecast ? 1 : 0);
            if (row < 0)
                throw Fault(own, "no bar is known before the first one");
            if (rows[row] is { } other)
                throw Fault(own, FormattableString.Invariant($"line {other.Line} is of the same bar; leave one out"));
            CutoffOf(own, row, places);
            rows[row] = own;
        }
        return Array.Exists(rows, r => r is not null)
            ? rows
            : throw new SimulationException(
                $"forecaster.forecasts: there is no forecast of {target.Symbol}, only of "
                    + string.Join(", ", table.Rows.Select(r => r.Symbol).Distinct().Take(8))
            );
    }

    private static void RequireWhole(OwnLine?[] rows, int first, BarSeries target)
    {
        for (var row = first; row < rows.Length - 1; row++)
        {
            if (rows[row] is null)
                throw new SimulationException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"forecaster.forecasts: {target.Symbol} has a bar at {target.CloseTimeAt(row):yyyy-MM-dd HH:mm} UTC and no "
                            + $"forecast is made at it; each bar from the first forecast to the last but one needs one"
                    )
                );
        }
    }

    private static int CutoffOf(OwnLine own, int row, OwnPlaces places)
    {
        if (own.Cutoff is not { } said)
            return row;
        var bar = Math.Max(places.LastBy(said), 0); // a model that had seen none of these bars
        return bar <= row ? bar : throw Fault(own, "its cutoff is later than the bar that the forecast was made at");
    }

    private IPredictiveLaw LawOf(OwnLine own, double[]? levels, double close)
    {
        var values = Array.ConvertAll(own.Values, v => LogReturn(own, v, close));
        return levels is null ? new EmpiricalLaw(values) : new QuantileLaw(levels, values);
    }

    private double LogReturn(OwnLine own, double value, double close)
    {
        var growth = spec.Values switch
        {
            OwnValues.Return => 1 + value,
            OwnValues.Price => value / close,
            _ => 1,
        };
        if (!(growth > 0))
            throw Fault(own, FormattableString.Invariant($"{value} would be a price of zero or less"));
        return spec.Values == OwnValues.LogReturn ? value : Math.Log(growth);
    }

    private static double OutcomeOf(BarSeries target, int row) =>
        row + 1 < target.Count ? Math.Log(target.Close[row + 1] / target.Close[row]) : double.NaN;

    private static SimulationException Fault(OwnLine own, string what) =>
        new(FormattableString.Invariant($"forecaster.forecasts, line {own.Line}: ") + what);
}
