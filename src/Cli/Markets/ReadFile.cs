using Simulator.Import;

namespace Simulator.Cli.Markets;

/// <summary>A file that a command has read.</summary>
/// <param name="Path">Its path as the user gave it.</param>
/// <param name="Name">The name by which options speak of it: that of its series, or of the file.</param>
/// <param name="File">What it holds.</param>
/// <param name="Questions">What is not known about its clock.</param>
internal sealed record ReadFile(string Path, string Name, ImportedFile File, IReadOnlyList<OpenQuestion> Questions)
{
    /// <summary>Its series.</summary>
    public IEnumerable<ProposedSeries> Proposed => File.Preview.Series;

    /// <summary>Whether the dates of its bars, and no times, say when they were known, by a calendar that is only a default.</summary>
    public bool IsByDefaultCalendar => !File.Preview.Interval.IsIntraday && Proposed.Any(OpenQuestion.IsDefaultCalendar);
}
