using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MudBlazor;
using Simulator.Reporting;
using Simulator.Web.Components.Words;

namespace Simulator.Web.Components.Report;

/// <summary>The trades, of which only the visible rows are drawn.</summary>
public sealed partial class TradesPart
{
    private const int MostStatic = 500;
    private const float RowHeight = 33;
    private const string MarkedRow = "marked";

    private static (string Value, string Words)[] Sides =>
        [("", ReportText.BothSides), ("long", ReportText.Long), ("short", ReportText.Short)];

    private static (string Value, string Words)[] Outcomes =>
        [("", ReportText.All), ("won", ReportText.OutcomeWon), ("lost", ReportText.OutcomeLost), ("open", ReportText.StillOpen)];

    private PerformanceReport? _read;
    private IReadOnlyList<TradeLine> _lines = [];
    private IReadOnlyList<TradeLine> _shown = [];
    private IReadOnlyList<TradeGroupRow> _groups = [];
    private TradeChoice _choice = new();
    private bool _daily;
    private int _answered;
    private MudDataGrid<TradeLine>? _grid;

    /// <summary>The report.</summary>
    [Parameter, EditorRequired]
    public required PerformanceReport Report { get; set; }

    /// <summary>The account's currency.</summary>
    [Parameter, EditorRequired]
    public required string Currency { get; set; }

    /// <summary>Called with a trade's number, from 1, to show it on the chart; without it no row offers that.</summary>
    [Parameter]
    public EventCallback<int> Show { get; set; }

    /// <summary>The number of the trade that is marked; null for none.</summary>
    [Parameter]
    public int? Marked { get; set; }

    /// <summary>How often someone asked to see the marked trade here: another number brings it into view.</summary>
    [Parameter]
    public int Asked { get; set; }

    [Inject]
    private IJSRuntime Js { get; set; } = null!;

    /// <summary>True on pages without a connection.</summary>
    [CascadingParameter(Name = "Static")]
    public bool Static { get; set; }

    private bool Several => Report.Portfolio is { Assets.Count: > 1 };

    private bool HasExcursions => _lines.Any(l => l.Excursion is not null);

    // A short list is as high as its rows; a long one scrolls.
    private string GridHeight => FormattableString.Invariant($"{Math.Min(560, 48 + (RowHeight * Math.Max(1, _shown.Count)))}px");

    private IEnumerable<(string Value, string Words)> Groupings
    {
        get
        {
            yield return (nameof(TradeGrouping.None), ReportText.GroupedByNothing);
            yield return (nameof(TradeGrouping.Month), ReportText.MonthOfExit);
            yield return (nameof(TradeGrouping.Side), ReportText.GroupedBySide);
            yield return (nameof(TradeGrouping.Reason), ReportText.ReasonOfExit);
            if (Several)
                yield return (nameof(TradeGrouping.Asset), ReportText.GroupedByAsset);
            if (_lines.Any(l => l.Trade.Tag is not null))
                yield return (nameof(TradeGrouping.Mark), ReportText.MarkOfTheStrategy);
        }
    }

    private string Summary
    {
        get
        {
            var (count, profit) = (_shown.Count, _shown.Sum(l => l.Trade.ProfitLoss));
            var (shown, all) = (Figures.Count(count), Figures.Count(_lines.Count));
            var trades =
                count == _lines.Count
                    ? Plural.Of(count, ReportText.OneTrade, ReportText.FormatTradeCount(shown))
                    : Plural.Of(_lines.Count, ReportText.FormatShownOfOneTrade(shown), ReportText.FormatShownOfTrades(shown, all));
            var won =
                count == 0 ? "" : ReportText.FormatShareWon(Figures.Percent(_shown.Count(l => l.Trade.ProfitLoss > 0) / (double)count, 0));
            return ReportText.FormatTradesSummary(trades, won, Figures.Signed(profit, 0), Currency)
                + (_daily ? "" : ReportText.TimesAreUtc);
        }
    }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (ReferenceEquals(_read, Report))
            return;
        _read = Report;
        _daily = PeriodReturns.IsDaily(Report.Prices.Times);
        _lines = TradeLine.Of(Report);
        Choose(new TradeChoice());
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (Marked is not { } trade || _answered == Asked || Static)
            return;
        _answered = Asked;
        await RevealAsync(trade);
    }

    private void Choose(TradeChoice choice)
    {
        _choice = choice;
        _groups = choice.Groups(_lines);
        _shown = [.. choice.Apply(_lines)];
    }

    private void Toggle(string group) => Choose(_choice with { Group = _choice.Group == group ? null : group });

    // The list draws only the rows in view: it is scrolled to where the row will be, then the row itself is brought into view.
    private async Task RevealAsync(int trade)
    {
        if (!_shown.Any(l => l.Number == trade))
            Choose(new TradeChoice());
        var place = (_grid?.FilteredItems ?? _shown).TakeWhile(l => l.Number != trade).Count();
        await Js.InvokeVoidAsync("simulatorShell.revealRow", "trades-list", place * RowHeight, $"trade-{trade}");
    }

    private string Entry(TradeLine line) => ReportWords.Time(line.Trade.EntryTime, _daily);

    private string Exit(TradeLine line) => line.Trade.IsOpen ? Figures.Undefined : ReportWords.Time(line.Trade.ExitTime, _daily);

    private static string Return(TradeLine line) => Figures.SignedPercent(line.Trade.ReturnFraction, 2);

    private static string Units(TradeLine line) =>
        Figures.Number(Math.Abs(line.Trade.Size), line.Trade.Size == Math.Floor(line.Trade.Size) ? 0 : 4);
}
