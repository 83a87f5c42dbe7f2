using System.Text.Json.Serialization;

namespace Simulator.Markets;

/// <summary>Which series a simulation reads. Names are those under which the series were imported.</summary>
public sealed record DataSpec
{
    /// <summary>The series that is forecast and traded.</summary>
    public required string Target { get; init; }

    /// <summary>Series that may inform the forecast; aligned on the target's bars by last known value at the decision time.</summary>
    public IReadOnlyList<string> Related { get; init; } = [];

    /// <summary>
    /// What is done about the splits and dividends of series that have them; null: paid and split as they happened in a portfolio, adjusted
    /// for both elsewhere.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PriceTreatment? Prices { get; init; }

    /// <summary>First trading day used; null for the series' first.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last trading day used; null for the series' last.</summary>
    public DateOnly? To { get; init; }

    /// <summary>All series, the target first; none for work that is on no series.</summary>
    public IEnumerable<string> Symbols() => Target.Length == 0 ? Related : Related.Prepend(Target);
}
