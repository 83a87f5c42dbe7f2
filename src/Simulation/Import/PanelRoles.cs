using System.Globalization;
using System.Text.RegularExpressions;

namespace Simulator.Import;

/// <summary>Assigns columns under a single header line: one family of open to close, columns per series, or both.</summary>
internal sealed partial class PanelRoles
{
    private static readonly ColumnRole[] s_ohlc = [ColumnRole.Open, ColumnRole.High, ColumnRole.Low, ColumnRole.Close];

    private readonly HeadTable _table;
    private readonly HeadingMeaning?[] _meanings;
    private readonly IReadOnlyDictionary<int, ColumnChoice> _choices;
    private readonly string?[] _dropped;
    private readonly Dictionary<int, (string Symbol, ColumnRole Role)> _families = [];
    private bool _hasTickers;

    private PanelRoles(HeadTable table, IReadOnlyDictionary<int, ColumnChoice> choices)
    {
        (_table, _choices) = (table, choices);
        _meanings = new HeadingMeaning?[table.Width];
        _dropped = new string?[table.Width];
    }

    /// <summary>The roles of all columns.</summary>
    /// <param name="table">The head of the file.</param>
    /// <param name="choices">Columns that the user assigned.</param>
    /// <param name="fallback">Name of a series whose columns name none.</param>
    /// <exception cref="ImportException">Headings that are not known, which may be fields of one asset.</exception>
    public static AssignedRoles Assign(HeadTable table, IReadOnlyDictionary<int, ColumnChoice> choices, string fallback)
    {
        var roles = new PanelRoles(table, choices);
        roles.ReadHeadings();
        roles.KeepLettersInCompanyOnly();
        roles.KeepTheSurest();
        return roles.Build(fallback);
    }

    /// <summary>Collects columns into series, in file order; families without a close are dropped.</summary>
    public static IReadOnlyList<SeriesColumns> Group(IReadOnlyList<ColumnMapping> columns)
    {
        var series = new List<SeriesColumns>();
        foreach (var family in columns.Where(c => c.Symbol is not null && c.Role >= ColumnRole.Open).GroupBy(c => c.Symbol!))
        {
            int At(ColumnRole role) => family.FirstOrDefault(c => c.Role == role)?.Index ?? -1;
            var bid = At(ColumnRole.BidClose);
            var close = At(ColumnRole.Close) >= 0 ? At(ColumnRole.Close) : At(ColumnRole.AdjustedClose);
            if (bid >= 0 && At(ColumnRole.AskClose) >= 0 && At(ColumnRole.Close) < 0)
            {
                series.Add(
                    new SeriesColumns(family.Key)
                    {
                        Open = At(ColumnRole.BidOpen),
                        High = At(ColumnRole.BidHigh),
                        Low = At(ColumnRole.BidLow),
                        Close = bid,
                        Ask = [At(ColumnRole.AskOpen), At(ColumnRole.AskHigh), At(ColumnRole.AskLow), At(ColumnRole.AskClose)],
                    }
                );
            }
            else if (close >= 0)
            {
                series.Add(
                    new SeriesColumns(family.Key)
                    {
                        Open = At(ColumnRole.Open),
                        High = At(ColumnRole.High),
                        Low = At(ColumnRole.Low),
                        Close = close,
                        Volume = At(ColumnRole.Volume),
                        Change = At(ColumnRole.ChangePercent),
                        AdjustedOpen = At(ColumnRole.AdjustedOpen),
                        AdjustedHigh = At(ColumnRole.AdjustedHigh),
                        AdjustedLow = At(ColumnRole.AdjustedLow),
                        AdjustedClose = At(ColumnRole.Close) >= 0 ? At(ColumnRole.AdjustedClose) : -1,
                    }
                );
            }
        }
        return series;
    }

    private bool HasOhlc => s_ohlc.All(Has);

    private bool Has(ColumnRole role) => _meanings.Any(m => m?.Role == role);

    private bool IsChosen(int column) => _choices.ContainsKey(column);

    private void ReadHeadings()
    {
        for (var c = 0; c < _table.Width; c++)
        {
            var meaning = c < _table.Headings.Names.Count ? HeaderNames.MeaningOf(_table.Headings.Names[c]) : null;
            _meanings[c] =
                _choices.TryGetValue(c, out var choice) ? (choice.IsAsset ? null : new HeadingMeaning(choice.Role, 4, "as chosen"))
                : c == _table.Date.Column ? new HeadingMeaning(ColumnRole.Date, 4)
                : c == _table.Date.TimeColumn ? new HeadingMeaning(ColumnRole.Time, 4)
                : meaning is { Role: ColumnRole.Date or ColumnRole.Time } ? new HeadingMeaning(ColumnRole.Ignored, 3, "another time")
                : meaning is { Role: ColumnRole.Symbol } && _table.IsNumeric(c) && !_table.IsRepeated(c)
                    ? new HeadingMeaning(ColumnRole.Ignored, 3, "an identifier")
                : meaning is { Role: >= ColumnRole.Open } && !_table.IsNumeric(c)
                    ? new HeadingMeaning(ColumnRole.Ignored, 3, "it holds no numbers")
                : meaning;
        }
    }

    // C, H, L and LOW are tickers too: as fields they only count in company.
    private void KeepLettersInCompanyOnly()
    {
        if (HasOhlc || !Enumerable.Range(0, _table.Width).Any(c => _meanings[c] is null && IsTicker(c)))
            return;
        for (var c = 0; c < _table.Width; c++)
        {
            var isField = _meanings[c] is { Role: ColumnRole.Open or ColumnRole.High or ColumnRole.Low } || _table.Name(c).Length == 1;
            if (_meanings[c] is { Role: >= ColumnRole.Open } && isField && IsTicker(c) && !IsChosen(c))
                _meanings[c] = null;
        }
    }

    // Of several headings for one field the surest is read; of several volumes one that holds anything.
    private void KeepTheSurest()
    {
        foreach (var role in _meanings.OfType<HeadingMeaning>().Select(m => m.Role).Where(r => r >= ColumnRole.Symbol).Distinct().ToList())
        {
            var rivals = Enumerable.Range(0, _table.Width).Where(c => _meanings[c]?.Role == role).ToList();
            if (rivals.Count < 2)
                continue;
            var best = rivals
                .OrderByDescending(c => role == ColumnRole.Volume && _table.IsZero(c) ? 0 : 1)
                .ThenByDescending(c => _meanings[c]!.Value.Sureness)
                .First();
            foreach (var other in rivals.Where(c => c != best))
                _meanings[other] = new HeadingMeaning(ColumnRole.Ignored, 3, $"'{_table.Name(best)}' is the surer {Word(role)}");
        }
    }

    private AssignedRoles Build(string fallback)
    {
        var quoteBars = Has(ColumnRole.BidClose) && Has(ColumnRole.AskClose) && !Has(ColumnRole.Close);
        var hasPrice = Has(ColumnRole.Close) || Has(ColumnRole.AdjustedClose) || quoteBars;
        RefuseFieldsOfOneAsset(hasPrice);
        var columns = new List<ColumnMapping>();
        for (var c = 0; c < _table.Width; c++)
        {
            if (_meanings[c] is not { } meaning)
            {
                columns.Add(OwnSeries(c, hasPrice));
                continue;
            }
            columns.Add(new ColumnMapping(c, _table.Name(c), meaning.Role, meaning.Role >= ColumnRole.Open ? fallback : null));
            if (meaning.Role == ColumnRole.Ignored)
                _dropped[c] = meaning.Why;
        }
        RefuseSameNames(columns, fallback);
        var series = Group(columns);
        var isPanel = series.Any(s => s.Symbol != fallback || !Has(ColumnRole.Close)) && !quoteBars;
        var roles = new AssignedRoles(isPanel ? columns : [.. columns.Select(c => c with { Symbol = null })], series, isPanel);
        Remark(roles, series);
        return roles;
    }

    private ColumnMapping OwnSeries(int column, bool hasPrice)
    {
        var name = _table.Name(column);
        if (IsChosen(column))
            return new ColumnMapping(column, name, ColumnRole.Close, SymbolNames.Clean(name));
        if (!_table.IsNumeric(column))
            return Dropped(column, "its heading is not known and it holds no numbers");
        if (KnownSymbols.Find(name) is not null)
            return new ColumnMapping(column, name, ColumnRole.Close, SymbolNames.Clean(name));
        if (hasPrice)
            return Dropped(column, "its heading is not known");
        if (_hasTickers && !IsTicker(column) && name.Contains(' ', StringComparison.Ordinal) && FamilyOf(column) is null)
            return Dropped(column, "its heading is no ticker, as those beside it are");
        return FamilyOf(column) is { } split
            ? new ColumnMapping(column, name, split.Role, SymbolNames.Clean(split.Symbol))
            : new ColumnMapping(column, name, ColumnRole.Close, SymbolNames.Clean(name));
    }

    /// <summary>
    /// "GS_Open", "Close GS": names that split are of a panel only where the asset has a close, and more columns, or every column splits.
    /// "First Trade" beside "Peak" and "Final" is the first trade.
    /// </summary>
    private void FindFamilies(List<int> unknown)
    {
        _hasTickers = unknown.Exists(IsTicker);
        var splits = unknown
            .Select(c => (Column: c, Split: HeaderNames.SplitPanelName(_table.Name(c))))
            .Where(s => s.Split is not null)
            .Select(s => (s.Column, Split: s.Split!.Value))
            .ToList();
        foreach (var family in splits.GroupBy(s => s.Split.Symbol, StringComparer.OrdinalIgnoreCase))
        {
            var hasClose = family.Any(s => s.Split.Role is ColumnRole.Close or ColumnRole.AdjustedClose);
            if (hasClose && (family.Count() > 1 || splits.Count == unknown.Count))
            {
                foreach (var (column, split) in family)
                    _families[column] = split;
            }
        }
    }

    private (string Symbol, ColumnRole Role)? FamilyOf(int column) => _families.TryGetValue(column, out var split) ? split : null;

    private ColumnMapping Dropped(int column, string why)
    {
        _dropped[column] = why;
        return new ColumnMapping(column, _table.Name(column), ColumnRole.Ignored);
    }

    /// <summary>Columns without a known heading are assets only where nothing shows that they are fields.</summary>
    private void RefuseFieldsOfOneAsset(bool hasPrice)
    {
        var unknown = Enumerable
            .Range(0, _table.Width)
            .Where(c => _meanings[c] is null && !IsChosen(c) && _table.IsNumeric(c) && !_table.IsEmpty(c))
            .ToList();
        if (hasPrice || unknown.Count == 0)
            return;
        FindFamilies(unknown);
        var own = unknown.Where(c => FamilyOf(c) is null && KnownSymbols.Find(_table.Name(c)) is null).ToList();
        var knownField = Enumerable
            .Range(0, _table.Width)
            .Where(c => _meanings[c] is { Role: >= ColumnRole.Open } or { Role: ColumnRole.Ignored, Why: not null })
            .Select(_table.Name)
            .FirstOrDefault();
        var reason =
            knownField is not null && own.Count > 0 && !own.TrueForAll(IsTicker)
                ? $"'{knownField}' belongs to one asset, so these may belong to it too"
            : own.Count > 2 && OneAsset.Holds([.. own.Select(_table.Numbers)], mayBeAssets: own.TrueForAll(IsTicker))
                ? "their numbers are those of open, high, low and close"
            : own.Count > 1 && own.Exists(c => !IsName(c)) ? "they are not names of assets"
            : null;
        if (reason is null)
            return;
        throw new ImportException(
            _table.FileName,
            _table.HeaderLine,
            string.Join(", ", own.Select(_table.Name)),
            $"these headings are not known, and {reason}",
            $"Say what the columns are, e.g. --column '{_table.Name(own[0])}=close' (or =open, =high, =low, =volume, =asset, =ignore)"
        )
        {
            Columns = [.. Enumerable.Range(0, _table.Width).Select(c => new ColumnMapping(c, _table.Name(c), RoleShown(c)))],
        };
    }

    private ColumnRole RoleShown(int column) => _meanings[column]?.Role ?? ColumnRole.Ignored;

    /// <summary>Two columns that would become one field of one series would hide one another.</summary>
    private void RefuseSameNames(List<ColumnMapping> columns, string fallback)
    {
        var twice = columns
            .Where(c => c.Symbol is not null && c.Symbol != fallback && c.Role >= ColumnRole.Open)
            .GroupBy(c => (c.Symbol, c.Role))
            .FirstOrDefault(g => g.Count() > 1);
        if (twice is null)
            return;
        throw new ImportException(
            _table.FileName,
            _table.HeaderLine,
            string.Join(", ", twice.Select(c => c.Name)),
            $"these headings give the same name, {twice.Key.Symbol}",
            "Give the columns names of Latin letters and digits, or say what they are with --column 'HEADING=close'"
        )
        {
            Columns = [.. columns.Select(c => c with { Symbol = null })],
        };
    }

    private bool IsTicker(int column) => TickerLike().IsMatch(_table.Name(column)) || KnownSymbols.Find(_table.Name(column)) is not null;

    // Any word of Latin letters may name an asset ("gold", "Crude oil"); other scripts give no name that a series can have.
    private bool IsName(int column) => IsTicker(column) || _table.Name(column).All(c => c < 0x80 || char.IsWhiteSpace(c));

    private void Remark(AssignedRoles roles, IReadOnlyList<SeriesColumns> series)
    {
        for (var c = 0; c < _table.Width; c++)
        {
            if (_dropped[c] is { } why && !_table.IsEmpty(c) && c != _table.Date.Column)
                roles.Dropped.Add(string.Create(CultureInfo.InvariantCulture, $"column '{_table.Name(c)}': {why}"));
        }
        if (series.Any(s => s.Ask is not null))
            roles.Notes.Add(ColumnRoles.MidNote);
        if (HasOhlc)
            return;
        foreach (var partial in series.Where(s => !s.HasOhlc && (s.Open >= 0 || s.High >= 0 || s.Low >= 0)))
            roles.Warnings.Add($"{partial.Symbol} has only part of open, high and low: read as close only");
        var single = roles.Columns.Where(c => c.Role == ColumnRole.Close).ToList();
        if (
            single is [var close]
            && HeaderNames.MeaningOf(close.Name) is null
            && KnownSymbols.Find(close.Name) is null
            && !IsChosen(close.Index)
        )
            roles.Questions.Add(
                new ImportQuestion(
                    QuestionTopic.Columns,
                    null,
                    $"the heading '{close.Name}' is not known; as the only column of numbers it is read as the close",
                    "--column",
                    $"{close.Name}=close",
                    [$"{close.Name}=close", $"{close.Name}=ignore"]
                )
            );
    }

    private static string Word(ColumnRole role) =>
        role switch
        {
            ColumnRole.ChangePercent => "change",
            ColumnRole.AdjustedClose => "adjusted close",
            _ => role.ToString().ToLowerInvariant(),
        };

    [GeneratedRegex(@"^\^?(?=.*[A-Z])[A-Z0-9]{1,8}([.\-=/_:][A-Z0-9]{1,5})?$")]
    private static partial Regex TickerLike();
}
