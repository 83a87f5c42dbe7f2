using Simulator.Derivation.Publication;
using Simulator.Import;

namespace Simulator.Derivation.Fundamentals;

/// <summary>Which column of a file of reports is what; −1 where there is none.</summary>
/// <param name="PeriodEnd">Last day of the period.</param>
/// <param name="Published">Date, or date and time, of the publication.</param>
/// <param name="Clock">The time of the publication in a column of its own.</param>
/// <param name="Symbol">The company.</param>
/// <param name="Figures">[<see cref="Figure"/>]</param>
internal sealed record ReportColumns(int PeriodEnd, int Published, int Clock, int Symbol, int[] Figures)
{
    private static readonly string[] s_periods =
    [
        "periodend",
        "periodending",
        "periodenddate",
        "fiscaldateending",
        "fiscalperiodend",
        "fiscaldate",
        "reportperiod",
        "quarterend",
        "enddate",
        "datadate",
        "period",
    ];
    private static readonly string[] s_published =
    [
        "published",
        "publishedat",
        "publicationdate",
        "publishdate",
        "publisheddate",
        "accepteddate",
        "acceptancedatetime",
        "filingdate",
        "fillingdate",
        "fileddate",
        "filed",
        "datekey",
        "rdq",
        "announced",
        "announcementdate",
        "reporteddate",
        "releasedate",
    ];
    private static readonly string[] s_clocks = ["publishedtime", "publicationtime", "time", "timeofday"];
    private static readonly string[] s_symbols = ["symbol", "ticker", "stock", "tic"];
    private static readonly string[][] s_figures =
    [
        ["eps", "reportedeps", "epsdiluted", "dilutedeps", "epsdil", "epsbasic", "basiceps", "earningspershare"],
        ["bookvalue", "bookvaluepershare", "bvps"],
        ["netincome", "netincomeloss", "netinc", "netprofit", "profit"],
        ["equity", "totalequity", "shareholdersequity", "stockholdersequity", "totalshareholderequity", "totalstockholdersequity"],
        ["shares", "sharesoutstanding", "commonstocksharesoutstanding", "weightedaverageshsout", "shareswa", "shareswadil"],
        ["revenue", "revenues", "totalrevenue", "sales", "netsales"],
    ];
    private static readonly string[] s_prices = ["close", "adjclose", "adjustedclose", "closelast", "price", "last"];

    /// <summary>Names of the figures, as the documentation has them.</summary>
    public static IEnumerable<string> FigureNames => ["eps", "bookValue", "netIncome", "equity", "shares", "revenue"];

    /// <summary>How many of the headings are known: tells the separator.</summary>
    public static int Known(IReadOnlyList<string> headings) =>
        headings
            .Select(WrittenColumns.Name)
            .Count(h => s_periods.Contains(h) || s_published.Contains(h) || s_figures.Any(f => f.Contains(h)));

    /// <summary>Whether the headings are those of prices and not of reports.</summary>
    public static bool ArePrices(IReadOnlyList<string> headings)
    {
        string[] names = [.. headings.Select(WrittenColumns.Name)];
        return names.Any(s_prices.Contains) && !names.Any(s_periods.Contains) && !names.Any(s_published.Contains);
    }

    /// <summary>Finds the columns.</summary>
    /// <exception cref="ImportException">No period, no publication, no figure, or a chosen column that is not there.</exception>
    public static ReportColumns Of(string fileName, IReadOnlyList<string> headings, FundamentalsChoices choices)
    {
        var columns = new WrittenColumns(fileName, headings);
        var period = columns.Required(choices.PeriodColumn, FundamentalsOptions.PeriodColumn, s_periods, "the last day of the period");
        var published = columns.Required(
            choices.PublishedColumn,
            FundamentalsOptions.PublishedColumn,
            s_published,
            "the time of the publication"
        );
        if (period == published)
            throw new ImportException(
                fileName,
                1,
                headings[period],
                "one column cannot be the last day of the period and the time of the publication",
                $"Name another with {FundamentalsOptions.PublishedColumn}; without the day of the publication nothing is known when it was"
            );
        var figures = Array.ConvertAll(s_figures, known => columns.Find(known));
        return Array.Exists(figures, column => column >= 0)
            ? new ReportColumns(
                period,
                published,
                columns.Find(s_clocks, published),
                columns.Find(choices.SymbolColumn, FundamentalsOptions.SymbolColumn, s_symbols),
                figures
            )
            : throw new ImportException(
                fileName,
                1,
                string.Join(", ", headings),
                "no column is headed as a figure",
                $"Name a column {string.Join(", ", FigureNames)}"
            );
    }
}
