using System.Globalization;
using Microsoft.AspNetCore.Components;
using Simulator.Markets;
using Simulator.Quality;
using Simulator.Store.Series;
using Simulator.Web.Components.Controls;
using Simulator.Web.Components.Words;

namespace Simulator.Web.Components.Pages;

/// <summary>One series: its prices (any number of bars), its quality report, its bars.</summary>
public sealed partial class SeriesPage
{
    private const int RowsNamed = 24;

    private BarSeries? _series;
    private QualityReport? _quality;
    private string? _shown;
    private bool _loaded;

    /// <summary>The series.</summary>
    [Parameter]
    public required string Symbol { get; set; }

    [Inject]
    private ISeriesLibrary Series { get; set; } = null!;

    [Inject]
    private UndoOffers Undo { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    /// <inheritdoc/>
    public void Dispose() => Undo.Undone -= ReloadAsync;

    /// <inheritdoc/>
    protected override void OnInitialized() => Undo.Undone += ReloadAsync;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (_shown == Symbol)
            return;
        (_shown, _loaded, _series) = (Symbol, false, null);
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        var symbol = Symbol;
        var found = await Task.Run(() => Series.Find(symbol) is { Count: > 0 } s ? s : null);
        var quality = await Series.QualityJsonAsync(symbol, CancellationToken.None) is { Length: > 2 } json
            ? QualityReport.FromJson(json)
            : null;
        // The page may show another series by now.
        if (symbol == Symbol)
            (_series, _quality, _loaded) = (found, quality, true);
    }

    private void Reload() => _series = Series.Find(Symbol);

    private Task ReloadAsync() =>
        InvokeAsync(async () =>
        {
            await LoadAsync();
            StateHasChanged();
        });

    // Of bars within one day the hours tell them apart.
    private static string Span(BarSeries series)
    {
        var (first, last) = (series.CloseTimeAt(0), series.CloseTimeAt(series.Count - 1));
        return first.Date == last.Date && series.Interval.IsIntraday
            ? PagesText.FormatHours(
                first.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
                last.ToString("HH:mm", CultureInfo.InvariantCulture)
            )
            : SearchWords.Stretch(first, last);
    }

    private async Task DeleteAsync()
    {
        var symbol = Symbol;
        await Series.DeleteAsync(symbol, CancellationToken.None);
        Undo.Offer(PagesText.FormatWasDeleted(symbol), () => Series.RestoreAsync(symbol, CancellationToken.None));
        Navigation.NavigateTo(Addresses.Data);
    }

    private static string Words(QualityCheck check) =>
        check switch
        {
            QualityCheck.Gap => PagesText.CheckGap,
            QualityCheck.Duplicate => PagesText.CheckDuplicate,
            QualityCheck.Disorder => PagesText.CheckDisorder,
            QualityCheck.HighLow => PagesText.CheckHighLow,
            QualityCheck.NonPositive => PagesText.CheckNonPositive,
            QualityCheck.Split => PagesText.CheckSplit,
            QualityCheck.Jump => PagesText.CheckJump,
            QualityCheck.Stale => PagesText.CheckStale,
            QualityCheck.ZeroVolume => PagesText.CheckZeroVolume,
            QualityCheck.Excluded => PagesText.CheckExcluded,
            QualityCheck.ChangeColumn => PagesText.CheckChangeColumn,
            QualityCheck.Adjustment => PagesText.CheckAdjustment,
            QualityCheck.ClosedDay => PagesText.CheckClosedDay,
            QualityCheck.Outlier => PagesText.CheckOutlier,
            QualityCheck.Clock => PagesText.CheckClock,
            _ => throw new ArgumentOutOfRangeException(nameof(check), check, null),
        };

    private static string Rows(QualityFinding finding) =>
        string.Join(", ", finding.Rows.Take(RowsNamed).Select(r => r.ToString(CultureInfo.InvariantCulture)))
        + (
            finding.Count > RowsNamed && finding.Rows.Count > RowsNamed
                ? PagesText.FormatAndMore(Figures.Count(finding.Rows.Count - RowsNamed))
                : ""
        );
}
