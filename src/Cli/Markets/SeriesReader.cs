using Simulator.Cli.Faults;
using Simulator.Import;
using Simulator.Markets;
using Simulator.Robustness.Causality;

namespace Simulator.Cli.Markets;

/// <summary>
/// The one way in which commands read market files: as <c>import</c> reads them, with the answers of the user. A question about a clock
/// that stays open is an error where several series meet, because a wrong clock shows one of them too early.
/// </summary>
/// <param name="answers">What the user says about the clocks.</param>
internal sealed class SeriesReader(ClockAnswers answers)
{
    private readonly List<ReadFile> _files = [];
    private readonly List<string> _unsettled = [];

    /// <summary>What is worth knowing about the files: data problems, assumptions, times that do not fit together.</summary>
    public FileFindings Findings { get; } = new();

    /// <summary>Reads a file.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="options">Options that are not about clocks.</param>
    /// <param name="isUsed">Whether the command uses a series; null for all.</param>
    /// <exception cref="UsageException">A file that cannot be opened or imported.</exception>
    public ImportedFile Read(string path, ImportOptions options, Func<string, bool>? isUsed = null)
    {
        var content = BarFiles.ReadBytes(path);
        try
        {
            var (file, used) = Read(content, path, options);
            string name = file.Series.Count == 1 ? file.Series[0].Series.Symbol : Stem(path);
            Findings.Add(path, file, isUsed ?? (_ => true));
            RefuseHoles(path, file, isUsed);
            if (isUsed is null || file.Series.Any(s => isUsed(s.Series.Symbol)))
                _files.Add(new ReadFile(path, name, file, OpenQuestion.Of(file, used)));
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
        var isAlone = _files.Count == 1 && !further;
        foreach (var file in _files)
        {
            foreach (var question in file.Questions)
                Ask(file, question, isAlone);
        }
        if (!isAlone)
            AskForCalendars(traded);
        if (_unsettled.Count > 0)
            throw new UsageException(_unsettled);
        var series = _files.SelectMany(f => f.File.Series.Select(s => s.Series)).ToArray();
        foreach (var finding in BarTimeCheck.All(series, Array.Find(series, s => s.Symbol == traded?.Symbol)))
            Findings.AddLine(finding.Sentence);
    }

    /// <summary>Refuses answers for names that no file and no series has.</summary>
    /// <exception cref="UsageException">There are such names; lists all of them.</exception>
    public void RefuseUnusedAnswers() =>
        answers.RefuseUnused([.. _files.SelectMany(f => NamesOf(f.File, f.Path, null)).Distinct(StringComparer.OrdinalIgnoreCase)]);

    /// <summary>Name of a file without folder and extensions.</summary>
    public static string Stem(string path) =>
        Path.GetFileNameWithoutExtension(path) is var name && string.IsNullOrWhiteSpace(name) ? SymbolNames.Clean(name) : name;

    private (ImportedFile File, ImportOptions Options) Read(byte[] content, string path, ImportOptions options)
    {
        ImportedFile Import(ImportOptions o) => CsvImport.Read(content, Path.GetFileName(path), o);
        var used = answers.For(options, NamesOf(null, path, options.Symbol));
        var file = Import(used);
        // A series of the file may be named, too, and a zone for all files serves only those that need one.
        var again = answers.For(options, NamesOf(file, path, options.Symbol));
        if (again.TimeZone is null && OpenQuestion.Of(file, again).Any(q => q.Option == "--time-zone"))
            again = again with { TimeZone = answers.ZoneForAll };
        answers.UseCalendarsOf([.. file.Series.Select(s => s.Series.Symbol)]);
        return again == used ? (file, used) : (Import(again), again);
    }

    // A bar that was left out is no bar without trading: a run would go over it as if nothing had happened.
    private void RefuseHoles(string path, ImportedFile file, Func<string, bool>? isUsed)
    {
        var holes = file.Excluded.Where(e => e.IsAtOrBelowZero && (isUsed is null || isUsed(e.Symbol))).ToArray();
        if (holes.Length == 0 || answers.PricesAtOrBelowZero(NamesOf(file, path, null)) == "skip")
            return;
        _unsettled.Add(
            FormattableString.Invariant(
                $"{Path.GetFileName(path)}: {holes.Length} {(holes.Length == 1 ? "bar was" : "bars were")} left out, the "
            )
                + FormattableString.Invariant(
                    $"first in line {holes[0].Line}: {holes[0].Reason}. Give --negative-prices trade if the instrument "
                )
                + "trades at zero and below (a future, a spread), --negative-prices skip to run over the hole"
        );
    }

    private void Ask(ReadFile file, OpenQuestion question, bool isAlone)
    {
        var says = $"{Path.GetFileName(file.Path)}: nothing says {question.Unknown}";
        if (isAlone)
            Findings.AddLine($"{says}: {question.Assumed} assumed; {question.Option} says it ({question.Choices})");
        else
            _unsettled.Add($"{says}, and other series are read with it; give {question.Option} {file.Name}={question.Choices}");
    }

    // Bars of days beside others. A default calendar is fine among equals; beside bars that are known at other times it is a guess.
    private void AskForCalendars(BarSeries? traded)
    {
        var byDate = MarketCalendar.Nyse;
        var isEqual = traded is null
            ? _files.SelectMany(f => f.Proposed).All(s => s.CalendarId == byDate.Id)
            : !traded.Interval.IsIntraday && traded.Calendar.Id == byDate.Id;
        var guessed = _files.Where(f => f.IsByDefaultCalendar).OrderBy(f => f.Name, StringComparer.Ordinal).ToList();
        var refused = guessed.Where(f => traded is not null && !isEqual && f.Name != traded.Symbol).ToList();
        _unsettled.AddRange(
            refused.Select(f =>
                $"{Path.GetFileName(f.Path)}: nothing says of which market its bars are, and decisions on {traded!.Symbol} may come before "
                + $"they are known; give --calendar {f.Name}=ID ({string.Join(", ", MarketCalendar.All.Select(c => c.Id))})"
            )
        );
        if (guessed.Except(refused).Select(f => f.Name).ToArray() is { Length: > 0 } assumed && (traded is not null || !isEqual))
            Findings.AddLine(
                $"{string.Join(", ", assumed)}: nothing says of which market; the calendar of {byDate.Name} is assumed "
                    + "(--calendar NAME=ID says it)"
            );
    }

    private static string[] NamesOf(ImportedFile? file, string path, string? symbol) =>
        [.. new[] { symbol }.OfType<string>(), Stem(path), .. file?.Series.Select(s => s.Series.Symbol) ?? []];
}
