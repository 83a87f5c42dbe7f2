using Simulator.Artifacts;
using Simulator.Errors;
using Simulator.Import;
using Simulator.Rules;
using Simulator.Store.Database;

namespace Simulator.Cli.CommandLines;

/// <summary>What ended a command, in sentences: what the user gave, what a person can do something about, or a defect.</summary>
internal static class RunFailure
{
    /// <summary>Set to anything, a defect is shown with the place where it happened.</summary>
    private const string TraceVariable = "SIMULATOR_TRACE";

    /// <summary>What lies behind a failure that threads or initialisers have wrapped.</summary>
    public static Exception Cause(Exception failure) =>
        failure switch
        {
            TypeInitializationException { InnerException: { } inner } => Cause(inner),
            AggregateException { InnerExceptions: [var first, ..] } => Cause(first),
            _ => failure,
        };

    /// <summary>What is wrong with what the user gave, a line each; null where it is something else.</summary>
    public static IReadOnlyList<string>? Misuse(Exception failure) =>
        failure switch
        {
            UsageException e => e.Errors,
            RuleException e => [.. e.Errors.Select(error => error.Describe())],
            DataFolderException or ImportException => [failure.Message],
            ArgumentException and not (ArgumentNullException or ArgumentOutOfRangeException) => [failure.Message],
            _ => null,
        };

    /// <summary>What a person can do something about, or null for a defect.</summary>
    public static string? Describe(Exception failure) =>
        failure switch
        {
            DllNotFoundException e => e.Message,
            SimulationException e => e.Message,
            StoreException e => e.Message,
            InvalidDataException e => e.Message,
            IOException e => $"{e.Message} (is the disk full, or the file in use?)",
            UnauthorizedAccessException e => e.Message,
            OutOfMemoryException => "the memory is used up: take fewer bars, fewer series or fewer threads",
            _ => null,
        };

    /// <summary>A defect in a sentence; where it happened only on request.</summary>
    public static string Defect(string command, Exception failure) =>
        Environment.GetEnvironmentVariable(TraceVariable) is { Length: > 0 }
            ? failure.ToString()
            : $"{command} ended by a defect of the program, please report it: {failure.GetType().Name}: {failure.Message.ReplaceLineEndings(" ")} (with {TraceVariable}=1 the same command shows where)";
}
