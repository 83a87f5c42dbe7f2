using System.Collections.Concurrent;
using System.Globalization;
using Simulator.Learners;
using Simulator.Portfolios.Methods;
using Simulator.Strategies;

namespace Simulator.Web.Components.Specs;

/// <summary>A strategy as the gallery shows it; all of it comes from the tables that the strategies come from.</summary>
/// <param name="Group">Kind of strategy in the form: <c>ready</c>, <c>rules</c>, <c>portfolio</c>, <c>agent</c>, <c>forecaster</c>.</param>
/// <param name="Name">Its name there.</param>
/// <param name="Title">Shown to people.</param>
/// <param name="Heading">What it belongs to.</param>
/// <param name="Rule">What it does.</param>
/// <param name="Suits">Markets in which it is usually tried; empty where that is not known.</param>
/// <param name="Weakness">What it is weak at; empty where that is not known.</param>
/// <param name="Parameters">Its parameters with their usual values.</param>
public sealed record GalleryCard(
    string Group,
    string Name,
    string Title,
    string Heading,
    string Rule,
    string Suits,
    string Weakness,
    IReadOnlyList<string> Parameters
)
{
    private static readonly ConcurrentDictionary<string, IReadOnlyList<GalleryCard>> s_all = new(StringComparer.Ordinal);

    /// <summary>Every card, in the order of the tables; one list for each language.</summary>
    public static IReadOnlyList<GalleryCard> All => s_all.GetOrAdd(CultureInfo.CurrentUICulture.Name, _ => Make());

    private static GalleryCard[] Make() =>
        [
            .. NamedStrategies.All.Select(s => new GalleryCard(
                "ready",
                s.Name,
                s.Title,
                ReadyRule.Heading(s.Group),
                s.Rule,
                s.Suits,
                s.Weakness,
                [.. s.Parameters.Select(p => $"{ParameterField.Words(p.Name)} {p.Default}")]
            )),
            .. RuleExamples.All.Select(e => new GalleryCard(
                "rules",
                e.Name,
                e.Title,
                SpecsText.RulesToChange,
                SpecsText.RulesToChangeHint,
                e.Suits,
                e.Weakness,
                []
            )),
            .. PortfolioMethods.All.Select(m => new GalleryCard(
                "portfolio",
                m.Name,
                m.Title,
                SpecsText.SeveralAssets,
                m.Rule,
                m.Suits,
                m.Weakness,
                [.. m.Parameters.Select(p => $"{ParameterField.Words(p.Name)} {p.Default}")]
            )),
            .. LearnerTable.Agents.Concat(LearnerTable.Forecasters).Select(Of),
        ];

    /// <summary>What tells it from all others, for addresses.</summary>
    public string Key => $"{Group}/{Name}";

    /// <summary>What kind of learner it is; null for what does not learn.</summary>
    public LearnerRole? Role { get; private init; }

    /// <summary>The card of a key; null where there is none.</summary>
    public static GalleryCard? Find(string? key) => All.FirstOrDefault(c => c.Key == key);

    /// <summary>The rule's first sentence.</summary>
    public string Sentence =>
        (Rule.IndexOf(". ", StringComparison.Ordinal) is > 0 and var end ? Rule[..(end + 1)] : Rule).Replace(
            "`",
            "",
            StringComparison.Ordinal
        );

    private static GalleryCard Of(LearnerDescription row) =>
        new(
            row.Role == LearnerRole.Agent ? "agent" : "forecaster",
            row.Name,
            row.Title,
            row.Role == LearnerRole.Agent ? SpecsText.GalleryAgents : SpecsText.GalleryForecasters,
            row.Summary,
            row.Suits,
            row.Weakness,
            [
                .. row
                    .Parameters.Where(p => p.IsBasic)
                    .Select(p => (Words: ParameterField.Words(p.Name), Value: row.Property(p).GetValue(row.DefaultSpec)))
                    .Where(p => p.Value is not null)
                    .Select(p => $"{p.Words} {Usual(p.Value!)}"),
            ]
        )
        {
            Role = row.Role,
        };

    private static string Usual(object value) =>
        value switch
        {
            Enum choice => ParameterField.Words(choice.ToString()),
            bool isOn => isOn ? SpecsText.On : SpecsText.Off,
            _ => string.Create(CultureInfo.InvariantCulture, $"{value:#,0.#####}"),
        };

    /// <summary>Whether every word of a search stands somewhere on the card.</summary>
    public bool Has(string search)
    {
        ArgumentNullException.ThrowIfNull(search);
        var text = string.Join(' ', Name, Title, Heading, Rule, Suits, Weakness);
        return search
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .All(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));
    }
}
