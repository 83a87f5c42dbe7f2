using System.Globalization;
using Simulator.Errors;

namespace Simulator.Learning.Forecasters.Own;

/// <summary>
/// A table of forecasts: a heading and a line for each, parted by commas, semicolons or tabs. Columns: <c>date</c> or <c>time</c> (a day,
/// or a moment with its offset); quantiles named by their levels (<c>0.05</c>, <c>5%</c>), at least two, or draws named <c>s1</c>,
/// <c>s2</c>, …; where there are several series <c>symbol</c>; <c>cutoff</c>, the day of the last bar that the model had seen.
/// </summary>
internal sealed class OwnTable
{
    private const int FewestColumns = 2;

    private OwnTable(double[]? levels, IReadOnlyList<OwnLine> rows) => (Levels, Rows) = (levels, rows);

    /// <summary>Levels of the values of a row, increasing; null where they are draws.</summary>
    public double[]? Levels { get; }

    /// <summary>In the order of the text.</summary>
    public IReadOnlyList<OwnLine> Rows { get; }

    /// <summary>Reads a table.</summary>
    /// <exception cref="SimulationException">It is none; the text names line, column and remedy.</exception>
    public static OwnTable Read(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var head = Array.FindIndex(lines, l => l.Trim().Length > 0);
        if (head < 0)
            throw new SimulationException("holds no line; put in a table with the columns date, 0.05, 0.5, 0.95 or others");
        var delimiter =
            lines[head].Contains('\t', StringComparison.Ordinal) ? '\t'
            : lines[head].Contains(';', StringComparison.Ordinal) ? ';'
            : ',';
        var heading = new OwnHeading(Cells(lines[head], delimiter));
        var rows = new List<OwnLine>();
        for (var i = head + 1; i < lines.Length; i++)
        {
            if (lines[i].Trim().Length > 0)
                rows.Add(heading.Row(Cells(lines[i], delimiter), i + 1));
        }
        return rows.Count > 0 ? new(heading.Levels, rows) : throw new SimulationException("has a heading and no forecast below it");
    }

    private static string[] Cells(string line, char delimiter) =>
        Array.ConvertAll(line.Split(delimiter), cell => cell.Trim().Trim('"').Trim());

    /// <summary>What the columns are.</summary>
    private sealed class OwnHeading
    {
        private readonly string[] _names;
        private readonly int _time;
        private readonly int _symbol;
        private readonly int _cutoff;
        private readonly int[] _values;

        public OwnHeading(string[] names)
        {
            _names = names;
            _time = Array.FindIndex(names, n => Is(n, "date") || Is(n, "time"));
            (_symbol, _cutoff) = (Array.FindIndex(names, n => Is(n, "symbol")), Array.FindIndex(names, n => Is(n, "cutoff")));
            if (_time < 0)
                throw new SimulationException($"line 1 has no column date or time, only {string.Join(", ", names)}");
            int[] others = [.. Enumerable.Range(0, names.Length).Where(c => c != _time && c != _symbol && c != _cutoff)];
            var levels = Array.ConvertAll(others, c => Level(names[c]));
            var areDraws = others.Length > 0 && others.All(c => IsDraw(names[c]));
            var stray = Array.FindIndex(others, c => !areDraws && Level(names[c]) is null);
            if (stray >= 0)
                throw new SimulationException(
                    $"column '{names[others[stray]]}' is neither a level (0.05 or 5%) nor date, time, symbol or cutoff; "
                        + "draws are named s1, s2 and so on, and stand alone"
                );
            if (others.Length < FewestColumns)
                throw new SimulationException(
                    FormattableString.Invariant($"needs {FewestColumns} columns of quantiles or draws, has {others.Length}")
                );
            _values = areDraws ? others : [.. others.OrderBy(c => Level(names[c]))];
            Levels = areDraws ? null : [.. levels.OfType<double>().Order()];
            if (Levels is { } all && all.Zip(all.Skip(1)).Any(pair => pair.First == pair.Second))
                throw new SimulationException("two columns have the same level; leave one out");
        }

        public double[]? Levels { get; }

        public OwnLine Row(string[] cells, int line)
        {
            if (cells.Length != _names.Length)
                throw new SimulationException(
                    FormattableString.Invariant($"line {line} has {cells.Length} values for {_names.Length} columns")
                );
            return new OwnLine(
                line,
                Moment(cells[_time], line, _names[_time]),
                _symbol < 0 ? null : cells[_symbol],
                _cutoff < 0 ? null : Moment(cells[_cutoff], line, _names[_cutoff]),
                Array.ConvertAll(_values, c => Number(cells[c], line, _names[c]))
            );
        }

        private static OwnMoment Moment(string cell, int line, string column)
        {
            if (DateOnly.TryParseExact(cell, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                return new(day, null);
            // Without an offset nobody knows which moment is meant.
            var hasOffset = cell.EndsWith('Z') || (cell.Length > 6 && cell[^6] is '+' or '-');
            if (hasOffset && DateTimeOffset.TryParse(cell, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment))
                return new(DateOnly.FromDateTime(moment.UtcDateTime), moment.UtcTicks);
            throw new SimulationException(
                FormattableString.Invariant($"line {line}, column {column}: '{cell}' must be a day such as 2018-03-05 or a moment ")
                    + "such as 2018-03-05T21:00Z"
            );
        }

        private static double Number(string cell, int line, string column) =>
            double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
                ? value
                : throw new SimulationException(
                    FormattableString.Invariant($"line {line}, column {column}: '{cell}' must be a number with a decimal point")
                );

        private static double? Level(string name)
        {
            var percent = name.EndsWith('%');
            var digits = (percent ? name[..^1] : name).Trim().TrimStart('q', 'Q');
            if (!double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
                return null;
            var level = percent ? value / 100 : value;
            return level is > 0 and < 1 ? level : null;
        }

        private static bool IsDraw(string name) => name.Length > 1 && name[0] is 's' or 'S' && name.Skip(1).All(char.IsAsciiDigit);

        private static bool Is(string name, string wanted) => string.Equals(name, wanted, StringComparison.OrdinalIgnoreCase);
    }
}

/// <summary>A day, or a moment in UTC ticks.</summary>
internal readonly record struct OwnMoment(DateOnly Day, long? Ticks);

/// <summary>One forecast as it was written.</summary>
/// <param name="Line">Line of the text, from 1.</param>
/// <param name="At">Its bar.</param>
/// <param name="Symbol">Its series; null where the table has one series.</param>
/// <param name="Cutoff">The last bar that the model had seen; null where the table does not say.</param>
/// <param name="Values">One per level, or draws.</param>
internal sealed record OwnLine(int Line, OwnMoment At, string? Symbol, OwnMoment? Cutoff, double[] Values);
