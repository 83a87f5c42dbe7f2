using Simulator.Import;
using Simulator.Quality;
using Simulator.Store.Series;

namespace Simulator.Web.Components.Import;

/// <summary>One series that was stored, and how to take it back.</summary>
/// <param name="ToStore">What was stored.</param>
/// <param name="Action">How, where the name was in the store already; null for a new one.</param>
public sealed record ImportedChange(SeriesToStore ToStore, ExistingAction? Action)
{
    private const int LongestSource = 200;

    /// <summary>Its name.</summary>
    public string Symbol => ToStore.Series.Symbol;

    /// <summary>What was done besides importing.</summary>
    public string Words =>
        Action switch
        {
            ExistingAction.Append => ImportText.AppendedMark,
            ExistingAction.Replace => ImportText.ReplacedMark,
            _ => "",
        };

    /// <summary>What accepting a file stores.</summary>
    public static List<ImportedChange> Of(ImportChoices choices, ImportedFile file, string fileName)
    {
        ArgumentNullException.ThrowIfNull(choices);
        return
        [
            .. choices
                .Chosen(file)
                .Select(s =>
                    choices.ExistingOf(s.Series.Symbol) is { } existing
                        ? Changed(existing, s, fileName)
                        : new ImportedChange(new SeriesToStore(s.Series, fileName, s.Quality.ToJson(), s.Quality.Concerns), null)
                ),
        ];
    }

    /// <summary>Undoes it: a new series goes, a changed one becomes what it was.</summary>
    public Task TakeBackAsync(ISeriesLibrary library)
    {
        ArgumentNullException.ThrowIfNull(library);
        return Action is null ? library.DeleteAsync(Symbol, CancellationToken.None)
            : ToStore.Series.ContentHash == ToStore.Replaces ? Task.CompletedTask // nothing changed
            : library.UndoAsync(Symbol, ToStore.Series.ContentHash, CancellationToken.None);
    }

    private static ImportedChange Changed(ExistingChoice existing, ImportedSeries imported, string fileName)
    {
        var series = existing.Result;
        var isAppended = existing.Action == ExistingAction.Append;
        var quality = isAppended ? SeriesQuality.Examine(series) : imported.Quality;
        var source = isAppended ? $"… + {fileName}" : fileName;
        return new ImportedChange(
            new SeriesToStore(series, source[..Math.Min(source.Length, LongestSource)], quality.ToJson(), quality.Concerns)
            {
                Replaces = existing.Stored.ContentHash,
            },
            existing.Action
        );
    }
}
