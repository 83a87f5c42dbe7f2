using Simulator.Appending;
using Simulator.Import;
using Simulator.Markets;

namespace Simulator.Web.Components.Import;

/// <summary>What the user decides about a file before accepting it: names, calendars, kinds, and how its dates are read.</summary>
public sealed class ImportChoices
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _calendars = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SeriesKind> _kinds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _columns = new(StringComparer.Ordinal);
    private readonly HashSet<string> _left = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ExistingChoice> _existing = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, KeptExisting> _restored = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Day before month; null as detected.</summary>
    public bool? DayFirst { get; set; }

    /// <summary>Adjusted prices instead of the raw ones.</summary>
    public bool UseAdjusted { get; set; }

    /// <summary>Take the file although its change column contradicts its prices.</summary>
    public bool IgnoreChangeColumn { get; set; }

    /// <summary>Decimal mark; null as detected.</summary>
    public char? DecimalMark { get; set; }

    /// <summary>Field separator; null as detected.</summary>
    public char? Separator { get; set; }

    /// <summary>IANA zone of intraday times; null as detected.</summary>
    public string? TimeZone { get; set; }

    /// <summary>Which end of its bar an intraday time names; null as detected.</summary>
    public BarStamp? Stamps { get; set; }

    /// <summary>The options for the importer.</summary>
    public ImportOptions Options =>
        new()
        {
            DayFirst = DayFirst,
            UseAdjusted = UseAdjusted ? true : null,
            IgnoreChangeColumn = IgnoreChangeColumn,
            DecimalMark = DecimalMark,
            Separator = Separator,
            TimeZone = TimeZone,
            Stamps = Stamps,
            Columns = _columns.Count == 0 ? null : _columns,
            Calendars = _calendars.Count == 0 ? null : _calendars,
            Kinds = _kinds.Count == 0 ? null : _kinds,
        };

    /// <summary>The choices as they are kept.</summary>
    public KeptChoices Kept() =>
        new()
        {
            DayFirst = DayFirst,
            UseAdjusted = UseAdjusted,
            IgnoreChangeColumn = IgnoreChangeColumn,
            DecimalMark = DecimalMark,
            Separator = Separator,
            TimeZone = TimeZone,
            Stamps = Stamps,
            Names = _names,
            Calendars = _calendars,
            Kinds = _kinds,
            Columns = _columns,
            Left = [.. _left],
            Existing =
                _existing.Count == 0
                    ? _restored
                    : _existing.ToDictionary(
                        e => e.Key,
                        e => new KeptExisting(e.Value.Stored.ContentHash, e.Value.Action, e.Value.Overlap)
                    ),
        };

    /// <summary>Takes choices that were kept.</summary>
    public void Take(KeptChoices kept)
    {
        ArgumentNullException.ThrowIfNull(kept);
        (DayFirst, UseAdjusted, IgnoreChangeColumn) = (kept.DayFirst, kept.UseAdjusted, kept.IgnoreChangeColumn);
        (DecimalMark, Separator, TimeZone, Stamps) = (kept.DecimalMark, kept.Separator, kept.TimeZone, kept.Stamps);
        Fill(_names, kept.Names);
        Fill(_calendars, kept.Calendars);
        Fill(_kinds, kept.Kinds);
        Fill(_columns, kept.Columns);
        Fill(_restored, kept.Existing);
        _left.UnionWith(kept.Left ?? []);
    }

    /// <summary>The name that a series of the file will have.</summary>
    public string NameOf(string symbol) => _names.GetValueOrDefault(symbol, symbol);

    /// <summary>Renames a series.</summary>
    public void Rename(string symbol, string name) => _names[symbol] = name.Trim();

    /// <summary>Sets another calendar for a series; the file must be read again.</summary>
    public void SetCalendar(string symbol, string calendar) => _calendars[symbol] = calendar;

    /// <summary>Changes what a series' values are; the file must be read again.</summary>
    public void SetKind(string symbol, SeriesKind kind) => _kinds[symbol] = kind;

    /// <summary>What the user says a column is; null as detected.</summary>
    public string? ColumnOf(string heading) => _columns.GetValueOrDefault(heading);

    /// <summary>
    /// Says what a column is, one of <see cref="ColumnChoices.Words"/>; empty for as detected. The file must be read again.
    /// </summary>
    public void SetColumn(string heading, string word)
    {
        if (word.Length == 0)
            _columns.Remove(heading);
        else
            _columns[heading] = word;
    }

    /// <summary>Whether a series will be imported.</summary>
    public bool Takes(string symbol) => !_left.Contains(symbol);

    /// <summary>Includes or excludes a series.</summary>
    public void Take(string symbol, bool takes)
    {
        if (takes)
            _left.Remove(symbol);
        else
            _left.Add(symbol);
    }

    /// <summary>Why the choices cannot be accepted; null when they can.</summary>
    public string? Problem(ImportedFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var names = file.Series.Select(s => s.Series.Symbol).Where(Takes).Select(NameOf).ToList();
        return names.Count == 0 ? ImportText.ChooseAtLeastOneSeries
            : names.FirstOrDefault(n => SymbolNames.Problem(n) is not null) is { } wrong
                ? ImportText.FormatNameProblem(Short(wrong), SymbolNames.Problem(wrong))
            : names.GroupBy(n => n, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } twice
                ? ImportText.FormatNamedTwice(twice.Key)
            : names.Select(ExistingOf).FirstOrDefault(e => e?.Problem is not null)?.Problem;
    }

    /// <summary>The choices about chosen series whose names are in the store already.</summary>
    public IEnumerable<ExistingChoice> Existing(ImportedFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return file.Series.Select(s => s.Series.Symbol).Where(Takes).Select(NameOf).Select(ExistingOf).OfType<ExistingChoice>();
    }

    /// <summary>The choice about a name that is in the store already; null for a new name.</summary>
    public ExistingChoice? ExistingOf(string name) => _existing.GetValueOrDefault(name);

    /// <summary>
    /// Looks the names up in the store; what was decided stays where neither the stored nor the new series has changed. Bars are read only
    /// of a stored series that was not looked at before.
    /// </summary>
    /// <param name="file">The file.</param>
    /// <param name="hashes">The names that are in the store, with their content hashes.</param>
    /// <param name="find">Reads a stored series; null where its file is damaged.</param>
    public void FindExisting(
        ImportedFile file,
        Func<IReadOnlyCollection<string>, IReadOnlyDictionary<string, string>> hashes,
        Func<string, BarSeries?> find
    )
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(hashes);
        ArgumentNullException.ThrowIfNull(find);
        var before = new Dictionary<string, ExistingChoice>(_existing, StringComparer.OrdinalIgnoreCase);
        _existing.Clear();
        var stored = hashes([.. file.Series.Select(s => NameOf(s.Series.Symbol)).Where(n => SymbolNames.Problem(n) is null)]);
        foreach (var imported in file.Series)
        {
            var name = NameOf(imported.Series.Symbol);
            if (!stored.TryGetValue(name, out var hash))
                continue;
            var old = before.GetValueOrDefault(name) is { } one && one.Stored.ContentHash == hash ? one : null;
            if ((old?.Stored ?? find(name)) is not { } series)
                continue;
            var added = Named(imported, series.Symbol).Series;
            _existing[name] =
                old is not null && old.Added.ContentHash == added.ContentHash
                    ? old
                    : new ExistingChoice(series, added)
                    {
                        Action = old?.Action ?? Restored(name, hash)?.Action ?? ExistingAction.Ask,
                        Overlap = old?.Overlap ?? Restored(name, hash)?.Overlap ?? OverlapChoice.Refuse,
                    };
        }
    }

    private KeptExisting? Restored(string name, string hash) =>
        _restored.GetValueOrDefault(name) is { } kept && kept.Stored == hash ? kept : null;

    private static void Fill<T>(Dictionary<string, T> target, IReadOnlyDictionary<string, T>? kept)
    {
        foreach (var (key, value) in kept ?? new Dictionary<string, T>())
            target[key] = value;
    }

    /// <summary>The chosen series under their chosen names.</summary>
    public IEnumerable<ImportedSeries> Chosen(ImportedFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return file.Series.Where(s => Takes(s.Series.Symbol)).Select(s => Named(s, NameOf(s.Series.Symbol)));
    }

    /// <summary>What is wrong with the name that a series of the file will have; null when nothing is.</summary>
    public string? NameProblem(string symbol) => SymbolNames.Problem(NameOf(symbol));

    private static string Short(string name) => name.Length <= SymbolNames.MaximumLength ? name : name[..SymbolNames.MaximumLength] + "…";

    private static ImportedSeries Named(ImportedSeries imported, string name)
    {
        var s = imported.Series;
        if (s.Symbol == name)
            return imported;
        var renamed = new BarSeries(name, s.CloseTimeTicks, s.Open, s.High, s.Low, s.Close, s.Volume)
        {
            Calendar = s.Calendar,
            Interval = s.Interval,
            Kind = s.Kind,
            IsSynthetic = s.IsSynthetic,
            HasOhlc = s.HasOhlc,
            LocalTicks = s.LocalTicks,
        };
        return new ImportedSeries(renamed, imported.Quality with { Symbol = name });
    }
}
