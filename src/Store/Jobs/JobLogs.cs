using System.Text;
using Simulator.Artifacts;

namespace Simulator.Store.Jobs;

/// <summary>
/// What was said while jobs ran, one text file for each in the folder <c>logs</c>, oldest line first. A file grows to
/// <see cref="MostBytes"/>; then its older half goes. A log is a help and never an obstacle: where the disk refuses, a line is lost and the
/// job goes on.
/// </summary>
public sealed class JobLogs(DataFolder folder, TimeProvider time)
{
    /// <summary>Most bytes of a log.</summary>
    public const int MostBytes = 512 << 10;

    private static readonly UTF8Encoding s_text = new(false);
    private readonly Lock _lock = new();

    /// <summary>Where the log of a job is.</summary>
    public string PathOf(string job) => Path.Combine(folder.Logs, job + ".log");

    /// <summary>Adds a line.</summary>
    public void Add(string job, JobLogLevel level, JobLogSource source, string text)
    {
        var line = s_text.GetBytes(new JobLogLine(time.GetUtcNow(), level, source, JobLogLine.OneLine(text)) + "\n");
        lock (_lock)
        {
            try
            {
                DataFolder.MakeFolder(folder.Logs);
                Append(PathOf(job), line);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // The log says one line less; what refuses is told where it matters.
            }
        }
    }

    /// <summary>The lines of a job, oldest first; none where it has no log. Lines that are damaged are left out.</summary>
    public IReadOnlyList<JobLogLine> Read(string job) => [.. Text(job).Split('\n').Select(JobLogLine.TryRead).OfType<JobLogLine>()];

    /// <summary>The log as it is stored; empty where there is none.</summary>
    public string Text(string job)
    {
        lock (_lock)
        {
            try
            {
                return File.ReadAllText(PathOf(job), s_text);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return "";
            }
        }
    }

    /// <summary>Bytes of a job's log now; a look at this tells whether it grew.</summary>
    public long Length(string job) => new FileInfo(PathOf(job)) is { Exists: true } file ? file.Length : 0;

    /// <summary>Jobs that have a log.</summary>
    internal IReadOnlyList<string> Jobs() =>
        Directory.Exists(folder.Logs)
            ? [.. Directory.EnumerateFiles(folder.Logs, "*.log").Select(Path.GetFileNameWithoutExtension).OfType<string>()]
            : [];

    /// <summary>Removes the logs of jobs.</summary>
    internal void Remove(IEnumerable<string> jobs)
    {
        foreach (var job in jobs)
            File.Delete(PathOf(job));
    }

    private void Append(string path, byte[] line)
    {
        if (new FileInfo(path) is { Exists: true } file && file.Length + line.Length > MostBytes)
            DropOlderHalf(path);
        using var stream = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);
        stream.Write(line);
    }

    private void DropOlderHalf(string path)
    {
        var all = File.ReadAllBytes(path);
        var from = Array.IndexOf(all, (byte)'\n', all.Length / 2) + 1;
        var note = new JobLogLine(time.GetUtcNow(), JobLogLevel.Info, JobLogSource.Server, "the older half of this log was removed");
        FileArtifactStore.Replace(path, [.. s_text.GetBytes(note + "\n"), .. all.AsSpan(from)]);
    }
}
