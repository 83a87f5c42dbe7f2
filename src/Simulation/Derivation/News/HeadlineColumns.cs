using System.Globalization;
using Simulator.Import;

namespace Simulator.Derivation.News;

/// <summary>Which column of a file is what; −1 where there is none.</summary>
/// <param name="Text">The headline.</param>
/// <param name="Time">Date, or date and time.</param>
/// <param name="Clock">A time of day in a column of its own.</param>
/// <param name="Description">What stands below the headline.</param>
/// <param name="Symbol">Whom it is about.</param>
internal sealed record HeadlineColumns(int Text, int Time, int Clock, int Description, int Symbol)
{
    private static readonly string[] s_text =
    [
        "headline",
        "headlines",
        "headlinetext",
        "newsheadline",
        "title",
        "titles",
        "newstitle",
        "articletitle",
        "news",
        "text",
        "tweet",
        "story",
        "sentence",
    ];

    private static readonly string[] s_times =
    [
        "publishedat",
        "publishedtime",
        "publisheddate",
        "published",
        "publishdate",
        "publishtime",
        "pubdate",
        "datetime",
        "dateandtime",
        "timestamp",
        "date",
        "dates",
        "newsdate",
        "releasedate",
        "createdat",
        "created",
        "day",
        "time",
        "times",
    ];

    private static readonly string[] s_clocks = ["time", "timeofday", "hour", "publishtime"];
    private static readonly string[] s_descriptions =
    [
        "description",
        "summary",
        "abstract",
        "snippet",
        "lead",
        "body",
        "content",
        "article",
    ];
    private static readonly string[] s_symbols = ["symbol", "symbols", "ticker", "tickers", "stock", "stocksymbol", "stockticker"];

    /// <summary>How many of the headings are known: tells the separator.</summary>
    public static int Known(IReadOnlyList<string> headings) =>
        headings.Select(Name).Count(h => s_text.Contains(h) || s_times.Contains(h) || s_descriptions.Contains(h) || s_symbols.Contains(h));

    /// <summary>Finds the columns.</summary>
    /// <param name="fileName">For errors.</param>
    /// <param name="headings">[column] of the file.</param>
    /// <param name="choices">What was chosen.</param>
    /// <exception cref="ImportException">No headlines, no dates, or a chosen column that is not there.</exception>
    public static HeadlineColumns Of(string fileName, IReadOnlyList<string> headings, NewsChoices choices)
    {
        var names = headings.Select(Name).ToArray();
        int Find(string chosen, MakerOption option, string[] known)
        {
            if (chosen.Length > 0)
                return Chosen(fileName, headings, names, chosen, option);
            return known.Select(k => Array.IndexOf(names, k)).Where(c => c >= 0).DefaultIfEmpty(-1).First();
        }
        var text = Find(choices.HeadlineColumn, NewsOptions.HeadlineColumn, s_text);
        var time = Find(choices.TimeColumn, NewsOptions.TimeColumn, s_times);
        if (text < 0)
            throw Missing(fileName, headings, "headlines", NewsOptions.HeadlineColumn);
        if (time < 0)
            throw Missing(fileName, headings, "dates", NewsOptions.TimeColumn);
        var clock = s_clocks.Select(k => Array.IndexOf(names, k)).Where(c => c >= 0 && c != time).DefaultIfEmpty(-1).First();
        return new HeadlineColumns(
            text,
            time,
            clock,
            Find(choices.DescriptionColumn, NewsOptions.DescriptionColumn, s_descriptions),
            Find(choices.SymbolColumn, NewsOptions.SymbolColumn, s_symbols)
        );
    }

    // "published_at (UTC)": what stands in brackets is no part of the name.
    private static string Name(string heading) => HeaderNames.Normalise(heading.Split('(', '[')[0]);

    private static int Chosen(string fileName, IReadOnlyList<string> headings, string[] names, string chosen, MakerOption option)
    {
        if (
            int.TryParse(chosen, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= 1
            && number <= headings.Count
        )
            return number - 1;
        var at = Array.IndexOf(names, Name(chosen));
        return at >= 0
            ? at
            : throw new ImportException(
                fileName,
                1,
                chosen,
                $"{option.Name} names no column of the file",
                $"It has {string.Join(", ", headings)}; give one of these, or its number from 1"
            );
    }

    private static ImportException Missing(string fileName, IReadOnlyList<string> headings, string what, MakerOption option) =>
        new(
            fileName,
            1,
            string.Join(", ", headings),
            $"no column is headed as one of {what}",
            $"Say which it is: {option.Name}=NAME, or its number from 1; the first line must be the headings"
        );
}
