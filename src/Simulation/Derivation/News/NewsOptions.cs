using System.Globalization;
using Simulator.Derivation.Publication;
using Simulator.Import;

namespace Simulator.Derivation.News;

/// <summary>What can be chosen of news.</summary>
internal static class NewsOptions
{
    public const string ZeroToOne = "zeroToOne";
    public const string MinusOneToOne = "minusOneToOne";
    private const string Yes = "yes";
    private const string No = "no";

    public static MakerOption Scale { get; } =
        new("scale", "Scale", "range of the score: 0 (bad) to 1 (good) with 0.5 for neither, or −1 to 1 with 0 for neither", ZeroToOne)
        {
            Choices = [ZeroToOne, MinusOneToOne],
        };

    public static MakerOption Shrink { get; } =
        new("shrink", "Neutral headlines", "how many neutral headlines each day has besides its own; 0 takes the plain mean", "1");

    public static MakerOption Lead { get; } =
        new("lead", "Lead", "minutes before the close by which a headline must be public to count on that day", "0");

    public static MakerOption About { get; } =
        new("about", "About", "words parted by commas, such as Goldman,GS: only headlines with one of them count", "");

    public static MakerOption Only { get; } =
        new("only", "Only symbols", "symbols parted by commas: only headlines of these count, by the file's column of symbols", "");

    public static MakerOption PerSymbol { get; } =
        new("perSymbol", "Series per symbol", "one series for each symbol of the file, named by both symbols", No) { Choices = [No, Yes] };

    public static MakerOption WithDescription { get; } =
        new("withDescription", "Score descriptions", "whether the description is scored with its headline", No) { Choices = [No, Yes] };

    public static MakerOption HeadlineColumn { get; } =
        new("headlineColumn", "Column of headlines", "its heading, or its number from 1; found by heading where none is given", "");

    public static MakerOption TimeColumn { get; } =
        new("timeColumn", "Column of dates", "its heading, or its number from 1; found by heading where none is given", "");

    public static MakerOption DescriptionColumn { get; } =
        new("descriptionColumn", "Column of descriptions", "its heading, or its number from 1; found by heading where none is given", "");

    public static MakerOption SymbolColumn { get; } =
        new("symbolColumn", "Column of symbols", "its heading, or its number from 1; found by heading where none is given", "");

    public static MakerOption Model { get; } =
        new(
            "model",
            "Model",
            "folder of a BERT classifier (model.safetensors, config.json, vocab.txt) that scores instead of the lexicon",
            ""
        )
        {
            IsLocal = true,
        };

    /// <summary>All but <see cref="Model"/>, which needs a tensor library.</summary>
    public static IReadOnlyList<MakerOption> All { get; } =
    [
        Scale,
        Shrink,
        PublicationOptions.TimeZone,
        PublicationOptions.DayFirst,
        Lead,
        About,
        Only,
        PerSymbol,
        WithDescription,
        HeadlineColumn,
        TimeColumn,
        DescriptionColumn,
        SymbolColumn,
    ];

    /// <summary>Reads the choices.</summary>
    /// <exception cref="ImportException">A value that an option does not take.</exception>
    public static NewsChoices Read(MakerInput input)
    {
        foreach (var option in All.Where(o => o.Choices.Count > 0 && !o.Choices.Contains(input[o])))
            throw Refused(option, input[option], $"Give one of {string.Join(", ", option.Choices)}");
        return new NewsChoices(
            input[Scale] == ZeroToOne,
            Number(input, Shrink, 1000),
            PublicationOptions.ZoneOf(input),
            PublicationOptions.IsDayFirst(input),
            TimeSpan.FromMinutes(Number(input, Lead, 1440)),
            List(input[About]),
            [.. List(input[Only]).Select(s => s.ToUpperInvariant())],
            input[PerSymbol] == Yes,
            input[WithDescription] == Yes,
            input[HeadlineColumn],
            input[TimeColumn],
            input[DescriptionColumn],
            input[SymbolColumn]
        );
    }

    private static double Number(MakerInput input, MakerOption option, double largest) =>
        double.TryParse(input[option], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= 0 && number <= largest
            ? number
            : throw Refused(option, input[option], FormattableString.Invariant($"Give a number from 0 to {largest}"));

    private static string[] List(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static ImportException Refused(MakerOption option, string value, string remedy) =>
        new("options", null, value, $"{option.Name} cannot be that", remedy);
}

/// <summary>The choices as they were read.</summary>
internal sealed record NewsChoices(
    bool IsZeroToOne,
    double Shrink,
    TimeZoneInfo? Zone,
    bool? DayFirst,
    TimeSpan Lead,
    string[] About,
    string[] Only,
    bool PerSymbol,
    bool WithDescription,
    string HeadlineColumn,
    string TimeColumn,
    string DescriptionColumn,
    string SymbolColumn
);
