using Simulator.Portfolios.Methods;
using Simulator.Strategies;

namespace Simulator.Web.Components.Specs;

/// <summary>A strategy as the gallery shows it; all of it comes from the tables that the strategies come from.</summary>
/// <param name="Group">Kind of strategy in the form: <c>ready</c>, <c>rules</c> or <c>portfolio</c>.</param>
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
    /// <summary>Every card, in the order of the tables.</summary>
    public static IReadOnlyList<GalleryCard> All =>
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
                "",
                "",
                [.. m.Parameters.Select(p => $"{ParameterField.Words(p.Name)} {p.Default}")]
            )),
        ];

    /// <summary>The rule's first sentence.</summary>
    public string Sentence =>
        (Rule.IndexOf(". ", StringComparison.Ordinal) is > 0 and var end ? Rule[..(end + 1)] : Rule).Replace(
            "`",
            "",
            StringComparison.Ordinal
        );

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
