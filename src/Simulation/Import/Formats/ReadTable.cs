namespace Simulator.Import.Formats;

/// <summary>What a format gave.</summary>
/// <param name="Format">The format's name, e.g. <c>Parquet</c>.</param>
/// <param name="Csv">The table as <see cref="TableText"/> writes it.</param>
/// <param name="Notes">What is worth knowing: where the table was found, what was left out.</param>
internal sealed record ReadTable(string Format, ReadOnlyMemory<byte> Csv, IReadOnlyList<string> Notes);
