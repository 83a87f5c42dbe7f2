namespace Simulator.Rules.Syntax;

/// <summary>An expression as it was written, and the member of the document that holds it.</summary>
internal sealed record RuleText(string Path, string Source);

/// <summary>A part of an expression's text.</summary>
internal readonly record struct Extent(int Start, int Length)
{
    public int End => Start + Length;

    /// <summary>From the beginning of this one to the end of another.</summary>
    public Extent To(Extent other) => new(Start, Math.Max(Length, other.End - Start));
}
