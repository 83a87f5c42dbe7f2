using Simulator.Derivation.Publication;
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
        headings
            .Select(WrittenColumns.Name)
            .Count(h => s_text.Contains(h) || s_times.Contains(h) || s_descriptions.Contains(h) || s_symbols.Contains(h));

    /// <summary>Finds the columns.</summary>
    /// <param name="fileName">For errors.</param>
    /// <param name="headings">[column] of the file.</param>
    /// <param name="choices">What was chosen.</param>
    /// <exception cref="ImportException">No headlines, no dates, or a chosen column that is not there.</exception>
    public static HeadlineColumns Of(string fileName, IReadOnlyList<string> headings, NewsChoices choices)
    {
        var columns = new WrittenColumns(fileName, headings);
        var text = columns.Required(choices.HeadlineColumn, NewsOptions.HeadlineColumn, s_text, "one of headlines");
        var time = columns.Required(choices.TimeColumn, NewsOptions.TimeColumn, s_times, "one of dates");
        return new HeadlineColumns(
            text,
            time,
            columns.Find(s_clocks, time),
            columns.Find(choices.DescriptionColumn, NewsOptions.DescriptionColumn, s_descriptions),
            columns.Find(choices.SymbolColumn, NewsOptions.SymbolColumn, s_symbols)
        );
    }
}
