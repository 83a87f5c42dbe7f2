namespace Simulator.Import.Formats;

/// <summary>A file of a known format that gives no table: what is wrong, where, and what to do.</summary>
/// <param name="problem">What is wrong, with its place in the file, without a full stop.</param>
/// <param name="remedy">What to do, without a full stop.</param>
/// <param name="line">1-based line, for text formats.</param>
/// <param name="value">The text found there; null where there is none to show.</param>
/// <param name="inner">What was caught, if anything.</param>
internal sealed class TableProblem(string problem, string remedy, int? line = null, string? value = null, Exception? inner = null)
    : Exception($"{problem}. {remedy}.", inner)
{
    /// <summary>What is wrong.</summary>
    public string Problem { get; } = problem;

    /// <summary>What to do.</summary>
    public string Remedy { get; } = remedy;

    /// <summary>1-based line; null where the format has no lines.</summary>
    public int? Line { get; } = line;

    /// <summary>The text found there, or null.</summary>
    public string? Value { get; } = value;
}
