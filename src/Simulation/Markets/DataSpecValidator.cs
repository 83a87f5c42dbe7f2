using Simulator.Errors;

namespace Simulator.Markets;

/// <summary>Checks the part of a spec that chooses the series.</summary>
public static class DataSpecValidator
{
    /// <summary>Checks the choice of series.</summary>
    public static void Validate(DataSpec data, string path, SpecErrors errors)
    {
        if (string.IsNullOrWhiteSpace(data.Target))
            errors.Add(SpecErrors.Join(path, "target"), "must name a series");
        for (var i = 0; i < data.Related.Count; i++)
            ValidateRelated(data, i, SpecErrors.At(SpecErrors.Join(path, "related"), i), errors);
        if (data is { From: { } from, To: { } to } && from >= to)
            errors.Add(SpecErrors.Join(path, "to"), $"must be after from ({from:yyyy-MM-dd}), was {to:yyyy-MM-dd}");
    }

    private static void ValidateRelated(DataSpec data, int index, string path, SpecErrors errors)
    {
        var symbol = data.Related[index];
        if (string.IsNullOrWhiteSpace(symbol))
            errors.Add(path, "must name a series");
        else if (string.Equals(symbol, data.Target, StringComparison.OrdinalIgnoreCase))
            errors.Add(path, $"'{symbol}' is already the target");
        else if (data.Related.Take(index).Contains(symbol, StringComparer.OrdinalIgnoreCase))
            errors.Add(path, $"'{symbol}' is listed twice");
    }
}
