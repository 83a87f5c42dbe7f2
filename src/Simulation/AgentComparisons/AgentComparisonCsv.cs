using System.Globalization;
using System.Text;

namespace Simulator.AgentComparisons;

/// <summary>
/// A comparison of agents as a table: a row for each seed of each agent, then one for each baseline; an undefined figure is empty.
/// </summary>
public static class AgentComparisonCsv
{
    private const string Head =
        "what,seed,logWealthPerYear,return,returnWithoutCosts,sharpe,sharpeLower95,sharpeUpper95,maximumDrawdown,turnover,exposure,"
        + "evidence,decided,specHash";

    /// <summary>The table.</summary>
    public static string Of(AgentComparisonResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var text = new StringBuilder(Head).Append('\n');
        foreach (var agent in result.Agents)
        {
            foreach (var r in agent.Runs)
                Row(
                    text,
                    agent.Name,
                    r.Seed.ToString(CultureInfo.InvariantCulture),
                    [r.LogWealthPerYear, r.Return, r.ReturnWithoutCosts, r.Sharpe.Value, r.Sharpe.Lower95, r.Sharpe.Upper95],
                    [r.MaximumDrawdown, r.Turnover, r.Exposure, r.Evidence],
                    r.Decided ? "yes" : "no",
                    r.SpecHash
                );
        }
        foreach (var b in result.Baselines)
            Row(
                text,
                b.Kind.ToString(),
                "",
                [b.LogWealthPerYear, b.Return, double.NaN, b.Sharpe.Value, b.Sharpe.Lower95, b.Sharpe.Upper95],
                [b.MaximumDrawdown, b.Turnover, b.Exposure, double.NaN],
                "",
                ""
            );
        return text.ToString();
    }

    private static void Row(StringBuilder text, string what, string seed, double[] first, double[] second, string decided, string hash) =>
        text.AppendJoin(',', [Quoted(what), seed, .. first.Concat(second).Select(Number), decided, hash]).Append('\n');

    private static string Number(double value) => double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : "";

    private static string Quoted(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
