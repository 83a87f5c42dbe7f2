using Simulator.Import;
using Simulator.Markets;

namespace Simulator.Derivation;

/// <summary>
/// A way to make series from documents that are no prices: headlines, option chains, accounts. A value stands on the first bar at whose
/// close it was public; from then on it is a series like any other, for <c>data.related</c>. A row of <see cref="SeriesMakers"/>.
/// </summary>
public interface ISeriesMaker
{
    /// <summary>Its word in commands and addresses: <c>news</c>.</summary>
    string Name { get; }

    /// <summary>Its name for people.</summary>
    string Title { get; }

    /// <summary>What it makes of what, in a sentence or two.</summary>
    string Summary { get; }

    /// <summary>What can be chosen.</summary>
    IReadOnlyList<MakerOption> Options { get; }

    /// <summary>Makes the series.</summary>
    /// <exception cref="ImportException">A document cannot be used; the text names it, the row and the remedy.</exception>
    MadeSeries Make(MakerInput input);
}

/// <summary>A choice of a maker.</summary>
/// <param name="Name">Its word in commands: <c>closeTime</c>.</param>
/// <param name="Title">Its name for people.</param>
/// <param name="Meaning">What it does, with its unit.</param>
/// <param name="Default">The value where none is given.</param>
public sealed record MakerOption(string Name, string Title, string Meaning, string Default)
{
    /// <summary>The values that it takes; empty for free text.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Whether it is for the command line only, since it names a file or folder of the machine.</summary>
    public bool IsLocal { get; init; }
}

/// <summary>A document as it was given.</summary>
/// <param name="Name">Its file name.</param>
/// <param name="Content">Its bytes.</param>
public sealed record SourceDocument(string Name, byte[] Content);

/// <summary>What a maker works on.</summary>
/// <param name="Documents">One or more.</param>
/// <param name="Symbol">The symbol of the series; of several, the beginning of their symbols.</param>
/// <param name="Calendar">The calendar whose trading days get the values.</param>
/// <param name="Options">The choices that differ from their defaults, by name.</param>
public sealed record MakerInput(
    IReadOnlyList<SourceDocument> Documents,
    string Symbol,
    MarketCalendar Calendar,
    IReadOnlyDictionary<string, string> Options
)
{
    /// <summary>The value of a choice.</summary>
    public string this[MakerOption option] => Options.GetValueOrDefault(option.Name, option.Default);
}

/// <summary>What was made.</summary>
/// <param name="Series">The series.</param>
/// <param name="Notes">What a reader should know: rows left out and why, days without a value.</param>
public sealed record MadeSeries(IReadOnlyList<BarSeries> Series, IReadOnlyList<string> Notes);
