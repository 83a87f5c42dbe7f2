using System.Globalization;
using System.Text;
using Simulator.Indicators;
using Simulator.Rules.Compilation;
using Simulator.Rules.Language;

namespace Simulator.Rules;

/// <summary>The reference of the language as Markdown, written from the tables that the parser's names are looked up in.</summary>
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
                ["name", "answers with", "meaning"],
                RuleNames
                    .All.Where(n => n.Group == group)
                    .Select(n => new[] { $"`{n.Name}`", n.Type == RuleType.Truth ? "condition" : "number", n.Meaning })
            );
        Table(text, "Forecasts", ["name", "meaning"], ForecastField.All.Select(f => new[] { $"`forecast.{f.Name}`", f.Meaning }));
        foreach (var group in RuleFunctions.Groups)
            Table(
                text,
                group,
                ["function", "answers with", "meaning", "example"],
                RuleFunctions
                    .All.Where(f => f.Group == group)
                    .Select(f => new[] { $"`{f.Signature}`", f.Result, f.Meaning, $"`{f.Example}`" })
            );
        text.Append(
            "## Indicators\n\nAn indicator of one number takes the close where no value is given: `sma(20)` is `sma(close, 20)`. One of several lines needs one of them: `macd(12, 26, 9).signal`. Formulas and sources stand in [indicators](indicators.md). Steps are those of a bar with the parameters that stand there: one where an indicator goes on from the bar before, else they grow with the window.\n\n"
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
        Table(text, "Sizes", ["member of `size`", "meaning of its number"], RuleSize.All.Select(s => new[] { $"`{s.Member}`", s.Meaning }));
        Table(
            text,
            "Limits",
            ["what", "at most"],
            Limits().Select(l => new[] { l.What, l.Most.ToString("#,0", CultureInfo.InvariantCulture) })
        );
        return text.ToString();
    }

    private static IEnumerable<(string What, int Most)> Limits() =>
        [
            ("characters of an expression", RuleLimits.Length),
            ("parts of an expression", RuleLimits.Nodes),
            ("brackets, calls and signs inside each other", RuleLimits.Nesting),
            ("levels of an expression with the definitions it uses", RuleLimits.Depth),
            ("definitions, and parameters", RuleLimits.Definitions),
            ("different parts of a document", RuleLimits.Columns),
            ("bars that one function looks back", RuleLimits.LookBackBars),
            ("bars that all of them look back together", RuleLimits.TotalLookBackBars),
            ("steps that indicators take together at every bar", RuleLimits.StepsPerBar),
            ("steps that setting up indicators takes", RuleLimits.SetUpSteps),
            ("other symbols and timeframes", RuleLimits.Clocks),
            ("of them inside each other", RuleLimits.ClockNesting),
            ("operations on the account per bar and expression", RuleLimits.AccountOperations),
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
