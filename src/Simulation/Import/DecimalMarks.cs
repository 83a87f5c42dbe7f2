using System.Text;
using System.Text.RegularExpressions;

namespace Simulator.Import;

/// <summary>The decimal mark of a file.</summary>
/// <param name="Mark"><c>.</c> or <c>,</c>.</param>
/// <param name="IsCertain">False when the numbers may be read either way; a wrong choice makes prices a thousand times too large.</param>
/// <param name="Example">A number that shows the doubt; empty when there is none.</param>
internal readonly record struct DecimalMark(byte Mark, bool IsCertain, string Example = "");

/// <summary>
/// Tells decimal point from decimal comma by every number of the file. <c>14,351</c> may be either. It is a fraction where another
/// number of
/// the file is a plain integer above 999 (the file does not group digits), begins a group with 0, or has other than three digits behind.
/// </summary>
internal sealed partial class DecimalMarks
{
    private const int RowsLookedAt = 20_000;

    private readonly byte _separator;
    private int _decimalPoint;
    private int _decimalComma;
    private int _threeAfterPoint;
    private int _threeAfterComma;
    private int _ungrouped;
    private string _example = "";

    private DecimalMarks(byte separator) => _separator = separator;

    /// <summary>The decimal mark of the rows below the headings.</summary>
    /// <param name="text">The file.</param>
    /// <param name="data">Its first rows.</param>
    /// <param name="date">Columns that are no numbers.</param>
    /// <param name="head">Separator and line end.</param>
    public static DecimalMark Detect(ReadOnlySpan<byte> text, IReadOnlyList<HeadLine> data, DateColumn date, FileHead head)
    {
        var marks = new DecimalMarks(head.Separator);
        foreach (var cell in data.SelectMany(l => l.Cells.Where((_, at) => at != date.Column && at != date.TimeColumn)))
            marks.Look(cell);
        if (!marks.IsOpen)
            return marks.Decide();
        var reader = new RowReader(text, head.Separator, head.LineEnd);
        for (var rows = 0; rows < RowsLookedAt && marks.IsOpen && reader.Read(); rows++)
        {
            if (reader.Line <= data[^1].Line)
                continue;
            for (var c = 0; c < reader.FieldCount; c++)
            {
                if (c != date.Column && c != date.TimeColumn)
                    marks.Look(Encoding.UTF8.GetString(reader[c][..Math.Min(reader[c].Length, 40)]));
            }
        }
        return marks.Decide();
    }

    /// <summary>The decimal mark of numbers that a table holds as text.</summary>
    /// <param name="text">The table.</param>
    /// <param name="columns">Its columns of text.</param>
    public static DecimalMark OfText(ReadOnlySpan<byte> text, IReadOnlySet<int> columns)
    {
        var marks = new DecimalMarks((byte)Formats.TableText.Separator);
        var reader = new RowReader(text, (byte)Formats.TableText.Separator, (byte)'\n');
        for (var rows = 0; rows < RowsLookedAt && (rows == 0 || marks.IsOpen || !marks.HasAny) && reader.Read(); rows++)
        {
            foreach (var c in columns)
            {
                var cell = Encoding.UTF8.GetString(reader[c][..Math.Min(reader[c].Length, 40)]);
                if (rows > 0 && !DateDetection.IsDate(cell))
                    marks.Look(cell);
            }
        }
        return marks.Decide();
    }

    private bool HasAny => _decimalComma + _decimalPoint + _threeAfterComma + _threeAfterPoint > 0;

    private bool IsOpen => _decimalComma == _decimalPoint && _ungrouped == 0 && _threeAfterComma + _threeAfterPoint > 0;

    private void Look(string cell)
    {
        var text = Magnitudes.WithoutWord(cell).Trim('$', '€', '£', '¥', '%', ' ', '-', '+', '\u2212', '\u00A0', '(', ')');
        if (!NumberLike().IsMatch(text))
            return;
        var (point, comma) = (text.LastIndexOf('.'), text.LastIndexOf(','));
        if (point < 0 && comma < 0)
            _ungrouped += text.Length >= 4 && text.All(char.IsAsciiDigit) && text[0] != '0' ? 1 : 0;
        else if (point >= 0 && comma >= 0)
            (_decimalPoint, _decimalComma) = point > comma ? (_decimalPoint + 1, _decimalComma) : (_decimalPoint, _decimalComma + 1);
        else
            LookAtOneMark(text, comma >= 0);
    }

    private void LookAtOneMark(string text, bool isComma)
    {
        var mark = isComma ? ',' : '.';
        var count = text.Count(c => c == mark);
        if (count > 1)
        {
            // Several marks group; the other one is the decimal mark, or there is none.
            if (Grouped().IsMatch(text) || IndianGroups().IsMatch(text))
                (_decimalPoint, _decimalComma) = isComma ? (_decimalPoint + 1, _decimalComma) : (_decimalPoint, _decimalComma + 1);
        }
        else if (!Grouped().IsMatch(text) || text[0] == '0')
        {
            (_decimalPoint, _decimalComma) = isComma ? (_decimalPoint, _decimalComma + 1) : (_decimalPoint + 1, _decimalComma);
        }
        else
        {
            (_threeAfterPoint, _threeAfterComma) = isComma
                ? (_threeAfterPoint, _threeAfterComma + 1)
                : (_threeAfterPoint + 1, _threeAfterComma);
            if (_example.Length == 0)
                _example = text;
        }
    }

    private DecimalMark Decide()
    {
        if (_decimalComma != _decimalPoint)
            return new DecimalMark(_decimalComma > _decimalPoint ? (byte)',' : (byte)'.', true);
        var isComma = _threeAfterComma > _threeAfterPoint;
        if (_threeAfterComma + _threeAfterPoint == 0)
            return new DecimalMark((byte)'.', true);
        // No number above 999 is grouped, so the mark of three digits is no grouping.
        if (_ungrouped > 0)
            return new DecimalMark(isComma ? (byte)',' : (byte)'.', true);
        // Where the comma separates fields, an unquoted point is a point.
        if (!isComma && _separator == (byte)',')
            return new DecimalMark((byte)'.', true);
        return new DecimalMark(
            isComma && _separator == (byte)',' ? (byte)'.'
                : isComma ? (byte)','
                : (byte)'.',
            false,
            _example
        );
    }

    [GeneratedRegex(@"^\d[\d.,\u00A0\u202F\u2009'’ ]*$")]
    private static partial Regex NumberLike();

    [GeneratedRegex(@"^\d{1,3}([.,]\d{3})+$")]
    private static partial Regex Grouped();

    [GeneratedRegex(@"^\d{1,2}(,\d{2})+,\d{3}$")]
    private static partial Regex IndianGroups();
}
