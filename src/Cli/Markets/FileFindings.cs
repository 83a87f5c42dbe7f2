using Simulator.Import;
using Simulator.Quality;

namespace Simulator.Cli.Markets;

/// <summary>What a command says about its files: data problems, one line per file, and assumptions about their clocks.</summary>
internal sealed class FileFindings
{
    private const int ShownFindings = 3;

    private readonly List<string> _lines = [];

    /// <summary>The lines, in the order of reading.</summary>
    public IReadOnlyList<string> Lines => _lines;

    /// <summary>Adds a file.</summary>
    /// <param name="path">The path as the user gave it.</param>
    /// <param name="file">The imported file.</param>
    /// <param name="isUsed">Whether the command uses a series.</param>
    public void Add(string path, ImportedFile file, Func<string, bool> isUsed)
    {
        var used = file.Series.Where(s => isUsed(s.Series.Symbol)).ToArray();
        var findings = used.SelectMany(s =>
                s.Quality.Findings.Select(f => (f.Severity, Text: used.Length > 1 ? $"{s.Quality.Symbol}: {f.Message}" : f.Message))
            )
            .Where(f => f.Severity > Severity.Info)
            .OrderByDescending(f => f.Severity)
            .ToArray();
        if (findings.Length == 0)
            return;
        var (errors, warnings) = (findings.Count(f => f.Severity == Severity.Error), findings.Count(f => f.Severity == Severity.Warning));
        var counts = string.Join(" and ", new[] { Counted(errors, "error"), Counted(warnings, "warning") }.OfType<string>());
        var more = findings.Length > ShownFindings ? FormattableString.Invariant($"; {findings.Length - ShownFindings} more") : "";
        _lines.Add(
            $"{Path.GetFileName(path)} has {counts}: {string.Join("; ", findings.Take(ShownFindings).Select(f => f.Text))}{more} "
                + $"(import {path} shows all)"
        );
    }

    /// <summary>Adds a line about a file.</summary>
    public void AddLine(string line) => _lines.Add(line);

    private static string? Counted(int count, string what) =>
        count == 0 ? null : FormattableString.Invariant($"{count} {what}{(count == 1 ? "" : "s")}");
}
