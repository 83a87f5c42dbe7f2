using Simulator.Markets;
using Simulator.Quality;

namespace Simulator.Import;

/// <summary>A row, or a cell of a panel, that was not imported.</summary>
/// <param name="Line">1-based line of the file.</param>
/// <param name="Symbol">The series concerned.</param>
/// <param name="Reason">Why, with the value.</param>
public sealed record ExcludedRow(int Line, string Symbol, string Reason)
{
    /// <summary>Whether it was left out because a price in it is zero or below: a hole, if the instrument traded there.</summary>
    public bool IsAtOrBelowZero => Reason.EndsWith(AtOrBelowZero, StringComparison.Ordinal);

    /// <summary>How the reason of such a row ends.</summary>
    internal const string AtOrBelowZero = "is not above zero";
}

/// <summary>One series of a file with what was found about it.</summary>
/// <param name="Series">The bars.</param>
/// <param name="Quality">The report; its row numbers are lines of the file.</param>
public sealed record ImportedSeries(BarSeries Series, QualityReport Quality);

/// <summary>Everything a file gave.</summary>
/// <param name="Preview">How the file was understood.</param>
/// <param name="Series">Its series, in file order.</param>
/// <param name="Excluded">What was skipped, by line. Cells of a panel without a value are only counted, in the preview.</param>
public sealed record ImportedFile(ImportPreview Preview, IReadOnlyList<ImportedSeries> Series, IReadOnlyList<ExcludedRow> Excluded);
