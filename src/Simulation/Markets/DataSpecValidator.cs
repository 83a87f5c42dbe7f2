using Simulator.Errors;

namespace Simulator.Markets;

/// <summary>Checks the part of a spec that chooses the series.</summary>
public static class DataSpecValidator
{
    /// <summary>Series besides the target.</summary>
    public const int MostRelated = 2_500;

    /// <summary>Characters of the name of a series.</summary>
    public const int LongestName = 64;

    /// <summary>Checks the choice of series.</summary>
    public static void Validate(DataSpec data, string path, SpecErrors errors)
    {
        if (string.IsNullOrWhiteSpace(data.Target))
            errors.Add(SpecErrors.Join(path, "target"), "must name a series");
        else if (data.Target.Length > LongestName)
            errors.Add(SpecErrors.Join(path, "target"), TooLong(data.Target));
        ValidateRelated(data, SpecErrors.Join(path, "related"), errors);
        if (data is { From: { } from, To: { } to } && from >= to)
            errors.Add(SpecErrors.Join(path, "to"), $"must be after from ({from:yyyy-MM-dd}), was {to:yyyy-MM-dd}");
    }

    private static void ValidateRelated(DataSpec data, string path, SpecErrors errors)
    {
        if (data.Related.Count > MostRelated)
        {
            errors.Add(path, FormattableString.Invariant($"has {data.Related.Count} series; at most {MostRelated} are taken"));
            return;
        }
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < data.Related.Count; i++)
        {
            if (Fault(data.Related[i], data.Target, seen) is { } fault)
                errors.Add(SpecErrors.At(path, i), fault);
        }
    }

    private static string? Fault(string symbol, string target, HashSet<string> seen) =>
        string.IsNullOrWhiteSpace(symbol) ? "must name a series"
        : symbol.Length > LongestName ? TooLong(symbol)
        : string.Equals(symbol, target, StringComparison.OrdinalIgnoreCase) ? $"'{symbol}' is already the target"
        : !seen.Add(symbol) ? $"'{symbol}' is listed twice"
        : null;

    private static string TooLong(string symbol) =>
        FormattableString.Invariant($"names of series have at most {LongestName} characters, was one of {symbol.Length}");
}
