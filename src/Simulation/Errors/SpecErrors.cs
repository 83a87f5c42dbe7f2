using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Simulator.Errors;

/// <summary>Collects what is wrong with a spec; every check that fails adds one error with its path and the value that was there.</summary>
public sealed class SpecErrors
{
    private readonly List<SpecError> _errors = [];

    /// <summary>Everything found so far.</summary>
    public IReadOnlyList<SpecError> All => _errors;

    /// <summary>More than are ever told; a loop over many entries may stop.</summary>
    public bool IsFull => _errors.Count > DocumentBounds.Errors;

    /// <summary>Adds an error.</summary>
    public void Add(string path, string message) => _errors.Add(new SpecError(path, message));

    /// <summary>Value must lie in a range; the texts of the bounds are those of the call (<c>"&gt; 0"</c>).</summary>
    public void Require<T>(bool holds, T value, string path, string mustBe)
        where T : INumber<T>
    {
        if (!holds)
            Add(path, string.Create(CultureInfo.InvariantCulture, $"must be {mustBe}, was {value}"));
    }

    /// <summary>A path with a member added: <c>strategy</c> + <c>agent</c>.</summary>
    public static string Join(string path, string member) => path.Length == 0 ? member : $"{path}.{member}";

    /// <summary>A path to an element.</summary>
    public static string At(string path, int index) => string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]");

    /// <summary>camelCase of a property named with <c>nameof</c>.</summary>
    public static string Member(string path, object? value, [CallerArgumentExpression(nameof(value))] string expression = "")
    {
        var name = expression[(expression.LastIndexOf('.') + 1)..];
        return Join(path, char.ToLowerInvariant(name[0]) + name[1..]);
    }
}
