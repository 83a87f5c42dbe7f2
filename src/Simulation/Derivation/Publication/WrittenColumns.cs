using System.Globalization;
using Simulator.Import;

namespace Simulator.Derivation.Publication;

/// <summary>Finds the columns of a table by their headings, or by what was chosen; −1 where there is none.</summary>
/// <param name="fileName">For errors.</param>
/// <param name="headings">[column] as they stand in the file.</param>
internal sealed class WrittenColumns(string fileName, IReadOnlyList<string> headings)
{
    private readonly string[] _names = [.. headings.Select(Name)];

    /// <summary>A heading as it is compared. "published_at (UTC)": what stands in brackets is no part of the name.</summary>
    public static string Name(string heading) => HeaderNames.Normalise(heading.Split('(', '[')[0]);

    /// <summary>The first of the known names that there is.</summary>
    /// <param name="known">Compared names, the likeliest first.</param>
    /// <param name="besides">A column that is something else already.</param>
    public int Find(string[] known, int besides = -1) =>
        known.Select(k => Array.IndexOf(_names, k)).Where(c => c >= 0 && c != besides).DefaultIfEmpty(-1).First();

    /// <summary>What an option names; where it names none, the first of the known names.</summary>
    /// <exception cref="ImportException">The option names a column that there is not.</exception>
    public int Find(string chosen, MakerOption option, string[] known)
    {
        if (chosen.Length == 0)
            return Find(known);
        if (
            int.TryParse(chosen, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= 1
            && number <= headings.Count
        )
            return number - 1;
        var at = Array.IndexOf(_names, Name(chosen));
        return at >= 0
            ? at
            : throw new ImportException(
                fileName,
                1,
                chosen,
                $"{option.Name} names no column of the file",
                $"It has {string.Join(", ", headings)}; give one of these, or its number from 1"
            );
    }

    /// <summary>The same where there must be one.</summary>
    /// <param name="chosen">What the option names; empty for nothing.</param>
    /// <param name="option">The option.</param>
    /// <param name="known">Compared names, the likeliest first.</param>
    /// <param name="what">What the column is, for the error.</param>
    /// <exception cref="ImportException">There is none.</exception>
    public int Required(string chosen, MakerOption option, string[] known, string what)
    {
        var column = Find(chosen, option, known);
        return column >= 0
            ? column
            : throw new ImportException(
                fileName,
                1,
                string.Join(", ", headings),
                $"no column is headed as {what}",
                $"Say which it is: {option.Name}=NAME, or its number from 1; the first line must be the headings"
            );
    }
}
