using System.Globalization;
using System.Text;

namespace Simulator.Strategies;

/// <summary>The table of strategies as a page for people, in Markdown.</summary>
public static class StrategyReference
{
    /// <summary>The whole page.</summary>
    public static string Markdown()
    {
        var page = new StringBuilder(
            """
            # Strategies by name

            Made from the table that the command line, forms and sweeps read. `./run backtest --bars FILE --strategy NAME --set parameter=value` runs one over a
            file; in a spec it stands as `"strategy": { "kind": "named", "name": "NAME", "parameters": { "parameter": value } }`.

            Every rule decides at the close of a bar with what was known then; its orders fill at the next open (`docs/conventions.md`). Orders are placed only when
            what the rule wants changes. `side=long` and `side=short` leave the other side out; what is left out means flat. A parameter that there is not, or a
            value outside its range, is an error that names what there is.

            """
        );
        foreach (var group in NamedStrategies.All.GroupBy(d => d.Group))
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {Heading(group.Key)}\n");
            foreach (var description in group)
                Write(page, description);
        }
        return page.ToString().ReplaceLineEndings("\n");
    }

    private static void Write(StringBuilder page, StrategyDescription description)
    {
        page.Append(CultureInfo.InvariantCulture, $"\n### {description.Title}: `{description.Name}`\n\n{description.Rule}\n");
        if (description.NeedsForecast)
            page.Append("\nNeeds forecasts: runs in a simulation with a forecaster, not from a file of bars alone.\n");
        if (description.Source.Length > 0)
            page.Append(CultureInfo.InvariantCulture, $"\nSource: {description.Source}.\n");
        if (description.Parameters.Count == 0)
            return;
        page.Append("\n| Parameter | Default | Takes | Meaning |\n|---|---|---|---|\n");
        foreach (var p in description.Parameters)
            page.Append(CultureInfo.InvariantCulture, $"| `{p.Name}` | {p.Default} | {p.Range} | {p.Meaning} |\n");
        if (description.Constraints.Count > 0)
            page.Append(CultureInfo.InvariantCulture, $"\nWhere {string.Join(" and ", description.Constraints.Select(c => $"`{c}`"))}.\n");
    }

    private static string Heading(StrategyGroup group) =>
        group switch
        {
            StrategyGroup.TrendFollowing => "Trend following",
            StrategyGroup.MeanReversion => "Mean reversion",
            StrategyGroup.ReferenceCases => "Rules of the reference cases",
            _ => group.ToString(),
        };
}
