using Simulator.Parameters;

namespace Simulator.Web.Components.Specs;

/// <summary>How one value of a spec is shown by <see cref="SpecField"/>.</summary>
internal sealed record ParameterField(
    string Path,
    string Label,
    string Kind,
    string? Unit,
    string? Hint,
    string? Placeholder,
    IEnumerable<(string, string)>? Options,
    bool Optional
)
{
    /// <summary>The field for a parameter of a named strategy or method.</summary>
    public static ParameterField Of(StrategyParameter parameter) =>
        new(
            $"{StrategyPaths.Parameters}.{parameter.Name}",
            Words(parameter.Name),
            "text",
            parameter.IsWhole && parameter.Meaning.Contains("window", StringComparison.Ordinal) ? SpecsText.UnitBars : null,
            parameter.IsNumber ? $"{parameter.Meaning}; {parameter.Range}" : parameter.Meaning,
            parameter.Default,
            parameter.IsNumber ? null : parameter.Choices.Select(c => (c, c)),
            parameter.IsNumber
        );

    /// <summary>A name as words: buyBelow → Buy below.</summary>
    internal static string Words(string name) =>
        char.ToUpperInvariant(name[0])
        + string.Concat(name.Skip(1).Select(c => char.IsUpper(c) ? " " + char.ToLowerInvariant(c) : c.ToString()));
}
