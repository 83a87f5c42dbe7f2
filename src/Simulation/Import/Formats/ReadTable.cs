namespace Simulator.Import.Formats;

/// <summary>What a format gave.</summary>
/// <param name="Format">The format's name, e.g. <c>Parquet</c>.</param>
/// <param name="Csv">The table as <see cref="TableText"/> writes it.</param>
/// <param name="Notes">What is worth knowing: where the table was found, what was left out.</param>
internal sealed record ReadTable(string Format, ReadOnlyMemory<byte> Csv, IReadOnlyList<string> Notes)
{
    /// <summary>As <see cref="TableText.TextColumns"/>.</summary>
    public required IReadOnlySet<int> TextColumns { get; init; }

    /// <summary>Whether numbers in text may be read with another decimal mark than the one that is used; null when they may not.</summary>
    public DecimalMark? Doubt { get; init; }
}
