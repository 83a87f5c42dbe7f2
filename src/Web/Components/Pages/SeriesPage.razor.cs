using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web.Virtualization;
using Simulator.Markets;
using Simulator.Quality;
using Simulator.Store.Series;
using Simulator.Web.Components.Words;

namespace Simulator.Web.Components.Pages;

/// <summary>One series: its prices (any number of bars), its quality report, its bars.</summary>
public sealed partial class SeriesPage
{
    private const int TableBars = 100_000;
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

    private static string Class(Severity severity) =>
        severity switch
        {
            Severity.Error => "bad",
            Severity.Warning => "synthetic",
            _ => "",
        };

    private static string Words(QualityCheck check)
    {
        var name = check.ToString();
        return name[0] + string.Concat(name.Skip(1).Select(c => char.IsUpper(c) ? " " + char.ToLowerInvariant(c) : c.ToString()));
    }

    private static string Rows(QualityFinding finding) =>
        string.Join(", ", finding.Rows.Take(RowsNamed).Select(r => r.ToString(CultureInfo.InvariantCulture)))
        + (finding.Count > RowsNamed && finding.Rows.Count > RowsNamed ? $" and {Figures.Count(finding.Rows.Count - RowsNamed)} more" : "");

    private ValueTask<ItemsProviderResult<Bar>> BarsAsync(ItemsProviderRequest request)
    {
        var total = Math.Min(TableBars, _series!.Count);
        var bars = Enumerable
            .Range(request.StartIndex, Math.Max(0, Math.Min(request.Count, total - request.StartIndex)))
            .Select(i => _series[_series.Count - 1 - i]);
        return ValueTask.FromResult(new ItemsProviderResult<Bar>(bars, total));
    }
}
