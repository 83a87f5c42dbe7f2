using Simulator.Derivation;
using Simulator.Import;
using Simulator.Markets;

namespace Simulator.Web.Components.Derive;

/// <summary>What stands in the form that makes series from documents, as it stands in the page's address.</summary>
/// <param name="Kind">What is made, by the maker's name.</param>
/// <param name="Symbol">Symbol of the series, of several the beginning of their symbols.</param>
/// <param name="Calendar">Calendar whose trading days get values, by its id.</param>
/// <param name="Choices">Choices that differ from their defaults, by name.</param>
/// <param name="Files">The documents, each an upload's id with its name.</param>
public sealed record DeriveDraft(
    string Kind,
    string Symbol,
    string Calendar,
    IReadOnlyDictionary<string, string> Choices,
    IReadOnlyList<DeriveFile> Files
)
{
    /// <summary>The maker.</summary>
    public ISeriesMaker Maker => SeriesMakers.All.FirstOrDefault(m => m.Name == Kind) ?? SeriesMakers.All[0];

    /// <summary>Its choices that a browser can make: none that names a file of the server.</summary>
    public IEnumerable<MakerOption> Options => Maker.Options.Where(o => !o.IsLocal);

    /// <summary>What is wrong with the symbol; null where nothing is.</summary>
    public string? SymbolError => SymbolNames.Problem(Symbol);

    /// <summary>What is wrong with the calendar.</summary>
    public string? CalendarError => MarketCalendar.Find(Calendar) is null ? DeriveText.NoCalendar : null;

    /// <summary>What is wrong with the files.</summary>
    public string? FilesError => Files.Count == 0 ? DeriveText.NeedsFiles : null;

    /// <summary>Whether it can be tried.</summary>
    public bool IsSound =>
        SymbolError is null && CalendarError is null && FilesError is null && Options.All(o => MakerChecks.Fault(o, this[o]) is null);

    /// <summary>The value of a choice.</summary>
    public string this[MakerOption option]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(option);
            return Choices.GetValueOrDefault(option.Name, option.Default);
        }
    }

    /// <summary>With another value of a choice; an empty one is the default.</summary>
    public DeriveDraft With(MakerOption option, string? value)
    {
        ArgumentNullException.ThrowIfNull(option);
        var choices = Choices.Where(c => c.Key != option.Name).ToDictionary(c => c.Key, c => c.Value, StringComparer.Ordinal);
        if (value?.Trim() is { Length: > 0 } given && given != option.Default)
            choices[option.Name] = given;
        return this with { Choices = choices };
    }

    /// <summary>What the maker works on.</summary>
    /// <param name="documents">The files as they were read.</param>
    public MakerInput Input(IReadOnlyList<SourceDocument> documents) =>
        new(
            documents,
            Symbol,
            MarketCalendar.ById(Calendar),
            // Choices of another kind may still stand in the address.
            Options.Where(o => Choices.ContainsKey(o.Name)).ToDictionary(o => o.Name, o => Choices[o.Name], StringComparer.Ordinal)
        );
}

/// <summary>A document that waits: the id of its upload, and its name.</summary>
public sealed record DeriveFile(string Upload, string Name);
