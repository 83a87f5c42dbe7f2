using System.Globalization;
using Simulator.Derivation.Publication;
using Simulator.Import;
using Simulator.Markets;

namespace Simulator.Derivation.News;

/// <summary>
/// Makes a daily score of sentiment from tables of headlines, <c>docs/algorithms/news.md</c>. Every trading day from the first with news
/// to the last has a bar; a day without news is neutral.
/// </summary>
/// <param name="load">Loads a model from a folder; null where none can be used.</param>
public sealed class NewsMaker(Func<string, IHeadlineScorer>? load = null) : ISeriesMaker
{
    private const int MostSeries = 500;

    /// <inheritdoc/>
    public string Name => "news";

    /// <inheritdoc/>
    public string Title => "News sentiment";

    /// <inheritdoc/>
    public string Summary =>
        "Makes a daily score from CSV files of headlines with their dates. A headline counts on the first trading day at whose close it "
        + "was public; a day without news is neutral.";

    /// <inheritdoc/>
    public IReadOnlyList<MakerOption> Options { get; } = load is null ? NewsOptions.All : [.. NewsOptions.All, NewsOptions.Model];

    /// <inheritdoc/>
    public MadeSeries Make(MakerInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var choices = NewsOptions.Read(input);
        var files = input.Documents.Select(d => HeadlineFile.Read(d, choices, input.Calendar)).ToList();
        var wanted = Wanted(input, files, choices);
        using var scorer = Scorer(input);
        var days = new PublicationDays(input.Calendar, choices.Lead);
        var notes = files.SelectMany(f => f.Notes).ToList();
        var groups = wanted
            .GroupBy(h => choices.PerSymbol ? h.Symbol : "", StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .ToList();
        if (groups.Count > MostSeries)
            throw new ImportException(
                input.Documents[0].Name,
                null,
                null,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"it has {groups.Count:N0} symbols; at most {MostSeries} series are made at once"
                ),
                $"Name those you need: {NewsOptions.Only.Name}=AAPL,MSFT"
            );
        var series = new List<BarSeries>(groups.Count);
        foreach (var group in groups)
        {
            var scores = DailyScores.Of([.. group], days, scorer, choices);
            series.Add(scores.ToSeries(group.Key.Length == 0 ? input.Symbol : $"{input.Symbol}_{group.Key}", input.Calendar));
            notes.Add(scores.Note(series[^1].Symbol, scorer));
        }
        return new MadeSeries(series, notes);
    }

    private static List<Headline> Wanted(MakerInput input, List<HeadlineFile> files, NewsChoices choices)
    {
        var all = files.SelectMany(f => f.Headlines).ToList();
        if ((choices.PerSymbol || choices.Only.Length > 0) && all.TrueForAll(h => h.Symbol.Length == 0))
            throw new ImportException(
                input.Documents[0].Name,
                1,
                null,
                "no column says whom its headlines are about",
                $"Name it: {NewsOptions.SymbolColumn.Name}=NAME; or choose headlines by their words: {NewsOptions.About.Name}=Goldman,GS"
            );
        var wanted = all.Where(h =>
                (choices.Only.Length == 0 || choices.Only.Contains(h.Symbol))
                && (!choices.PerSymbol || h.Symbol.Length > 0)
                && (choices.About.Length == 0 || choices.About.Any(word => HasWord(h.Text, word)))
            )
            .ToList();
        return wanted.Count > 0
            ? wanted
            : throw new ImportException(
                input.Documents[0].Name,
                null,
                string.Join(", ", choices.Only.Concat(choices.About)),
                string.Create(CultureInfo.InvariantCulture, $"none of its {all.Count:N0} headlines is chosen"),
                $"Check {NewsOptions.Only.Name} and {NewsOptions.About.Name}"
            );
    }

    // "GS" is no part of "savings".
    private static bool HasWord(string text, string word)
    {
        for (var at = 0; (at = text.IndexOf(word, at, StringComparison.OrdinalIgnoreCase)) >= 0; at++)
        {
            var end = at + word.Length;
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end])))
                return true;
        }
        return false;
    }

    private IHeadlineScorer Scorer(MakerInput input) =>
        load is not null && input[NewsOptions.Model] is { Length: > 0 } folder ? load(folder) : new LexiconScorer();
}
