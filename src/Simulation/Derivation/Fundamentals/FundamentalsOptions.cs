using System.Globalization;
using Simulator.Derivation.Publication;
using Simulator.Import;

namespace Simulator.Derivation.Fundamentals;

/// <summary>What can be chosen of fundamentals.</summary>
internal static class FundamentalsOptions
{
    public static MakerOption PerYear { get; } =
        new("perYear", "Reports a year", "4 of quarters, 2 of half-years or 1 of years; so many make the trailing year", "4")
        {
            Choices = ["4", "2", "1"],
        };

    public static MakerOption Company { get; } =
        new("company", "Company", "the company by the file's column of symbols; none takes the symbol of the series", "");

    public static MakerOption Lead { get; } =
        new("lead", "Lead", "minutes before the close by which a report must be public to count on that day", "0");

    public static MakerOption PeriodColumn { get; } =
        new("periodColumn", "Column of period ends", "its heading, or its number from 1; found by heading where none is given", "");

    public static MakerOption PublishedColumn { get; } =
        new("publishedColumn", "Column of publication", "its heading, or its number from 1; found by heading where none is given", "");

    public static MakerOption SymbolColumn { get; } =
        new("symbolColumn", "Column of symbols", "its heading, or its number from 1; found by heading where none is given", "");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<MakerOption> All { get; } =
    [PerYear, Company, PublicationOptions.TimeZone, PublicationOptions.DayFirst, Lead, PeriodColumn, PublishedColumn, SymbolColumn];

    /// <summary>Reads the choices.</summary>
    /// <exception cref="ImportException">A value that an option does not take.</exception>
    public static FundamentalsChoices Read(MakerInput input)
    {
        foreach (var option in All.Where(o => o.Choices.Count > 0 && !o.Choices.Contains(input[o])))
            throw Refused(option, input[option], $"Give one of {string.Join(", ", option.Choices)}");
        const double Longest = 1440;
        if (!double.TryParse(input[Lead], CultureInfo.InvariantCulture, out var lead) || !(lead >= 0 && lead <= Longest))
            throw Refused(Lead, input[Lead], FormattableString.Invariant($"Give a number from 0 to {Longest}"));
        return new FundamentalsChoices(
            int.Parse(input[PerYear], CultureInfo.InvariantCulture),
            (input[Company].Length > 0 ? input[Company] : input.Symbol).ToUpperInvariant(),
            PublicationOptions.ZoneOf(input),
            PublicationOptions.IsDayFirst(input),
            TimeSpan.FromMinutes(lead),
            input[PeriodColumn],
            input[PublishedColumn],
            input[SymbolColumn]
        );
    }

    private static ImportException Refused(MakerOption option, string value, string remedy) =>
        new("options", null, value, $"{option.Name} cannot be that", remedy);
}

/// <summary>The choices as they were read.</summary>
internal sealed record FundamentalsChoices(
    int PerYear,
    string Company,
    TimeZoneInfo? Zone,
    bool? DayFirst,
    TimeSpan Lead,
    string PeriodColumn,
    string PublishedColumn,
    string SymbolColumn
);
