using Simulator.Indicators;
using Simulator.Rules.Compilation;
using Simulator.Rules.Language;

namespace Simulator.Rules;

/// <summary>Every word of the language with what it means, from the tables that the parser reads.</summary>
public static class RuleVocabulary
{
    /// <summary>All words, by group.</summary>
    public static IReadOnlyList<RuleWord> All { get; } = [.. Names(), .. Functions(), .. Indicators(), .. Forecasts()];

    private static IEnumerable<RuleWord> Names() =>
        RuleNames.All.Select(n => new RuleWord(
            n.Name,
            n.Group,
            n.Name,
            n.Type == RuleType.Truth ? "condition" : "number",
            n.Meaning,
            "",
            n.Name
        ));

    private static IEnumerable<RuleWord> Functions() =>
        RuleFunctions.All.Select(f => new RuleWord(f.Name, f.Group, f.Signature, f.Result, f.Meaning, f.Example, f.Example));

    private static IEnumerable<RuleWord> Indicators() =>
        IndicatorCatalogue.All.Select(i =>
        {
            var lines = i.Lines.Count > 1 ? $" Lines: {string.Join(", ", i.Lines.Select(l => $"{i.Name}().{l}"))}." : "";
            return new RuleWord(i.Name, "Indicators", RuleCompiler.SignatureOf(i), "number", $"{i.Title}.{lines}", "", Call(i));
        });

    // With its usual parameters, and the first of its lines.
    private static string Call(IndicatorDefinition indicator)
    {
        var inputs = indicator.Input == IndicatorInput.Pair ? ["close", "open"] : Array.Empty<string>();
        var arguments = inputs.Concat(indicator.Parameters.Select(p => p.DefaultText));
        return $"{indicator.Name}({string.Join(", ", arguments)}){(indicator.Lines.Count > 1 ? "." + indicator.Lines[0] : "")}";
    }

    private static IEnumerable<RuleWord> Forecasts() =>
        ForecastField.All.Select(f => new RuleWord(
            $"forecast.{f.Name}",
            "Forecasts",
            $"forecast.{f.Name}",
            "number",
            f.Meaning,
            "",
            $"forecast.{f.Name}"
        ));
}

/// <summary>A word of the language.</summary>
/// <param name="Name">As it is written.</param>
/// <param name="Group">Heading.</param>
/// <param name="Signature">With its arguments and their defaults.</param>
/// <param name="Result">“number”, “condition”, or “as its arguments”.</param>
/// <param name="Meaning">What it is.</param>
/// <param name="Example">An expression that uses it; empty where the word itself is one.</param>
/// <param name="Insert">What an editor puts in for it.</param>
public sealed record RuleWord(string Name, string Group, string Signature, string Result, string Meaning, string Example, string Insert);
