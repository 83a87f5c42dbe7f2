using System.Globalization;
using System.Text;
using Simulator.Indicators;
using Simulator.Rules.Compilation;
using Simulator.Rules.Language;

namespace Simulator.Rules;

/// <summary>The reference of the language as Markdown, generated from the tables that the parser uses.</summary>
public static class RuleReference
{
    /// <summary>Every name, function, indicator and limit.</summary>
    public static string Write()
    {
        var text = new StringBuilder();
        foreach (var group in RuleNames.Groups)
            Table(
                text,
                group,
                ["name", "type", "meaning"],
                RuleNames
                    .All.Where(n => n.Group == group)
                    .Select(n => new[] { $"`{n.Name}`", n.Type == RuleType.Truth ? "condition" : "number", n.Meaning })
            );
        Table(text, "Forecasts", ["name", "meaning"], ForecastField.All.Select(f => new[] { $"`forecast.{f.Name}`", f.Meaning }));
        foreach (var group in RuleFunctions.Groups)
            Table(
                text,
                group,
                ["function", "result", "meaning", "example"],
                RuleFunctions
                    .All.Where(f => f.Group == group)
                    .Select(f => new[] { $"`{f.Signature}`", f.Result, f.Meaning, $"`{f.Example}`" })
            );
        text.Append(
            "## Indicators\n\nAn indicator of one series uses the close if no value is given: `sma(20)` is `sma(close, "
                + "20)`. An indicator with several lines needs the name of a line: `macd(12, 26, 9).signal`. Formulas and "
                + "sources are in [indicators](indicators.md). Steps are per bar with the default parameters: 1 if an indicator "
                + "continues from the previous bar, otherwise they grow with the window.\n\n"
        );
        foreach (var group in IndicatorCatalogue.All.GroupBy(i => i.Group))
            Table(
                text,
                Words(group.Key.ToString()),
                ["indicator", "lines", "steps", "title"],
                group.Select(i =>
                    new[]
                    {
                        $"`{RuleCompiler.SignatureOf(i)}`",
                        i.Lines.Count == 1 ? "" : string.Join(", ", i.Lines.Select(l => $"`.{l}`")),
                        i.StepsPerBar().ToString("#,0", CultureInfo.InvariantCulture),
                        i.Title,
                    }
                ),
                level: 3
            );
        Table(text, "Sizes", ["member of `size`", "meaning"], RuleSize.All.Select(s => new[] { $"`{s.Member}`", s.Meaning }));
        Table(
            text,
            "Limits",
            ["limit of", "at most"],
            Limits().Select(l => new[] { l.What, l.Most.ToString("#,0", CultureInfo.InvariantCulture) })
        );
        return text.ToString();
    }

    private static IEnumerable<(string What, int Most)> Limits() =>
        [
            ("characters of an expression", RuleLimits.Length),
            ("parts of an expression", RuleLimits.Nodes),
            ("nested brackets, calls and signs", RuleLimits.Nesting),
            ("levels of an expression, including the definitions that it uses", RuleLimits.Depth),
            ("definitions, and parameters", RuleLimits.Definitions),
            ("different parts of a document", RuleLimits.Columns),
            ("bars that one function can look back", RuleLimits.LookBackBars),
            ("bars that all functions together can look back", RuleLimits.TotalLookBackBars),
            ("steps of all indicators per bar", RuleLimits.StepsPerBar),
            ("steps to set up all indicators", RuleLimits.SetUpSteps),
            ("other symbols and timeframes", RuleLimits.Clocks),
            ("nesting of other symbols and timeframes", RuleLimits.ClockNesting),
            ("account operations per bar and expression", RuleLimits.AccountOperations),
            ("characters of a document", RuleLimits.DocumentLength),
        ];

    private static void Table(StringBuilder text, string title, string[] heads, IEnumerable<string[]> rows, int level = 2)
    {
        text.Append('#', level).Append(' ').Append(title).Append("\n\n");
        Row(text, heads);
        Row(text, [.. heads.Select(_ => "---")]);
        foreach (var row in rows)
            Row(text, row);
        text.Append('\n');
    }

    private static void Row(StringBuilder text, string[] cells) =>
        text.Append("| ").AppendJoin(" | ", cells.Select(c => c.Replace("|", "\\|", StringComparison.Ordinal))).Append(" |\n");

    private static string Words(string name) =>
        string.Concat(name.Select((c, i) => i > 0 && char.IsUpper(c) ? " " + char.ToLowerInvariant(c) : c.ToString()));
}
