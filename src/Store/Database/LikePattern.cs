using System.Linq.Expressions;

namespace Simulator.Store.Database;

/// <summary>Patterns for LIKE whose escape character is the backslash.</summary>
internal static class LikePattern
{
    /// <summary>Matches text that contains some words as they are written, whatever their case.</summary>
    public static string Containing(string words)
    {
        var escaped = words
            .Trim()
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("%", "\\%", StringComparison.Ordinal)
            .Replace("_", "\\_", StringComparison.Ordinal);
        return $"%{escaped}%";
    }

    /// <summary>Rows by a key, the smallest or the largest first.</summary>
    public static IOrderedQueryable<T> Ordered<T, TKey>(this IQueryable<T> rows, Expression<Func<T, TKey>> key, bool descending) =>
        descending ? rows.OrderByDescending(key) : rows.OrderBy(key);
}
