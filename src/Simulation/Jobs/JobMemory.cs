using System.Text;
using Simulator.Artifacts;
using Simulator.Markets;

namespace Simulator.Jobs;

/// <summary>The file in which a job keeps what it has worked out, row by row, so that one that was stopped goes on where it was.</summary>
public static class JobMemory
{
    /// <summary>Opens it; what it holds of another request, other series or other code is thrown away.</summary>
    /// <param name="kind">Begins its name.</param>
    /// <param name="work">The job.</param>
    /// <param name="request">The request, with everything written out.</param>
    /// <param name="code">Version of the code that works the rows out.</param>
    /// <param name="saved">Told the number of rows in the file after each save.</param>
    public static PartialResultsLog Open(string kind, JobWork work, string request, string code, Action<long> saved)
    {
        ArgumentNullException.ThrowIfNull(work);
        return PartialResultsLog.Open(PathOf(kind, work.Folder, work.Job), Key(request, work.Series, code), work.Time, saved);
    }

    /// <summary>Throws it away.</summary>
    public static void Forget(string kind, DataFolder folder, string job)
    {
        ArgumentNullException.ThrowIfNull(folder);
        File.Delete(PathOf(kind, folder, job));
    }

    // Everything that a row depends on, the code included: rows of another are not mixed in.
    private static string Key(string request, ISeriesSource series, string code)
    {
        var text = new StringBuilder(request).Append('|').Append(code);
        foreach (var symbol in series.Symbols.Order(StringComparer.Ordinal))
            text.Append('|').Append(series.Find(symbol)!.ContentHash);
        return ColumnarBlob.Hash(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static string PathOf(string kind, DataFolder folder, string job) => Path.Combine(folder.Checkpoints, $"{kind}-{job}");
}
