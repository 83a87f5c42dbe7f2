using System.Globalization;
using Simulator.Import;

namespace Simulator.Derivation.Publication;

/// <summary>
/// Whether the day or the month comes first in dates of three numbers. Numbers above 12 prove it, for each mark between the numbers
/// (<c>-</c>, <c>/</c>, <c>.</c>) by itself; a mark without a proof goes with the others. A spreadsheet that took some dates of a
/// file for its own leaves such a file: <c>28-01-2016</c> beside <c>6/9/2017</c>.
/// </summary>
internal sealed class DayOrder
{
    private readonly Dictionary<char, bool> _dayFirst = [];
    private readonly bool? _given;

    private DayOrder(bool? given) => _given = given;

    /// <summary>What a reader should know of it; empty where it was plain.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>Settles the order of a file.</summary>
    /// <param name="fileName">For errors.</param>
    /// <param name="dates">Its dates, with their lines.</param>
    /// <param name="given">The choice of the user; null for none.</param>
    /// <exception cref="ImportException">The file does not say.</exception>
    public static DayOrder Of(string fileName, IEnumerable<(int Line, string Text)> dates, bool? given)
    {
        var order = new DayOrder(given);
        if (given is not null)
            return order;
        var marks = new SortedDictionary<char, Proofs>();
        foreach (var (line, text) in dates)
        {
            var day = PublicationStamps.TryNumeric(text, true, out var asDay);
            var month = PublicationStamps.TryNumeric(text, false, out var asMonth);
            if (!(day || month) || PublicationStamps.TryPlain(text, out _))
                continue;
            if (!marks.TryGetValue(PublicationStamps.MarkOf(text), out var proofs))
                marks.Add(PublicationStamps.MarkOf(text), proofs = new Proofs());
            if (day && month && asDay.Local != asMonth.Local)
                proofs.Doubt(line, text);
            else if (day != month)
                proofs.Count(day);
        }
        foreach (var (mark, proofs) in marks)
            order.Settle(fileName, mark, proofs, marks.Values);
        return order;
    }

    /// <summary>Reads a date of three numbers.</summary>
    public bool TryRead(string text, out Stamp stamp)
    {
        if (_given is { } given)
            return PublicationStamps.TryNumeric(text, given, out stamp);
        // Under both proofs only dates that prove themselves are left.
        return _dayFirst.TryGetValue(PublicationStamps.MarkOf(text), out var dayFirst)
            ? PublicationStamps.TryNumeric(text, dayFirst, out stamp)
            : PublicationStamps.TryNumeric(text, true, out stamp) || PublicationStamps.TryNumeric(text, false, out stamp);
    }

    private void Settle(string fileName, char mark, Proofs proofs, IEnumerable<Proofs> all)
    {
        if (proofs.Order is { } proven)
            _dayFirst.Add(mark, proven);
        if (proofs.Order is not null || proofs.Doubtful is not { } doubtful)
            return;
        bool[] others = [.. all.Select(p => p.Order).OfType<bool>().Distinct()];
        if (proofs is { Days: 0, Months: 0 } && others is [var other])
        {
            _dayFirst.Add(mark, other);
            Notes.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{fileName}: dates such as {doubtful.Text} are read {(other ? "day" : "month")} first, as its others must be"
                )
            );
            return;
        }
        var why = proofs is { Days: 0, Months: 0 }
            ? "the file does not show whether the day or the month comes first"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{proofs.Days} dates have the day first and {proofs.Months} the month, and some may be either"
            );
        throw new ImportException(
            fileName,
            doubtful.Line,
            doubtful.Text,
            why,
            $"Say {PublicationOptions.DayFirst.Name}=yes where the day comes first, "
                + $"{PublicationOptions.DayFirst.Name}=no where the month does"
        );
    }

    private sealed class Proofs
    {
        public int Days { get; private set; }

        public int Months { get; private set; }

        public (int Line, string Text)? Doubtful { get; private set; }

        public bool? Order => (Days > 0) == (Months > 0) ? null : Days > 0;

        public void Count(bool isDay)
        {
            Days += isDay ? 1 : 0;
            Months += isDay ? 0 : 1;
        }

        public void Doubt(int line, string text) => Doubtful ??= (line, text);
    }
}
