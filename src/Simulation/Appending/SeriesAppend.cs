using System.Globalization;
using Simulator.Markets;

namespace Simulator.Appending;

/// <summary>
/// What appending one series to another would do: the bars of both in order of time. Where both have a bar, equal bars are taken once, and
/// bars that contradict each other are listed.
/// </summary>
public sealed class SeriesAppend
{
    /// <summary>Contradictions listed at most; <see cref="ContradictionCount"/> tells how many there are.</summary>
    public const int MostListed = 1000;

    private const double SamePrice = 1e-9; // relative: figures that were written and read again
    private const double SameFactor = 1e-4;

    private readonly BarSeries _stored;
    private readonly BarSeries _added;
    private readonly List<Contradiction> _contradictions = [];
    private double _leastFactor = double.PositiveInfinity;
    private double _mostFactor = double.NegativeInfinity;

    private SeriesAppend(BarSeries stored, BarSeries added) => (_stored, _added) = (stored, added);

    /// <summary>Bars that only the new series has.</summary>
    public int NewBars { get; private set; }

    /// <summary>Those of them that lie before the end of the stored series: they fill gaps or come before its first bar.</summary>
    public int NewBarsWithin { get; private set; }

    /// <summary>Bars that both have with the same figures.</summary>
    public int EqualBars { get; private set; }

    /// <summary>Bars that both have with other figures.</summary>
    public int ContradictionCount { get; private set; }

    /// <summary>The first of these, in time order.</summary>
    public IReadOnlyList<Contradiction> Contradictions => _contradictions;

    /// <summary>Why the two cannot be one series, with the remedy; null when they can.</summary>
    public string? Obstacle { get; private set; }

    /// <summary>
    /// The factor between new and stored closes where all contradictions have the same one: the source has adjusted its prices since.
    /// </summary>
    public double? CommonFactor =>
        ContradictionCount > 1 && _mostFactor - _leastFactor <= SameFactor * Math.Abs(_mostFactor) && Math.Abs(_mostFactor - 1) > SameFactor
            ? (_leastFactor + _mostFactor) / 2
            : null;

    /// <summary>Compares a stored series with one that is to be appended to it.</summary>
    public static SeriesAppend Of(BarSeries stored, BarSeries added)
    {
        ArgumentNullException.ThrowIfNull(stored);
        ArgumentNullException.ThrowIfNull(added);
        var append = new SeriesAppend(stored, added) { Obstacle = Difference(stored, added) };
        if (append.Obstacle is null)
            append.Compare();
        return append;
    }

    /// <summary>In words, what would happen.</summary>
    public string Describe()
    {
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{NewBars:N0} new bars{(NewBarsWithin > 0 ? $" ({NewBarsWithin:N0} of them before the last stored bar)" : "")}, "
                + $"{EqualBars:N0} equal bars, {ContradictionCount:N0} bars with other figures"
        );
        return CommonFactor is { } factor
            ? text
                + string.Create(
                    CultureInfo.InvariantCulture,
                    $"; the new closes are all {factor:0.######} times the stored ones: "
                        + "the source has adjusted its prices since, so replace the series"
                )
            : text;
    }

    /// <summary>The joined series, under the stored name and with the stored corporate actions.</summary>
    /// <exception cref="InvalidOperationException">They cannot be joined, or there are contradictions and none is chosen.</exception>
    public BarSeries Join(OverlapChoice choice)
    {
        if (Obstacle is not null)
            throw new InvalidOperationException(Obstacle);
        if (ContradictionCount > 0 && choice == OverlapChoice.Refuse)
            throw new InvalidOperationException(
                FormattableString.Invariant($"{ContradictionCount} bars contradict those that are stored; choose which of them to keep")
            );
        var picks = new List<(bool Added, int Bar)>(_stored.Count + NewBars);
        foreach (var (stored, added) in Walk())
            picks.Add(
                added >= 0 && (stored < 0 || (choice == OverlapChoice.TakeNew && !Same(stored, added))) ? (true, added) : (false, stored)
            );
        T[] Column<T>(T[] ofStored, T[] ofAdded) => [.. picks.Select(p => p.Added ? ofAdded[p.Bar] : ofStored[p.Bar])];
        return new BarSeries(
            _stored.Symbol,
            Column(_stored.CloseTimeTicks, _added.CloseTimeTicks),
            Column(_stored.Open, _added.Open),
            Column(_stored.High, _added.High),
            Column(_stored.Low, _added.Low),
            Column(_stored.Close, _added.Close),
            Column(_stored.Volume, _added.Volume)
        )
        {
            Calendar = _stored.Calendar,
            Interval = _stored.Interval,
            Kind = _stored.Kind,
            IsSynthetic = _stored.IsSynthetic,
            HasOhlc = _stored.HasOhlc,
            Actions = _stored.Actions,
            LocalTicks = _stored.LocalTicks is null && _added.LocalTicks is null ? null : Column(Written(_stored), Written(_added)),
        };
    }

    private static long[] Written(BarSeries series) =>
        series.LocalTicks ?? [.. Enumerable.Range(0, series.Count).Select(i => series.LocalAt(i).Ticks)];

    private static string? Difference(BarSeries stored, BarSeries added)
    {
        string? Differ<T>(string what, T ofStored, T ofAdded) =>
            Equals(ofStored, ofAdded)
                ? null
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"the stored series has {what} {ofStored}, the file {ofAdded}: they cannot be one series; import it under another name"
                );
        return Differ("the calendar", stored.Calendar.Id, added.Calendar.Id)
            ?? Differ("bars of", stored.Interval, added.Interval)
            ?? Differ("values of the kind", stored.Kind, added.Kind)
            ?? Differ("open, high and low:", stored.HasOhlc ? "yes" : "no", added.HasOhlc ? "yes" : "no")
            ?? Differ(
                "an origin:",
                stored.IsSynthetic ? "made by a generator" : "a market",
                added.IsSynthetic ? "made by a generator" : "a market"
            );
    }

    private void Compare()
    {
        var (from, to) = (_stored.CloseTimeTicks[0], _stored.CloseTimeTicks[^1]);
        var between = 0;
        foreach (var (stored, added) in Walk())
        {
            if (added < 0)
                continue;
            if (stored < 0)
            {
                NewBars++;
                NewBarsWithin += _added.CloseTimeTicks[added] < to ? 1 : 0;
                between += _added.CloseTimeTicks[added] > from && _added.CloseTimeTicks[added] < to ? 1 : 0;
            }
            else if (Same(stored, added))
                EqualBars++;
            else
                Note(stored, added);
        }
        if (between > EqualBars + ContradictionCount)
            Obstacle = FormattableString.Invariant(
                $"{between} bars of the file stand between stored bars and only {EqualBars + ContradictionCount} at their times: "
                    + $"they were stamped otherwise; check time zone and stamps, or import it under another name"
            );
    }

    private void Note(int stored, int added)
    {
        ContradictionCount++;
        var factor = _added.Close[added] / _stored.Close[stored];
        (_leastFactor, _mostFactor) = (Math.Min(_leastFactor, factor), Math.Max(_mostFactor, factor));
        if (_contradictions.Count < MostListed)
            _contradictions.Add(new Contradiction(_stored[stored], _added[added]));
    }

    /// <summary>The bars of both in order of time; −1 where one has none.</summary>
    private IEnumerable<(int Stored, int Added)> Walk()
    {
        int s = 0,
            a = 0;
        while (s < _stored.Count || a < _added.Count)
        {
            var order =
                s == _stored.Count ? 1
                : a == _added.Count ? -1
                : _stored.CloseTimeTicks[s].CompareTo(_added.CloseTimeTicks[a]);
            yield return (order <= 0 ? s : -1, order >= 0 ? a : -1);
            s += order <= 0 ? 1 : 0;
            a += order >= 0 ? 1 : 0;
        }
    }

    private bool Same(int stored, int added) =>
        Near(_stored.Open[stored], _added.Open[added])
        && Near(_stored.High[stored], _added.High[added])
        && Near(_stored.Low[stored], _added.Low[added])
        && Near(_stored.Close[stored], _added.Close[added])
        && (
            Near(_stored.Volume[stored], _added.Volume[added]) || double.IsNaN(_stored.Volume[stored]) || double.IsNaN(_added.Volume[added])
        );

    private static bool Near(double one, double other) =>
        one.Equals(other) || Math.Abs(one - other) <= SamePrice * Math.Max(Math.Abs(one), Math.Abs(other));
}
