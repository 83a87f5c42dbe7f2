using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Simulator.Learners;

/// <summary>The table of learners as a page for people, in Markdown.</summary>
public static class LearnerReference
{
    /// <summary>The whole page for some rows.</summary>
    public static string Markdown(IReadOnlyList<LearnerDescription> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var page = new StringBuilder(
            """
            # Learners by name

            Made from the table that form, validator, JSON reader and command line read. A forecaster stands in a spec as
            `"forecaster": { "kind": "NAME", … }`, an agent as `"strategy": { "kind": "agent", "agent": { "kind": "NAME", … } }`, a fitted
            feature as `{ "kind": "NAME", … }` in `features`. A parameter that is left out has its default; a saved spec writes every
            default out.

            """
        );
        foreach (var role in Enum.GetValues<LearnerRole>())
            Write(page, role, [.. rows.Where(r => r.Role == role)]);
        return page.ToString().ReplaceLineEndings("\n");
    }

    private static void Write(StringBuilder page, LearnerRole role, LearnerDescription[] rows)
    {
        if (rows.Length == 0)
            return;
        page.Append(CultureInfo.InvariantCulture, $"\n## {Heading(role)}\n");
        foreach (var row in rows)
            Write(page, row);
    }

    private static void Write(StringBuilder page, LearnerDescription row)
    {
        page.Append(CultureInfo.InvariantCulture, $"\n### {row.Title}: `{row.Name}`\n\n{row.Summary}\n\nSource: {row.Source}.");
        if (row.Page.Length > 0)
            page.Append(CultureInfo.InvariantCulture, $" More: [{row.Page}]({row.Page}).");
        page.Append(row.UsesDevice ? " Trains on a GPU where there is one.\n" : " Trains on the processor.\n");
        if (row.Parameters.Count == 0)
            return;
        page.Append("\n| Parameter | Default | Takes | Meaning |\n|---|---|---|---|\n");
        var defaults = row.DefaultSpec;
        foreach (var p in row.Parameters)
        {
            var usual = JsonSerializer.Serialize(row.Property(p).GetValue(defaults)).Trim('"');
            var unit = p.Unit.Length == 0 ? "" : $" ({p.Unit})";
            page.Append(CultureInfo.InvariantCulture, $"| `{p.Name}` | {usual} | {Takes(row, p)} | {p.Label}: {p.Help}{unit} |\n");
        }
    }

    private static string Takes(LearnerDescription row, LearnerParameter parameter)
    {
        var type = row.Property(parameter).PropertyType;
        return type.IsEnum ? string.Join(", ", Enum.GetNames(type).Select(n => $"`{JsonNamingPolicy.CamelCase.ConvertName(n)}`"))
            : type == typeof(bool) ? "true or false"
            : parameter.Bounds;
    }

    private static string Heading(LearnerRole role) =>
        role switch
        {
            LearnerRole.Forecaster => "Forecasters",
            LearnerRole.Agent => "Agents",
            _ => "Fitted features",
        };
}
