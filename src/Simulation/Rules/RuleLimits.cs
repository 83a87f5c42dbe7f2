namespace Simulator.Rules;

/// <summary>
/// Limits of a rule's time and memory, whatever its text. Per bar a run takes at most <see cref="StepsPerBar"/> steps and one
/// for each column; its memory does not grow with the series.
/// </summary>
public static class RuleLimits
{
    /// <summary>Characters of an expression.</summary>
    public const int Length = 4_000;

    /// <summary>Operators, names, numbers and calls of an expression.</summary>
    public const int Nodes = 1_000;

    /// <summary>Levels of an expression, definitions it uses included.</summary>
    public const int Depth = 200;

    /// <summary>Brackets, calls and signs inside each other.</summary>
    public const int Nesting = 64;

    /// <summary>Definitions under <c>let</c>, and as many parameters.</summary>
    public const int Definitions = 100;

    /// <summary>Columns that a whole document comes to once equal parts are shared.</summary>
    public const int Columns = 1_000;

    /// <summary>Bars that one function looks back.</summary>
    public const int LookBackBars = 10_000;

    /// <summary>Bars that all functions of a document together look back.</summary>
    public const int TotalLookBackBars = 100_000;

    /// <summary>
    /// Steps that the indicators of a document take together at every bar: an indicator that looks at its window again takes one to four
    /// for each bar in it, some more.
    /// </summary>
    public const int StepsPerBar = 100_000;

    /// <summary>Steps that setting up the indicators of a document takes.</summary>
    public const int SetUpSteps = 100_000_000;

    /// <summary>Other symbols and timeframes inside each other.</summary>
    public const int ClockNesting = 3;

    /// <summary>Other symbols and timeframes of a document.</summary>
    public const int Clocks = 32;

    /// <summary>Operations on the account per bar and expression.</summary>
    public const int AccountOperations = 10_000;

    /// <summary>Errors told of one document.</summary>
    public const int Errors = 50;

    /// <summary>Characters of a document.</summary>
    public const int DocumentLength = 200_000;
}
