using System.Text.RegularExpressions;

namespace Simulator.Web.Components.Specs;

/// <summary>Names of places in a spec, as people read them.</summary>
internal static partial class SpecNames
{
    /// <summary>The name of a path: “Execution, slippage bps”; “JSON” for the whole.</summary>
    public static string Of(string path)
    {
        if (path.Length == 0)
            return "JSON";
        var parts = path.Split('.').Select(part => Spaced().Replace(part, m => " " + m.Value.ToLowerInvariant())).ToList();
        var name = string.Join(", ", parts.Count > 2 ? parts[^2..] : parts);
        return char.ToUpperInvariant(name[0]) + name[1..];
    }

    // commissionRate → commission rate; features[0] → features 0
    [GeneratedRegex("(?<=[a-z])[A-Z]")]
    private static partial Regex Spaced();
}
