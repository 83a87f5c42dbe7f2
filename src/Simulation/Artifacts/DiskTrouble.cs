namespace Simulator.Artifacts;

/// <summary>
/// Failures of the disk that pass when someone frees space or puts the folder back: a full disk or quota, a read-only or failing disk, a
/// folder that is gone. Work that meets one waits instead of failing for good.
/// </summary>
public static class DiskTrouble
{
    // errno.h; .NET keeps the number of an error without an exception type of its own as the HResult.
    private const int InputOutput = 5,
        NoSpace = 28,
        ReadOnly = 30,
        Quota = 122;

    /// <summary>What is wrong with the disk and what to do, as a sentence's beginning; null where a failure is none of the disk.</summary>
    public static string? SentenceOf(Exception? failure)
    {
        for (var e = failure; e is not null; e = e.InnerException)
        {
            if (Of(e) is { } sentence)
                return sentence;
        }
        return null;
    }

    private static string? Of(Exception failure) =>
        failure switch
        {
            DirectoryNotFoundException => "a folder of the data folder is gone; put it back",
            IOException { HResult: NoSpace } => "the disk is full; free some space",
            IOException { HResult: Quota } => "the disk quota is used up; free some space",
            IOException { HResult: ReadOnly } => "the disk is read-only; make it writable",
            IOException { HResult: InputOutput } => "the disk reports errors; check it",
            DataFolderException => "the data folder cannot be written; make it writable or put it back",
            _ => null,
        };
}
