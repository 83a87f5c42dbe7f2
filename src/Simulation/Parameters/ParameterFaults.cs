using Simulator.Text;

namespace Simulator.Parameters;

/// <summary>What is wrong with the parameters of something that goes by a name.</summary>
internal static class ParameterFaults
{
    /// <summary>
    /// The name of each faulty parameter, and what it must be; what they must be to each other only where each by itself is sound.
    /// </summary>
    public static IEnumerable<(string Parameter, string Fault)> Of(
        string owner,
        IReadOnlyList<StrategyParameter> table,
        IReadOnlyList<StrategyConstraint> constraints,
        IReadOnlyDictionary<string, string> given
    )
    {
        var names = table.Select(p => p.Name).ToArray();
        var isSound = true;
        foreach (var unknown in given.Keys.Except(names, StringComparer.Ordinal))
        {
            isSound = false;
            yield return (
                unknown,
                $"is not a parameter of {owner}{Suggestion.Hint(unknown, names)}; it has "
                    + $"{(names.Length == 0 ? "none" : string.Join(", ", names))}"
            );
        }
        foreach (var parameter in table.Where(p => given.TryGetValue(p.Name, out var text) && !p.Takes(text)))
        {
            isSound = false;
            yield return (parameter.Name, $"must be {parameter.Range}, was '{given[parameter.Name]}'");
        }
        var values = new StrategyValues(table, given);
        foreach (var (smaller, larger) in isSound ? constraints : [])
        {
            if (values.Number(smaller) >= values.Number(larger))
                yield return (smaller, $"must be below {larger}, was {values.Text(smaller)} with {larger} {values.Text(larger)}");
        }
    }
}
