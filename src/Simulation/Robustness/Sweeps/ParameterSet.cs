using System.Globalization;

namespace Simulator.Robustness.Sweeps;

/// <summary>One choice of parameters: a text per name, as a rule takes it (<c>fast=10 slow=30</c>).</summary>
public sealed class ParameterSet
{
    private readonly string[] _names;
    private readonly string[] _values;

    internal ParameterSet(string[] names, string[] values, double[] coordinates) => (_names, _values, Coordinates) = (names, values, coordinates);

    /// <summary>No parameters: every default.</summary>
    public static ParameterSet Empty { get; } = new([], [], []);

    /// <summary>Names, those that vary first.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>Values in the order of <see cref="Names"/>.</summary>
    public IReadOnlyList<string> Values => _values;

    /// <summary>Where it lies in its space: a level's index in a range of levels, [0, 1) in an interval. One per parameter that varies.</summary>
    internal double[] Coordinates { get; }

    /// <summary>The text of a name, or null.</summary>
    public string? this[string name] => Array.IndexOf(_names, name) is var at and >= 0 ? _values[at] : null;

    /// <summary>A set of fixed values.</summary>
    public static ParameterSet Of(IEnumerable<KeyValuePair<string, string>> values)
    {
        var pairs = values.ToArray();
        return new ParameterSet([.. pairs.Select(p => p.Key)], [.. pairs.Select(p => p.Value)], []);
    }

    /// <summary>Name → text.</summary>
    public Dictionary<string, string> ToDictionary() => _names.Zip(_values).ToDictionary(p => p.First, p => p.Second, StringComparer.Ordinal);

    /// <summary>A value as a number; NaN where it is none or there is no such name.</summary>
    public double Number(string name) => double.TryParse(this[name], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : double.NaN;

    /// <summary><c>fast=10 slow=30</c>.</summary>
    public override string ToString() => string.Join(' ', _names.Zip(_values, (n, v) => $"{n}={v}"));
}
