namespace Simulator.Import;

/// <summary>What a question is about.</summary>
public enum QuestionTopic
{
    /// <summary>Whether 03/04/2017 is 3 April or 4 March.</summary>
    DayFirst,

    /// <summary>Whether a comma or a point divides whole numbers from fractions.</summary>
    DecimalMark,

    /// <summary>On which clock intraday times were written.</summary>
    TimeZone,

    /// <summary>Whether intraday times are bar starts or bar ends.</summary>
    Stamps,

    /// <summary>Which exchange's calendar and sessions the bars follow.</summary>
    Calendar,

    /// <summary>What a column holds.</summary>
    Columns,
}

/// <summary>
/// Something that the file does not settle. The import goes on with <see cref="Assumed"/>; the answer is an option of the import, on the
/// page and of every command that reads files.
/// </summary>
/// <param name="Topic">What it is about.</param>
/// <param name="Series">The series concerned; null for the whole file.</param>
/// <param name="Text">The question and what is assumed, one sentence.</param>
/// <param name="Option">The option of the command line that answers it, e.g. <c>--time-zone</c>.</param>
/// <param name="Assumed">The value that was used.</param>
/// <param name="Choices">Values to choose from, the likeliest first; empty when any is possible.</param>
public sealed record ImportQuestion(
    QuestionTopic Topic,
    string? Series,
    string Text,
    string Option,
    string Assumed,
    IReadOnlyList<string> Choices
)
{
    /// <summary>
    /// True when a wrong answer moves the times at which intraday bars became known: beside another series that is look-ahead.
    /// </summary>
    public bool MovesClock => Topic is QuestionTopic.TimeZone or QuestionTopic.Stamps or QuestionTopic.DayFirst;
}
