namespace Simulator.Import;

/// <summary>Assigns columns under a single header line: one family of open to close, columns per series, or both.</summary>
internal static class PanelRoles
{
    private static readonly ColumnRole[] s_ohlc = [ColumnRole.Open, ColumnRole.High, ColumnRole.Low, ColumnRole.Close];

    /// <summary>The roles of all columns.</summary>
    public static AssignedRoles Assign(
        Headings headings,
        DateColumn date,
        List<int> numeric,
        IReadOnlyList<HeadLine> data,
        byte decimalMark,
        int width,
        string fallback
    )
    {
        var plain = PlainRoles(headings.Names, date, numeric, data, decimalMark, width);
        var single = s_ohlc.All(r => plain.Contains(r));
        var quoteBars = plain.Contains(ColumnRole.BidClose) && plain.Contains(ColumnRole.AskClose);
        var columns = new List<ColumnMapping>();
        for (var c = 0; c < width; c++)
        {
            var name =
                c < headings.Names.Count && headings.Names[c].Length > 0
                    ? headings.Names[c]
                    : FormattableString.Invariant($"column {c + 1}");
            columns.Add(
                plain[c] is { } role
                    ? new ColumnMapping(c, name, role, role >= ColumnRole.Open ? fallback : null)
                    : OwnSeries(c, name, single || quoteBars, numeric)
            );
        }
        var series = Group(columns);
        var isPanel = series.Any(s => s.Symbol != fallback || !plain.Contains(ColumnRole.Close)) && !quoteBars;
        var roles = new AssignedRoles(isPanel ? columns : [.. columns.Select(c => c with { Symbol = null })], series, isPanel);
        Remark(roles, columns, series, single);
        return roles;
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
            if (bid >= 0 && At(ColumnRole.AskClose) >= 0)
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

    /// <summary>Roles by heading alone; null where the heading is no field's name.</summary>
    private static ColumnRole?[] PlainRoles(
        IReadOnlyList<string> names,
        DateColumn date,
        List<int> numeric,
        IReadOnlyList<HeadLine> data,
        byte decimalMark,
        int width
    )
    {
        var roles = new ColumnRole?[width];
        for (var c = 0; c < width; c++)
        {
            var role = c < names.Count ? HeaderNames.RoleOf(names[c]) : null;
            roles[c] =
                c == date.Column ? ColumnRole.Date
                : c == date.TimeColumn ? ColumnRole.Time
                : role is ColumnRole.Date ? ColumnRole.Ignored
                : role is ColumnRole.Symbol && numeric.Contains(c) ? ColumnRole.Ignored
                : role is >= ColumnRole.Open && !numeric.Contains(c) ? ColumnRole.Ignored
                : role;
        }
        // C, H, L and LOW are tickers too: as fields they only count in company.
        var ohlc = s_ohlc.All(r => roles.Contains(r));
        for (var c = 0; c < width && !ohlc; c++)
        {
            if (roles[c] is ColumnRole.Open or ColumnRole.High or ColumnRole.Low || (roles[c] >= ColumnRole.Open && names[c].Length == 1))
                roles[c] = null;
        }
        PickVolume(roles, names, data, decimalMark);
        var seen = new HashSet<ColumnRole>();
        for (var c = 0; c < width; c++)
        {
            if (roles[c] is { } role and >= ColumnRole.Symbol && !seen.Add(role))
                roles[c] = ColumnRole.Ignored;
        }
        return roles;
    }

    /// <summary>Of two volumes the traded one, unless it is zero throughout; then ticks.</summary>
    private static void PickVolume(ColumnRole?[] roles, IReadOnlyList<string> names, IReadOnlyList<HeadLine> data, byte decimalMark)
    {
        var volumes = Enumerable.Range(0, roles.Length).Where(c => roles[c] == ColumnRole.Volume).ToList();
        if (volumes.Count < 2)
            return;
        bool HasValues(int column) =>
            data.Any(l =>
                column < l.Cells.Length
                && Cells.TryNumber(System.Text.Encoding.UTF8.GetBytes(l.Cells[column]), decimalMark, out var v)
                && v > 0
            );
        var chosen = volumes
            .OrderBy(c => HasValues(c) ? 0 : 1)
            .ThenBy(c => HeaderNames.Normalise(names[c]).Contains("tick", StringComparison.Ordinal) ? 1 : 0)
            .First();
        foreach (var other in volumes.Where(c => c != chosen))
            roles[other] = ColumnRole.Ignored;
    }

    private static ColumnMapping OwnSeries(int column, string name, bool hasFamily, List<int> numeric)
    {
        if (!numeric.Contains(column))
            return new ColumnMapping(column, name, ColumnRole.Ignored);
        if (hasFamily)
            return KnownSymbols.Find(name) is null
                ? new ColumnMapping(column, name, ColumnRole.Ignored)
                : new ColumnMapping(column, name, ColumnRole.Close, SymbolNames.Clean(name));
        return HeaderNames.SplitPanelName(name) is { } split
            ? new ColumnMapping(column, name, split.Role, SymbolNames.Clean(split.Symbol))
            : new ColumnMapping(column, name, ColumnRole.Close, SymbolNames.Clean(name));
    }

    private static void Remark(AssignedRoles roles, List<ColumnMapping> columns, IReadOnlyList<SeriesColumns> series, bool single)
    {
        var ignored = columns.Where(c => c.Role == ColumnRole.Ignored).Select(c => c.Name).ToList();
        if (ignored.Count > 0)
            roles.Notes.Add($"not read: {string.Join(", ", ignored.Take(12))}{(ignored.Count > 12 ? ", …" : "")}");
        if (series.Any(s => s.Ask is not null))
            roles.Notes.Add(ColumnRoles.MidNote);
        if (!single)
        {
            foreach (var partial in series.Where(s => !s.HasOhlc && (s.Open >= 0 || s.High >= 0 || s.Low >= 0)))
                roles.Warnings.Add($"{partial.Symbol} has only part of open, high and low: read as close only");
        }
    }
}
