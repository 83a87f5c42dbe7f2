using Simulator.Import;

namespace Simulator.Cli.Markets;

/// <summary>A file that a command has read.</summary>
/// <param name="Path">Its path as the user gave it.</param>
/// <param name="File">What it holds.</param>
internal sealed record ReadFile(string Path, ImportedFile File)
{
    /// <summary>Its name without folder.</summary>
    public string FileName => System.IO.Path.GetFileName(Path);

    /// <summary>The name by which options speak of it: that of its series, or of the file.</summary>
    public string Name => File.Series.Count == 1 ? File.Series[0].Series.Symbol : SeriesReader.Stem(Path);

    /// <summary>Whether its bars are shorter than a day, so that a clock says when they were known.</summary>
    public bool IsIntraday => File.Preview.Interval.IsIntraday;

    /// <summary>What is not known about the instants of its bars.</summary>
    public IEnumerable<ImportQuestion> ClockQuestions => File.Preview.Questions.Where(q => q.MovesClock);

    /// <summary>
    /// Bars of a day and longer are known at the close of their market: the markets that are only assumed. Of intraday bars the calendar
    /// moves no instant.
    /// </summary>
    public IEnumerable<ImportQuestion> CalendarQuestions =>
        IsIntraday ? [] : File.Preview.Questions.Where(q => q.Topic == QuestionTopic.Calendar);
}
