using Simulator.Cli.Faults;
using Simulator.Import;
using Simulator.Markets;
using Simulator.Robustness.Causality;

namespace Simulator.Cli.Markets;

/// <summary>
/// The one way in which commands read market files: as <c>import</c> reads them, with the answers of the user. A question about a clock
/// that stays open is an error where several series meet, because a wrong clock shows one of them too early.
/// </summary>
/// <param name="answers">What the user says about the files.</param>
internal sealed class SeriesReader(ReadingAnswers answers)
{
    private readonly List<ReadFile> _files = [];
    private readonly List<string> _holes = [];

    /// <summary>What is worth knowing about the files: data problems, assumptions, times that do not fit together.</summary>
    public FileFindings Findings { get; } = new();

    /// <summary>Reads a file.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="options">Options that are no answers to questions.</param>
    /// <param name="isUsed">Whether the command uses a series; null for all.</param>
    /// <exception cref="UsageException">A file that cannot be opened or imported.</exception>
    public ImportedFile Read(string path, ImportOptions options, Func<string, bool>? isUsed = null)
    {
        var content = BarFiles.ReadBytes(path);
        try
        {
            var file = Read(content, path, options);
            Findings.Add(path, file, isUsed ?? (_ => true));
            RefuseHoles(path, file, isUsed);
            if (isUsed is null || file.Series.Any(s => isUsed(s.Series.Symbol)))
                _files.Add(new ReadFile(path, file));
            return file;
        }
        catch (ImportException e)
        {
            throw new UsageException(e.Message);
        }
    }

    /// <summary>Looks at all files together, after the last one.</summary>
    /// <param name="traded">The one series that is traded; null for several, as in a portfolio.</param>
    /// <param name="further">Whether the command reads series that are not from these files.</param>
    /// <exception cref="UsageException">
    /// Clocks that are not known, or answers for a name that no series has; lists every one with the option that helps.
    /// </exception>
    public void Finish(BarSeries? traded = null, bool further = false)
    {
        RefuseUnusedAnswers();
        var (errors, notes) = UnsettledClocks.Of(_files, traded, _files.Count == 1 && !further);
        if (errors.Count + _holes.Count > 0)
            throw new UsageException([.. errors, .. _holes]);
        foreach (var note in notes)
            Findings.AddLine(note);
        var series = _files.SelectMany(f => f.File.Series.Select(s => s.Series)).ToArray();
        foreach (var finding in BarTimeCheck.All(series, Array.Find(series, s => s.Symbol == traded?.Symbol)))
            Findings.AddLine(finding.Sentence);
    }

    /// <summary>Refuses answers for names that no file and no series has, and for headings that no file has.</summary>
    /// <exception cref="UsageException">There are such names; lists all of them.</exception>
    public void RefuseUnusedAnswers() =>
        answers.RefuseUnused(
            [.. _files.SelectMany(f => NamesOf(f.File, f.Path, null)).Distinct(StringComparer.OrdinalIgnoreCase)],
            [.. _files.SelectMany(f => f.File.Preview.Columns.Select(c => c.Name)).Distinct(StringComparer.OrdinalIgnoreCase)]
        );

    /// <summary>Name of a file without folder and extensions.</summary>
    public static string Stem(string path) =>
        SymbolNames.WithoutEndings(path) is var name && name != Path.GetFileName(path) ? name
        : Path.GetFileNameWithoutExtension(path) is { } other && !string.IsNullOrWhiteSpace(other) ? other
        : SymbolNames.Clean(name);

    private ImportedFile Read(byte[] content, string path, ImportOptions options)
    {
        var name = Path.GetFileName(path);
        var headings = answers.SpeaksOfColumns ? HeadingsOf(content, name, options) : null;
        var used = answers.For(options, NamesOf(null, path, options.Symbol), headings);
        var file = CsvImport.Read(content, name, used);
        // Answers may name a series of the file, too.
        var again = answers.For(options, NamesOf(file, path, options.Symbol), headings);
        return
            again.Stamps == used.Stamps
            && again.TimeZone == used.TimeZone
            && again.Calendar == used.Calendar
            && again.DayFirst == used.DayFirst
            && again.DecimalMark == used.DecimalMark
            && (again.Kinds is null || again.Kinds.Keys.SequenceEqual(used.Kinds?.Keys ?? []))
            ? file
            : CsvImport.Read(content, name, again);
    }

    // A bar that was left out is no bar without trading: a run would go over it as if nothing had happened.
    private void RefuseHoles(string path, ImportedFile file, Func<string, bool>? isUsed)
    {
        var holes = file.Excluded.Where(e => e.IsAtOrBelowZero && (isUsed is null || isUsed(e.Symbol))).ToArray();
        if (holes.Length == 0 || answers.PricesAtOrBelowZero(NamesOf(file, path, null)) == "skip")
            return;
        _holes.Add(
            FormattableString.Invariant(
                $"{Path.GetFileName(path)}: {holes.Length} {(holes.Length == 1 ? "bar was" : "bars were")} left out, the "
            )
                + FormattableString.Invariant(
                    $"first in line {holes[0].Line}: {holes[0].Reason}. Give --negative-prices trade if the instrument "
                )
                + "trades at zero and below (a future, a spread), --negative-prices skip to run over the hole"
        );
    }

    private static string[]? HeadingsOf(byte[] content, string name, ImportOptions options)
    {
        try
        {
            return [.. CsvImport.Preview(content, name, options).Columns.Select(c => c.Name)];
        }
        catch (ImportException)
        {
            return null; // the answers may be what the file needs
        }
    }

    private static string[] NamesOf(ImportedFile? file, string path, string? symbol) =>
        [.. new[] { symbol }.OfType<string>(), Stem(path), .. file?.Series.Select(s => s.Series.Symbol) ?? []];
}
