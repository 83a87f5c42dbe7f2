using System.Globalization;

namespace Simulator.Backtesting;

/// <summary>Kinds of notes.</summary>
internal enum NoteKind
{
    /// <summary>A sell order was rejected because short selling is not allowed. Numbers: bar of the order.</summary>
    ShortingOff,

    /// <summary>The size of an order rounded to 0 units. Numbers: bar of the order, price.</summary>
    ZeroUnits,

    /// <summary>
    /// An order exceeded the buying power. Numbers: bar of the order, units, money needed, buying power.
    /// </summary>
    NotCarried,

    /// <summary>The account was bankrupt. Numbers: none, close, debt.</summary>
    Liquidated,

    /// <summary>The equity was below the maintenance margin. Numbers: none, equity, requirement, units to close.</summary>
    MarginCall,
}

/// <summary>
/// Rejections and other events of a run, the first two hundred. The text is made only when it is read, so unread notes cost nothing.
/// </summary>
/// <param name="keeps">Whether notes are kept; otherwise they are counted and cannot be read.</param>
internal sealed class RunNotes(bool keeps = true)
{
    private const int Limit = 200;

    private readonly List<(int Bar, NoteKind Kind, int OrderBar, double First, double Second, double Third)> _notes = [];
    private readonly List<LeftOutOrders> _leftOut = [];
    private readonly List<(string What, int First, int Bars)> _counted = [];
    private int _more;

    /// <summary>Adds a note; its kind defines the meaning of the numbers.</summary>
    public void Add(int bar, NoteKind kind, int orderBar, double first = 0, double second = 0, double third = 0)
    {
        if (keeps && _notes.Count < Limit)
            _notes.Add((bar, kind, orderBar, first, second, third));
        else
            _more++;
    }

    /// <summary>Counts an order that a rule wanted but could not place; orders with the same cause share one note.</summary>
    /// <param name="bar">Bar of the decision.</param>
    /// <param name="cause">The condition that failed; the same text each time.</param>
    /// <param name="was">The actual value; NaN for unknown.</param>
    /// <param name="price">The price of the order.</param>
    public void LeaveOut(int bar, string cause, double was, double price)
    {
        foreach (var known in _leftOut)
        {
            if (known.Cause == cause)
            {
                known.Count++;
                return;
            }
        }
        _leftOut.Add(new LeftOutOrders(cause, bar, was, price));
    }

    /// <summary>Counts bars at which the same thing happened; they share one note.</summary>
    /// <param name="bar">The bar.</param>
    /// <param name="what">What happened; the same text each time.</param>
    public void Count(int bar, string what)
    {
        for (var i = 0; i < _counted.Count; i++)
        {
            if (_counted[i].What != what)
                continue;
            _counted[i] = _counted[i] with { Bars = _counted[i].Bars + 1 };
            return;
        }
        _counted.Add((what, bar, 1));
    }

    /// <summary>Forgets everything and keeps the memory.</summary>
    public void Clear()
    {
        _notes.Clear();
        _leftOut.Clear();
        _counted.Clear();
        _more = 0;
    }

    /// <summary>All notes as text: orders that were not placed, by cause; then the others in order, and how many are not listed.</summary>
    public IReadOnlyList<string> Read()
    {
        if (_notes.Count == 0 && _leftOut.Count == 0 && _counted.Count == 0)
            return [];
        var words = _leftOut.ConvertAll(static l => l.Words);
        words.AddRange(
            _counted.ConvertAll(static c =>
                FormattableString.Invariant($"{c.What} on {c.Bars} bar{(c.Bars == 1 ? "" : "s")}, the first bar {c.First}")
            )
        );
        words.AddRange(
            _notes.ConvertAll(static n =>
                FormattableString.Invariant($"bar {n.Bar}: {Words(n.Kind, n.OrderBar, n.First, n.Second, n.Third)}")
            )
        );
        if (_more > 0)
            words.Add(FormattableString.Invariant($"and {_more} more orders were rejected or cancelled"));
        return words;
    }

    private static string Words(NoteKind kind, int orderBar, double first, double second, double third) =>
        FormattableString.Invariant(
            kind switch
            {
                NoteKind.ShortingOff => $"sell order of bar {orderBar} rejected: short selling is not allowed",
                NoteKind.ZeroUnits => $"order of bar {orderBar} cancelled: its size rounds to 0 units at {first:R}",
                NoteKind.NotCarried =>
                    $"order of bar {orderBar} for {first:0.############} units cancelled: needs {second:0.00}, buying power {third:0.00}",
                NoteKind.Liquidated =>
                    $"bankrupt: every position was closed at the close {first:R}; the remaining debt of {second:0.00} is not counted",
                _ => $"margin call: equity {first:0.00} was below the required {second:0.00}; {third:0.############} units are closed",
            }
        );

    private sealed class LeftOutOrders(string cause, int firstBar, double was, double price)
    {
        public string Cause => cause;

        public int Count { get; set; } = 1;

        public string Words =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Count} order{(Count == 1 ? " was" : "s were")} not placed, the first on bar {firstBar}: "
                    + $"{cause}; it was "
                    + $"{(double.IsNaN(was) ? "unknown" : was.ToString("G15", System.Globalization.CultureInfo.InvariantCulture))} "
                    + $"at a price of {price:G15}"
            );
    }
}
