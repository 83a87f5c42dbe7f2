using System.Globalization;
using Simulator.Appending;
using Simulator.Import;
using Simulator.Markets;

namespace Simulator.Cli.Markets;

/// <summary>The series of several files: those of one name are joined in order of time, as yearly and monthly files are.</summary>
/// <param name="Series">The series.</param>
/// <param name="Errors">What stands against joining, with both values and the option that helps.</param>
internal sealed record JoinedFiles(IReadOnlyList<JoinedSeries> Series, IReadOnlyList<string> Errors)
{
    private const int ShownContradictions = 3;

    /// <summary>Joins them.</summary>
    /// <param name="files">The files as they were read.</param>
    /// <param name="overlap"><c>earlier</c>, <c>later</c>, or null: bars with other figures are an error.</param>
    public static JoinedFiles Of(IReadOnlyList<(string Name, ImportedFile File)> files, string? overlap)
    {
        var choice = overlap switch
        {
            "earlier" => OverlapChoice.KeepStored,
            "later" => OverlapChoice.TakeNew,
            _ => OverlapChoice.Refuse,
        };
        var series = files
            .SelectMany(f => f.File.Series.Select(s => (f.Name, s)))
            .GroupBy(s => s.s.Series.Symbol, StringComparer.OrdinalIgnoreCase)
            .Select(g => Join([.. g.OrderBy(s => s.s.Series.CloseTimeTicks[0])], choice))
            .ToArray();
        return new JoinedFiles(series, [.. series.SelectMany(s => ErrorsOf(s, choice))]);
    }

    private static JoinedSeries Join((string Name, Import.ImportedSeries Imported)[] parts, OverlapChoice choice)
    {
        var joined = new JoinedSeries([parts[0].Name], parts[0].Imported.Series, parts[0].Imported.Quality);
        return parts.Skip(1).Aggregate(joined, (all, part) => all.With(part.Name, part.Imported.Series, choice));
    }

    private static IEnumerable<string> ErrorsOf(JoinedSeries series, OverlapChoice choice)
    {
        if (series.Obstacle is { } obstacle)
            yield return $"series '{series.Series.Symbol}' is in {string.Join(" and ", series.Files)}, "
                + $"which do not fit together: {obstacle}";
        if (series.ContradictionCount > 0 && choice == OverlapChoice.Refuse)
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"series '{series.Series.Symbol}': {series.ContradictionCount} bars differ between {string.Join(" and ", series.Files)}: "
            )
                + string.Join("; ", series.Contradictions.Take(ShownContradictions).Select(Words))
                + ". Give --overlap earlier or --overlap later to say which file is right, or import one of them";
    }

    private static string Words(Contradiction c) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{c.Stored.CloseTime:yyyy-MM-dd HH:mm} UTC (open, high, low, close, volume) {Figures(c.Stored)} against {Figures(c.Added)}"
        );

    private static string Figures(Bar bar) =>
        string.Create(CultureInfo.InvariantCulture, $"{bar.Open:R} {bar.High:R} {bar.Low:R} {bar.Close:R} {bar.Volume:R}");
}
