using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Simulator.CorporateActions;
using Simulator.Import;
using Simulator.Markets;
using Simulator.Store.Series;
using Simulator.Web.Components.Words;

namespace Simulator.Web.Components.Import;

/// <summary>Attaches corporate actions from files to a stored series, and removes them.</summary>
public sealed partial class ActionsPanel
{
    private const int MostShown = 500;
    private const long MostBytes = 4 << 20;

    private IReadOnlyList<CorporateAction>? _before;
    private string? _error;
    private bool _busy;

    /// <summary>The series as it stands in the store.</summary>
    [Parameter, EditorRequired]
    public required BarSeries Series { get; set; }

    /// <summary>Called after its actions changed.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    [Inject]
    private ISeriesLibrary Library { get; set; } = null!;

    private string Words
    {
        get
        {
            string[] parts =
            [
                .. Counted(Series.Actions.OfType<Split>().Count(), "split", "splits"),
                .. Counted(Series.Actions.OfType<CashDividend>().Count(), "dividend", "dividends"),
                .. Counted(Series.Actions.OfType<TickerChange>().Count(), "change of name", "changes of name"),
                .. Counted(Series.Actions.OfType<Delisting>().Count(), "delisting", "delistings"),
            ];
            return $"Attached: {string.Join(", ", parts)}";
        }
    }

    private static IEnumerable<string> Counted(int count, string one, string many) =>
        count == 0 ? [] : [$"{Figures.Count(count)} {(count == 1 ? one : many)}"];

    private static string What(CorporateAction action) =>
        action switch
        {
            Split => "split",
            CashDividend => "dividend",
            TickerChange change => $"{change.From} becomes {change.To}",
            _ => "delisted",
        };

    private static string ForOne(CorporateAction action) =>
        action switch
        {
            Split split => $"{Figures.Significant(split.UnitsRatio)} units",
            CashDividend { Amount: var amount } when !double.IsNaN(amount) => Figures.Significant(amount),
            CashDividend dividend => Figures.Percent(dividend.Fraction, 2),
            _ => Figures.Undefined,
        };

    // Actions from the other kind of file stay.
    private async Task AttachAsync(InputFileChangeEventArgs e, bool isMap)
    {
        (_error, _busy) = (null, true);
        try
        {
            if (e.File.Size > MostBytes)
                throw new ImportException(
                    e.File.Name,
                    null,
                    null,
                    FormattableString.Invariant($"has {e.File.Size >> 20} MiB"),
                    "Factor and map files have only a few kilobytes; choose one of these"
                );
            using var reader = new StreamReader(e.File.OpenReadStream(MostBytes));
            var text = await reader.ReadToEndAsync();
            var read = isMap ? MapFile.Parse(text, e.File.Name).Actions : FactorFile.Parse(text, e.File.Name).Actions;
            CorporateAction[] all = [.. Series.Actions.Where(a => a is Delisting or TickerChange != isMap), .. read];
            if (SplitCheck.Fault(Series, read) is { } fault)
                _error = $"{e.File.Name}: {fault}.";
            else
                await SetAsync([.. all.OrderBy(a => a.LastDay)]);
        }
        catch (Exception wrong) when (wrong is ImportException or IOException)
        {
            _error = wrong.Message;
        }
        _busy = false;
    }

    private async Task SetAsync(IReadOnlyList<CorporateAction> actions)
    {
        var before = Series.Actions;
        await Library.SetActionsAsync(Series.Symbol, actions, CancellationToken.None);
        (_before, _error) = (before, null);
        await Changed.InvokeAsync();
    }

    private async Task UndoAsync()
    {
        await Library.SetActionsAsync(Series.Symbol, _before!, CancellationToken.None);
        _before = null;
        await Changed.InvokeAsync();
    }
}
