using System.Globalization;
using Simulator.Appending;
using Simulator.Markets;
using Simulator.Quality;
using Simulator.Store.Series;

namespace Simulator.Cli.Markets;

/// <summary>A series of one file, or of several that were joined in order of time.</summary>
/// <param name="Files">The files, the earliest first.</param>
/// <param name="Series">The bars.</param>
/// <param name="Quality">What was found about them.</param>
internal sealed record JoinedSeries(IReadOnlyList<string> Files, BarSeries Series, QualityReport Quality)
{
    /// <summary>Bars that two files have with the same figures: each is taken once.</summary>
    public int EqualBars { get; init; }

    /// <summary>How many bars two files have with other figures.</summary>
    public int ContradictionCount { get; init; }

    /// <summary>The first of these.</summary>
    public IReadOnlyList<Contradiction> Contradictions { get; init; } = [];

    /// <summary>Why the files are no one series, with the remedy; null when they are.</summary>
    public string? Obstacle { get; init; }

    /// <summary>The series with what is stored beside it.</summary>
    public SeriesToStore ToStore() => new(Series, string.Join(", ", Files), Quality.ToJson(), Quality.Concerns);

    /// <summary>In words, what was joined.</summary>
    public string Describe() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Series.Symbol}: {Files.Count} files joined ({string.Join(", ", Files)}): {Series.Count:N0} bars, "
                + $"{EqualBars:N0} equal bars taken once, {ContradictionCount:N0} bars with other figures"
        );

    /// <summary>This with the bars of a file that begins later.</summary>
    /// <param name="file">Its name.</param>
    /// <param name="later">Its bars.</param>
    /// <param name="choice">Which of contradicting bars are taken; the earlier file's where that is refused, for the figures shown.</param>
    public JoinedSeries With(string file, BarSeries later, OverlapChoice choice)
    {
        var files = (string[])[.. Files, file];
        if (Obstacle is not null)
            return this with { Files = files };
        var append = SeriesAppend.Of(Series, later);
        if (append.Obstacle is { } obstacle)
            return this with { Files = files, Obstacle = $"{file}: {obstacle}" };
        var joined = append.Join(choice == OverlapChoice.Refuse ? OverlapChoice.KeepStored : choice);
        return new JoinedSeries(files, joined, SeriesQuality.Examine(joined))
        {
            EqualBars = EqualBars + append.EqualBars,
            ContradictionCount = ContradictionCount + append.ContradictionCount,
            Contradictions = [.. Contradictions, .. append.Contradictions],
        };
    }
}
