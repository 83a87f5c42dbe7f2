using Simulator.Learning.Pipeline;
using Simulator.Store.Database;

namespace Simulator.Cli.CommandLines;

/// <summary>Failures of a run that a person can do something about, in a sentence; anything else is a defect and keeps its stack trace.</summary>
internal static class RunFailure
{
    /// <summary>The sentence, or null for a defect.</summary>
    public static string? Describe(Exception failure) => failure switch
    {
        DllNotFoundException e => e.Message,
        TypeInitializationException { InnerException: { } inner } => Describe(inner),
        AggregateException { InnerExceptions: [var only] } => Describe(only),
        SimulationException e => e.Message,
        StoreException e => e.Message,
        InvalidDataException e => e.Message,
        IOException e => $"{e.Message} (is the disk full, or the file in use?)",
        UnauthorizedAccessException e => e.Message,
        _ => null,
    };
}
