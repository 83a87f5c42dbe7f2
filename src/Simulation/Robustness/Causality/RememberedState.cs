using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Simulator.Robustness.Causality;

/// <summary>
/// Whether a rule keeps state that the next run can read: in static fields of its type, its base types and their nested types, or in
/// variables that its factory function captured. A settable static field that is set always counts.
/// </summary>
internal static class RememberedState
{
    private const BindingFlags Static = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
    private const BindingFlags Instance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
    private const int MostElements = 100_000;
    private const string Settable = "settable ";

    /// <summary>Field → what it holds.</summary>
    public static Dictionary<string, int> Of(Type type, Delegate make)
    {
        var state = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var owner in Owners(type))
        {
            foreach (var field in owner.GetFields(Static).Where(f => !f.IsLiteral && !IsGenerated(f.Name)))
                state[$"{(field.IsInitOnly ? "" : Settable)}{owner.Name}.{field.Name}"] = Content(field.GetValue(null));
        }
        if (make.Target is { } target && target.GetType().IsDefined(typeof(CompilerGeneratedAttribute)))
        {
            foreach (var field in target.GetType().GetFields(Instance).Where(f => !IsGenerated(f.Name)))
                state[$"captured {field.Name}"] = Content(field.GetValue(target));
        }
        return state;
    }

    /// <summary>The first field whose content changed, or that can be set and is; null for none.</summary>
    public static string? Changed(Dictionary<string, int> before, Dictionary<string, int> after) =>
        after
            .Where(a =>
                (a.Value != 0 && a.Key.StartsWith(Settable, StringComparison.Ordinal))
                || !before.TryGetValue(a.Key, out var old)
                || old != a.Value
            )
            .Select(a => a.Key.Replace(Settable, "", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .FirstOrDefault();

    private static IEnumerable<Type> Owners(Type type)
    {
        for (var at = type; at is not null && at != typeof(object); at = at.BaseType)
        {
            foreach (var owner in (IEnumerable<Type>)[at, .. at.GetNestedTypes(BindingFlags.Public | BindingFlags.NonPublic)])
            {
                if (!owner.ContainsGenericParameters && !IsGenerated(owner.Name))
                    yield return owner;
            }
        }
    }

    private static bool IsGenerated(string name) => name.StartsWith('<') && !name.EndsWith("k__BackingField", StringComparison.Ordinal);

    /// <summary>A hash of a value and, for a collection of values, of its elements.</summary>
    private static int Content(object? value) =>
        value switch
        {
            null => 0,
            string or ValueType => value.GetHashCode(),
            IDictionary map => HashCode.Combine(map.Count, Elements(map.Values)),
            ICollection many => HashCode.Combine(many.Count, Elements(many)),
            _ => RuntimeHelpers.GetHashCode(value),
        };

    private static int Elements(IEnumerable values)
    {
        var hash = new HashCode();
        var count = 0;
        foreach (var value in values)
        {
            if (count++ == MostElements)
                break;
            hash.Add(value is null or string or ValueType ? value?.GetHashCode() ?? 0 : RuntimeHelpers.GetHashCode(value));
        }
        return hash.ToHashCode();
    }
}
