using System.Globalization;

namespace Simulator.Learners;

/// <summary>
/// One parameter of a learner: the member of its spec, and what form, validator and reference page say of it.
/// Its type and its default are those of the spec's property.
/// </summary>
/// <param name="Name">The member as JSON writes it, camelCase; the spec has a property of that name.</param>
/// <param name="Label">Short, for the form.</param>
/// <param name="Help">What it does, in a sentence without a full stop.</param>
public sealed record LearnerParameter(string Name, string Label, string Help)
{
    /// <summary>Unit, e.g. <c>bars</c>; empty for a pure number.</summary>
    public string Unit { get; init; } = "";

    /// <summary>Smallest value; −∞ for no bound.</summary>
    public double Min { get; init; } = double.NegativeInfinity;

    /// <summary>Largest value; ∞ for no bound.</summary>
    public double Max { get; init; } = double.PositiveInfinity;

    /// <summary>Whether <see cref="Min"/> itself is too small.</summary>
    public bool IsAboveMin { get; init; }

    /// <summary>Whether <see cref="Max"/> itself is too large.</summary>
    public bool IsBelowMax { get; init; }

    /// <summary>Whether the form shows it at once; the others stand under “in detail”.</summary>
    public bool IsBasic { get; init; }

    /// <summary>A text of many lines.</summary>
    public bool IsLong { get; init; }

    /// <summary>What stands in the empty field of a form where it may be left open (null).</summary>
    public string WhenOpen { get; init; } = "automatic";

    /// <summary>Whether a number is allowed.</summary>
    public bool Allows(double value) => (IsAboveMin ? value > Min : value >= Min) && (IsBelowMax ? value < Max : value <= Max);

    /// <summary>The bounds in words: “between 1 and 64”, “above 0 and at most 1”, “at least 0”.</summary>
    public string Bounds =>
        (double.IsFinite(Min), double.IsFinite(Max)) switch
        {
            (true, true) when !IsAboveMin && !IsBelowMax => Text($"between {Min} and {Max}"),
            (true, true) => Text($"{Lower} and {Upper}"),
            (true, false) => Lower,
            (false, true) => Upper,
            _ => "any number",
        };

    private string Lower => Text($"{(IsAboveMin ? "above" : "at least")} {Min}");

    private string Upper => Text($"{(IsBelowMax ? "below" : "at most")} {Max}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
