using Microsoft.AspNetCore.Components;
using Simulator.Reporting;
using Simulator.Web.Components.Words;

namespace Simulator.Web.Components.Report;

/// <summary>The fills, of which only the visible rows are drawn.</summary>
public sealed partial class FillsPart
{
    private const int MostStatic = 500;

    private PerformanceReport? _read;
    private IReadOnlyList<ReportFill> _lines = [];
    private bool _daily;

    /// <summary>The report.</summary>
    [Parameter, EditorRequired]
    public required PerformanceReport Report { get; set; }

    /// <summary>The account's currency.</summary>
    [Parameter, EditorRequired]
    public required string Currency { get; set; }

    /// <summary>True on pages without a connection.</summary>
    [CascadingParameter(Name = "Static")]
    public bool Static { get; set; }

    private bool Several => Report.Portfolio is { Assets.Count: > 1 };

    private string GridHeight => FormattableString.Invariant($"{Math.Min(560, 48 + (33 * _lines.Count))}px");

    private IEnumerable<(string Words, bool IsFigure)> Headings =>
        [
            (ReportText.Time, false),
            .. Several ? [(ReportText.Asset, false)] : Array.Empty<(string, bool)>(),
            (ReportText.Side, false),
            (ReportText.Units, true),
            (ReportText.Price, true),
            (ReportText.FormatValueIn(Currency), true),
            (ReportText.Effect, false),
            (ReportText.Trade, true),
            (ReportText.Reason, false),
        ];

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (ReferenceEquals(_read, Report))
            return;
        _read = Report;
        (_daily, _lines) = (PeriodReturns.IsDaily(Report.Prices.Times), ReportFill.Of(Report.Trades));
    }

    private string Means => Report.Portfolio is null ? "" : ReportText.PositionsKeptWhole;

    private string Time(ReportFill fill) => ReportWords.Time(fill.Time, _daily);

    private string Reason(ReportFill fill) => ReportWords.Text(Report, fill.Reason);

    private static string Side(ReportFill fill) => fill.Units > 0 ? ReportText.Bought : ReportText.Sold;

    private static string Units(ReportFill fill) => Figures.Number(Math.Abs(fill.Units), fill.Units == Math.Floor(fill.Units) ? 0 : 4);

    private static string Effect(ReportFill fill) =>
        (fill.Opens, fill.Closes) switch
        {
            (true, true) => ReportText.Reverses,
            (true, false) => ReportText.Opens,
            _ => ReportText.Closes,
        };
}
