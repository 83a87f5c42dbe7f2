using System.Globalization;
using Simulator.Markets;

namespace Simulator.Derivation;

/// <summary>What is wrong with a wish to make series, before it is tried and before anything is stored.</summary>
public static class MakerChecks
{
    /// <summary>What is wrong with the value of a choice that has a few; null where nothing is, or only the maker can tell.</summary>
    public static string? Fault(MakerOption option, string value)
    {
        ArgumentNullException.ThrowIfNull(option);
        return option.Choices.Count == 0 || option.Choices.Contains(value, StringComparer.Ordinal)
            ? null
            : $"must be one of {string.Join(", ", option.Choices)}, was '{value}'";
    }

    /// <summary>
    /// Why a series that was made may not be stored: a score would take the place of the prices that it is about; null where it may.
    /// </summary>
    public static string? OtherKind(ISeriesSource stored, BarSeries made)
    {
        ArgumentNullException.ThrowIfNull(stored);
        ArgumentNullException.ThrowIfNull(made);
        return stored.Find(made.Symbol) is { } there && there.Kind != made.Kind
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"'{made.Symbol}' is stored as a series of {Word(there.Kind)}s, and this is one of {Word(made.Kind)}s; give another symbol"
            )
            : null;
    }

    private static string Word(SeriesKind kind) =>
        kind switch
        {
            SeriesKind.Price => "price",
            SeriesKind.SignedPrice => "signed price",
            SeriesKind.Rate => "rate",
            _ => "score",
        };
}
