namespace Simulator.Import;

/// <summary>
/// A file that cannot be imported. The message names the file, the line and value, and the remedy.
/// </summary>
public sealed class ImportException : Exception
{
    /// <summary>A rejection.</summary>
    /// <param name="fileName">The file as the user knows it.</param>
    /// <param name="line">1-based line the rejection is about; null when it is about the file as a whole.</param>
    /// <param name="value">The text found there; null when there is none to show.</param>
    /// <param name="problem">What is wrong, without a full stop.</param>
    /// <param name="remedy">What to do, without a full stop.</param>
    /// <param name="inner">What was caught, if anything.</param>
    public ImportException(string fileName, int? line, string? value, string problem, string remedy, Exception? inner = null)
        : base(Compose(fileName, line, value, problem, remedy), inner) =>
        (FileName, Line, Value, Problem, Remedy) = (fileName, line, value, problem, remedy);

    /// <summary>The file as the user knows it.</summary>
    public string FileName { get; }

    /// <summary>1-based line, or null when the whole file is meant.</summary>
    public int? Line { get; }

    /// <summary>The text found there, shortened; null when there is none.</summary>
    public string? Value { get; }

    /// <summary>What is wrong.</summary>
    public string Problem { get; }

    /// <summary>What to do.</summary>
    public string Remedy { get; }

    /// <summary>The columns of the file, where saying what they are would let it be imported; empty otherwise.</summary>
    public IReadOnlyList<ColumnMapping> Columns { get; init; } = [];

    private static string Compose(string fileName, int? line, string? value, string problem, string remedy)
    {
        var place = line is { } at ? FormattableString.Invariant($"{fileName}, line {at}") : fileName;
        var found = value is null ? "" : $", found '{Shorten(value)}'";
        return $"{place}: {problem}{found}. {remedy}.";
    }

    private static string Shorten(string value) => value.Length <= 80 ? value : value[..79] + "…";
}
