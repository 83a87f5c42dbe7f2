using Simulator.Import;
using Simulator.Markets;

namespace Simulator.Cli.Markets;

/// <summary>What the user says about files: import's questions, answered on the command line.</summary>
internal sealed class ReadingAnswers
{
    private readonly Dictionary<string, NamedAnswers> _options;
    private readonly ColumnAnswers _columns;

    /// <summary>Takes the answers.</summary>
    /// <param name="options">Values of the options that take one for all files or one by name.</param>
    /// <param name="columns">What columns are.</param>
    public ReadingAnswers(IEnumerable<NamedAnswers> options, ColumnAnswers columns) =>
        (_options, _columns) = (options.ToDictionary(o => o.Option), columns);

    /// <summary>Options of an import, with the answers for one file.</summary>
    /// <param name="options">The other options.</param>
    /// <param name="names">Names of the file and of its series.</param>
    /// <param name="headings">Headings of the file, or null where they cannot be known without answers.</param>
    public ImportOptions For(ImportOptions options, IReadOnlyList<string> names, IReadOnlyList<string>? headings)
    {
        string? Answer(string option) => _options.GetValueOrDefault(option)?.For(names);
        return options with
        {
            Stamps = Answer("--stamps") switch
            {
                "open" => BarStamp.Open,
                "close" => BarStamp.Close,
                _ => options.Stamps,
            },
            TimeZone = Answer("--time-zone") ?? options.TimeZone,
            Calendar = Answer("--calendar") ?? options.Calendar,
            Calendars = _options.GetValueOrDefault("--calendar")?.ByName is { Count: > 0 } calendars ? calendars : options.Calendars,
            DayFirst = Answer("--day-first") is { } dayFirst ? dayFirst == "yes" : options.DayFirst,
            DecimalMark = Answer("--decimal-mark")?[0] ?? options.DecimalMark,
            Columns = _columns.For(headings) ?? options.Columns,
            Kinds =
                PricesAtOrBelowZero(names) == "trade"
                    ? names.Distinct(StringComparer.OrdinalIgnoreCase).ToDictionary(n => n, _ => SeriesKind.SignedPrice)
                    : options.Kinds,
        };
    }

    /// <summary>What to do with prices at zero and below in a file: <c>trade</c>, <c>skip</c>, or null where nobody said.</summary>
    public string? PricesAtOrBelowZero(IReadOnlyList<string> names) => _options.GetValueOrDefault("--negative-prices")?.For(names);

    /// <summary>Whether columns are spoken of, so that headings matter.</summary>
    public bool SpeaksOfColumns => !_columns.IsEmpty;

    /// <summary>Refuses answers for names that no file and no series has, and for headings that no file has.</summary>
    /// <param name="names">The names there are.</param>
    /// <param name="headings">The headings there are.</param>
    /// <exception cref="Faults.UsageException">There are such answers; lists all of them.</exception>
    public void RefuseUnused(IReadOnlyCollection<string> names, IReadOnlyCollection<string> headings)
    {
        string[] errors = [.. _options.Values.SelectMany(o => o.Unused(names)), .. _columns.Unused(headings)];
        if (errors.Length > 0)
            throw new Faults.UsageException(errors);
    }
}
