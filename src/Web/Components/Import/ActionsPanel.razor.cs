using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Simulator.CorporateActions;
using Simulator.Import;
using Simulator.Markets;
using Simulator.Store.Series;
using Simulator.Web.Components.Controls;
using Simulator.Web.Components.Words;

namespace Simulator.Web.Components.Import;

/// <summary>Attaches corporate actions from files to a stored series, and removes them.</summary>
public sealed partial class ActionsPanel
{
    private const int MostShown = 500;
    private const long MostBytes = 4 << 20;
    private const int MostFiles = 100;

    private readonly List<string> _errors = [];
    private bool _busy;

    /// <summary>The series as it stands in the store.</summary>
    [Parameter, EditorRequired]
    public required BarSeries Series { get; set; }

    /// <summary>Called after its actions changed.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    [Inject]
    private ISeriesLibrary Library { get; set; } = null!;

    [Inject]
    private UndoOffers Undo { get; set; } = null!;

    private string Words
    {
        get
        {
            string[] parts =
            [
                .. Counted(Series.Actions.OfType<Split>().Count(), ImportText.OneSplit, ImportText.FormatSplitCount),
                .. Counted(Series.Actions.OfType<CashDividend>().Count(), ImportText.OneDividend, ImportText.FormatDividendCount),
                .. Counted(Series.Actions.OfType<TickerChange>().Count(), ImportText.OneRename, ImportText.FormatRenameCount),
                .. Counted(Series.Actions.OfType<Delisting>().Count(), ImportText.OneDelisting, ImportText.FormatDelistingCount),
            ];
            return ImportText.FormatAttached(string.Join(", ", parts));
        }
    }

    private static IEnumerable<string> Counted(int count, string one, Func<object?, string> many) =>
        count == 0 ? [] : [Plural.Of(count, one, many(Figures.Count(count)))];

    private static string What(CorporateAction action) =>
        action switch
        {
            Split => ImportText.Split,
            CashDividend => ImportText.Dividend,
            TickerChange change => ImportText.FormatRenamed(change.From, change.To),
            _ => ImportText.Delisted,
        };

    private static string ForOne(CorporateAction action) =>
        action switch
        {
            Split split => ImportText.FormatUnitsRatio(Figures.Significant(split.UnitsRatio)),
            CashDividend { Amount: var amount } when !double.IsNaN(amount) => Figures.Significant(amount),
            CashDividend dividend => Figures.Percent(dividend.Fraction, 2),
            _ => Figures.Undefined,
        };

    // Actions from the other kind of file stay. Of several files each is taken or named with what is wrong.
    private async Task AttachAsync(InputFileChangeEventArgs e)
    {
        _errors.Clear();
        _busy = true;
        var actions = Series.Actions;
        foreach (var file in e.GetMultipleFiles(Math.Max(1, e.FileCount)))
        {
            try
            {
                actions = With(actions, await ReadAsync(file), file.Name);
            }
            catch (Exception wrong) when (wrong is ImportException or IOException)
            {
                _errors.Add(wrong.Message);
            }
        }
        if (!actions.SequenceEqual(Series.Actions))
            await ReplaceAsync(actions, ImportText.WereAttached);
        _busy = false;
    }

    private static async Task<string> ReadAsync(IBrowserFile file)
    {
        if (file.Size > MostBytes)
            throw new ImportException(file.Name, null, null, ImportText.FormatHasSize(file.Size >> 20), ImportText.ActionFileTooLarge);
        using var reader = new StreamReader(file.OpenReadStream(MostBytes));
        return await reader.ReadToEndAsync();
    }

    private IReadOnlyList<CorporateAction> With(IReadOnlyList<CorporateAction> before, string text, string name)
    {
        var isMap = IsMap(text);
        var read = isMap ? MapFile.Parse(text, name).Actions : FactorFile.Parse(text, name).Actions;
        if (SplitCheck.Fault(Series, read) is { } fault)
        {
            _errors.Add($"{name}: {fault}.");
            return before;
        }
        return [.. before.Where(a => a is Delisting or TickerChange != isMap).Concat(read).OrderBy(a => a.LastDay)];
    }

    /// <summary>Whether the second cell of the first line is a name, as in map files, and no factor.</summary>
    internal static bool IsMap(string text)
    {
        var cells = text.TrimStart().Split('\n', 2)[0].Split(',');
        return cells.Length > 1 && !double.TryParse(cells[1], CultureInfo.InvariantCulture, out _);
    }

    private async Task ReplaceAsync(IReadOnlyList<CorporateAction> actions, string done)
    {
        var (symbol, before) = (Series.Symbol, Series.Actions);
        await Library.SetActionsAsync(symbol, actions, CancellationToken.None);
        Undo.Offer($"{symbol}: {done}", () => Library.SetActionsAsync(symbol, before, CancellationToken.None));
        await Changed.InvokeAsync();
    }
}
