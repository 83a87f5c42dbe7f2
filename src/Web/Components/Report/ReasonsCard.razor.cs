using System.Globalization;
using Microsoft.AspNetCore.Components;
using Simulator.Forecasting;
using Simulator.Web.Components.Words;

namespace Simulator.Web.Components.Report;

/// <summary>What a forecaster believed on a chosen day, and its strongest reasons.</summary>
public sealed partial class ReasonsCard
{
    private ForecastTape? _drawn;
    private string? _error;

    /// <summary>Forecasts with reasons for at least one bar.</summary>
    [Parameter, EditorRequired]
    public required ForecastTape Tape { get; set; }

    /// <summary>[bar] times as a clock at the exchange shows them.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<DateTime> Times { get; set; }

    private int Shown { get; set; }

    private ForecastReasons Reasons => Tape.Reasons!;

    private BarReasons At => Reasons.At(Shown)!;

    private DateTime First => Times[Reasons.Bars[0]];

    private DateTime Last => Times[Reasons.Bars[^1]];

    // Of a large network every so-manieth forecast is explained.
    private string Days =>
        Reasons.Bars.Length > 1 && Reasons.Bars[1] - Reasons.Bars[0] is > 1 and var stride
            ? ReportText.FormatReasonsSomeDays(Figures.Day(First), Figures.Day(Last), Figures.Count(stride))
            : ReportText.FormatReasonsDays(Figures.Day(First), Figures.Day(Last));

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (ReferenceEquals(_drawn, Tape))
            return;
        (_drawn, Shown) = (Tape, Reasons.Bars[^1]);
    }

    // The last explained bar of the day, or the last one before it.
    private void Choose(string day)
    {
        _error = null;
        if (
            !DateTime.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var chosen)
            || chosen < First.Date
            || chosen > Last.Date
        )
        {
            _error = Days;
            return;
        }
        Shown = Reasons.Bars.Last(bar => Times[bar].Date <= chosen);
    }
}
