using System.Globalization;

namespace Simulator.Store.Jobs;

/// <summary>How much a line of a log matters.</summary>
public enum JobLogLevel
{
    /// <summary>As expected.</summary>
    Info,

    /// <summary>Worth a look; the job goes on.</summary>
    Warning,

    /// <summary>It ends the job.</summary>
    Error,
}

/// <summary>Who said a line of a log.</summary>
public enum JobLogSource
{
    /// <summary>The server, of what it did with the job.</summary>
    Server,

    /// <summary>The worker that had the job.</summary>
    Worker,
}

/// <summary>A line of a job's log. As text: instant (UTC), level, source and what was said, with tabs between.</summary>
public sealed record JobLogLine(DateTimeOffset At, JobLogLevel Level, JobLogSource Source, string Text)
{
    private const string Instant = "yyyy-MM-ddTHH:mm:ss.fffZ";
    private const int MostCharacters = 2_000;

    /// <inheritdoc/>
    public override string ToString() =>
        string.Join(
            '\t',
            At.UtcDateTime.ToString(Instant, CultureInfo.InvariantCulture),
            Level.ToString().ToLowerInvariant(),
            Source.ToString().ToLowerInvariant(),
            Text
        );

    /// <summary>What was said, on one line and of a length that can be read.</summary>
    internal static string OneLine(string text)
    {
        var line = text.Trim().ReplaceLineEndings(" ⏎ ").Replace('\t', ' ');
        return line.Length <= MostCharacters ? line : line[..MostCharacters] + " …";
    }

    /// <summary>Reads a line; null for one that is damaged.</summary>
    internal static JobLogLine? TryRead(string line) =>
        line.Split('\t', 4) is [var at, var level, var source, var text]
        && DateTimeOffset.TryParseExact(at, Instant, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
        && Enum.TryParse<JobLogLevel>(level, ignoreCase: true, out var how)
        && Enum.TryParse<JobLogSource>(source, ignoreCase: true, out var who)
            ? new JobLogLine(instant, how, who, text)
            : null;
}
