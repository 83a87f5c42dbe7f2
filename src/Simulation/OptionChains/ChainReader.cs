using System.Globalization;
using System.Text.RegularExpressions;
using Simulator.Import;
using Simulator.Options;

namespace Simulator.OptionChains;

/// <summary>
/// Reads tables of option contracts: LEAN's universe files (the day stands in the file's name, the underlying in a row without expiry),
/// and tables with a column for the day. Columns are known by their headings.
/// </summary>
internal sealed partial class ChainReader
{
    private static readonly string[] s_dates = ["yyyyMMdd", "yyyy-MM-dd", "M/d/yyyy", "yyyy/MM/dd"];

    private readonly RowTable _table;
    private readonly int _expiry;
    private readonly int _strike;
    private readonly int _right;
    private readonly int _price;
    private readonly int _bid;
    private readonly int _ask;
    private readonly int _volume;
    private readonly int _interest;
    private readonly int _volatility;
    private readonly int _day;
    private readonly int _spot;

    private ChainReader(RowTable table)
    {
        _table = table;
        _expiry = Needed("expiry", "expiration", "expiration_date", "expire_date");
        _strike = Needed("strike", "strike_price");
        _right = Needed("right", "type", "option_type", "call_put", "cp");
        _price = Place("close", "last", "price", "mark", "settlement");
        (_bid, _ask) = (Place("bid"), Place("ask"));
        _volume = Place("volume");
        _interest = Place("open_interest", "openinterest", "open interest");
        _volatility = Place("implied_volatility", "impliedvol", "impliedvolatility", "iv");
        _day = Place("quotedate", "quote_date", "date", "trade_date");
        _spot = Place("underlying_last", "underlying_price", "underlying_close", "spot");
        RefuseSeveral(Place("underlying", "underlying_symbol", "underlying symbol", "root", "act_symbol"));
        if (_price < 0 && (_bid < 0 || _ask < 0))
            throw new ImportException(
                table.FileName,
                1,
                string.Join(", ", table.Headings),
                "no column holds prices",
                "Name one close, last, price or mark, or give bid and ask"
            );
    }

    // Contracts on several underlyings would make one surface.
    private void RefuseSeveral(int column)
    {
        if (column < 0)
            return;
        for (var row = 1; row < _table.Count; row++)
        {
            if (_table[row, column].Length > 0 && _table[row, column] != _table[0, column])
                throw new ImportException(
                    _table.FileName,
                    _table.LineOf(row),
                    _table[row, column],
                    $"contracts on another underlying than '{_table[0, column]}' in line {_table.LineOf(0)}",
                    "Give one file for each underlying"
                );
        }
    }

    /// <summary>The days of a file, in order.</summary>
    /// <exception cref="ImportException">It is no table of contracts, or a cell cannot be read.</exception>
    public static IReadOnlyList<ChainDay> Read(byte[] content, string fileName) => new ChainReader(RowTable.Read(content, fileName)).Days();

    private List<ChainDay> Days()
    {
        var named = _day < 0 ? DayOfName() : default;
        var (quotes, spots) = (new SortedDictionary<DateOnly, List<OptionQuote>>(), new Dictionary<DateOnly, double>());
        for (var row = 0; row < _table.Count; row++)
        {
            var day = _day < 0 ? named : Date(row, _day, "day");
            if (_table[row, _expiry].Length == 0 && _table[row, _strike].Length == 0)
            {
                spots[day] = Value(row, _price);
                continue;
            }
            if (_spot >= 0)
                spots[day] = Value(row, _spot);
            if (!quotes.TryGetValue(day, out var list))
                quotes[day] = list = [];
            list.Add(Quote(row));
        }
        return [.. quotes.Select(q => new ChainDay(_table.FileName, q.Key, spots.GetValueOrDefault(q.Key, double.NaN), q.Value))];
    }

    private OptionQuote Quote(int row) =>
        new(
            _table.LineOf(row),
            Date(row, _expiry, "expiry"),
            Strike(row),
            Right(row),
            Price(row),
            _volume < 0 ? double.NaN : Or0(Value(row, _volume)),
            _interest < 0 ? double.NaN : Or0(Value(row, _interest)),
            Value(row, _volatility)
        );

    private double Price(int row)
    {
        var (bid, ask) = (Value(row, _bid), Value(row, _ask));
        return bid > 0 && ask >= bid ? (bid + ask) / 2 : Value(row, _price);
    }

    private double Strike(int row)
    {
        var strike = Value(row, _strike);
        return strike > 0
            ? strike
            : throw new ImportException(
                _table.FileName,
                _table.LineOf(row),
                _table[row, _strike],
                "the strike is no number above 0",
                "Correct the row or leave it out"
            );
    }

    private OptionRight Right(int row) =>
        _table[row, _right].ToUpperInvariant() switch
        {
            "C" or "CALL" => OptionRight.Call,
            "P" or "PUT" => OptionRight.Put,
            var other => throw new ImportException(
                _table.FileName,
                _table.LineOf(row),
                other,
                "the contract is neither call nor put",
                "Write C, P, call or put"
            ),
        };

    private DateOnly Date(int row, int column, string what) =>
        DateOnly.TryParseExact(
            _table[row, column].Split(' ', 'T')[0],
            s_dates,
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var date
        )
            ? date
            : throw new ImportException(
                _table.FileName,
                _table.LineOf(row),
                _table[row, column],
                $"the {what} is no date",
                "Write it as 2014-06-21, 20140621 or 6/21/2014 (month first)"
            );

    private DateOnly DayOfName()
    {
        var found = EightDigits().Match(Path.GetFileName(_table.FileName));
        return
            found.Success && DateOnly.TryParseExact(found.Value, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new ImportException(
                _table.FileName,
                null,
                null,
                "neither a column nor the file's name says of which day the contracts are",
                "Name the file by the day, such as 20140604.csv, or add a column quotedate"
            );
    }

    private double Value(int row, int column) => column < 0 ? double.NaN : _table.Number(row, column);

    private static double Or0(double value) => double.IsNaN(value) ? 0 : value;

    private int Needed(params string[] names) =>
        Place(names) is >= 0 and var found
            ? found
            : throw new ImportException(
                _table.FileName,
                1,
                string.Join(", ", _table.Headings),
                $"no column is headed {string.Join(" or ", names)}",
                "A table of option contracts has a column for the expiry, the strike, call or put, and the price"
            );

    private int Place(params string[] names) => names.Select(_table.Find).FirstOrDefault(p => p >= 0, -1);

    [GeneratedRegex(@"(?<!\d)\d{8}(?!\d)")]
    private static partial Regex EightDigits();
}
