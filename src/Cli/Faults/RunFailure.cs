using Simulator.Artifacts;
using Simulator.Errors;
using Simulator.Import;
using Simulator.Rules;
using Simulator.Store.Database;

namespace Simulator.Cli.Faults;

/// <summary>Turns an exception into sentences: wrong use, a failure that a person can fix, or a defect of the program.</summary>
internal static class RunFailure
{
    /// <summary>If this environment variable is set, a defect is shown with its stack trace.</summary>
    private const string TraceVariable = "SIMULATOR_TRACE";

    /// <summary>The real cause, without the wrappers that threads and type initialisers add.</summary>
    public static Exception Cause(Exception failure) =>
        failure switch
        {
            TypeInitializationException { InnerException: { } inner } => Cause(inner),
            AggregateException { InnerExceptions: [var first, ..] } => Cause(first),
            _ => failure,
        };

    /// <summary>One line per error if the user gave something wrong; otherwise null.</summary>
    public static IReadOnlyList<string>? Misuse(Exception failure) =>
        failure switch
        {
            UsageException e => e.Errors,
            RuleException e => [.. e.Errors.Select(error => error.Describe())],
            DataFolderException or ImportException => [failure.Message],
            ArgumentException and not (ArgumentNullException or ArgumentOutOfRangeException) => [failure.Message],
            _ => null,
        };

    /// <summary>One sentence if a person can fix the cause; null for a defect.</summary>
    public static string? Describe(Exception failure) =>
        failure switch
        {
            DllNotFoundException e => e.Message,
            SimulationException e => e.Message,
            StoreException e => e.Message,
            InvalidDataException e => e.Message,
            IOException e => $"{e.Message} (is the disk full, or the file in use?)",
            UnauthorizedAccessException e => e.Message,
            OutOfMemoryException => "out of memory: use fewer bars, fewer series or fewer threads",
            _ => null,
        };

    /// <summary>One sentence about a defect; the stack trace only on request.</summary>
    public static string Defect(string command, Exception failure) =>
        Environment.GetEnvironmentVariable(TraceVariable) is { Length: > 0 }
            ? failure.ToString()
            : $"{command} stopped because of a defect in the program; please report it: {failure.GetType().Name}: "
                + $"{failure.Message.ReplaceLineEndings(" ")} (set {TraceVariable}=1 to see where it happened)";
}
