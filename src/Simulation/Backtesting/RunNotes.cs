namespace Simulator.Backtesting;

/// <summary>What a note is about.</summary>
internal enum NoteKind
{
    /// <summary>A sale was refused because shorting is off. Numbers: bar of the order.</summary>
    ShortingOff,

    /// <summary>An order came to no units. Numbers: bar of the order, price.</summary>
    ZeroUnits,

    /// <summary>
    /// The account could not carry an order. Numbers: bar of the order, units, what they need, what the account can carry.
    /// </summary>
    NotCarried,

    /// <summary>The account was used up. Numbers: none, close, debt.</summary>
    Liquidated,

    /// <summary>The equity was below the maintenance margin. Numbers: none, equity, requirement, units to close.</summary>
    MarginCall,
}

/// <summary>
/// Refusals and other events of a run, the first two hundred. They are put into words only when they are read, so that the rest cost
/// nothing.
/// </summary>
/// <param name="keeps">Whether notes are kept; otherwise they are counted and cannot be read.</param>
internal sealed class RunNotes(bool keeps = true)
{
    private const int Limit = 200;

    private readonly List<(int Bar, NoteKind Kind, int OrderBar, double First, double Second, double Third)> _notes = [];
    private readonly List<LeftOutOrders> _leftOut = [];
    private int _more;

    /// <summary>Adds a note; what the numbers are stands at its kind.</summary>
    public void Add(int bar, NoteKind kind, int orderBar, double first = 0, double second = 0, double third = 0)
    {
        if (keeps && _notes.Count < Limit)
            _notes.Add((bar, kind, orderBar, first, second, third));
        else
            _more++;
    }

    /// <summary>Counts an order that a rule wanted and could not make; those of one cause are one note.</summary>
    /// <param name="bar">Bar of the decision.</param>
    /// <param name="cause">What has to be, a text that is the same each time.</param>
    /// <param name="was">What was, instead; NaN for unknown.</param>
    /// <param name="price">The price that the order was about.</param>
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

    /// <summary>Forgets everything and keeps the memory.</summary>
    public void Clear()
    {
        _notes.Clear();
        _leftOut.Clear();
        _more = 0;
    }

    /// <summary>All in words: orders left out by their cause, then the others in order, and how many are not listed.</summary>
    public IReadOnlyList<string> Read()
    {
        if (_notes.Count == 0 && _leftOut.Count == 0)
            return [];
        var words = _leftOut.ConvertAll(static l => l.Words);
        words.AddRange(
            _notes.ConvertAll(static n =>
                FormattableString.Invariant($"bar {n.Bar}: {Words(n.Kind, n.OrderBar, n.First, n.Second, n.Third)}")
            )
        );
        if (_more > 0)
            words.Add(FormattableString.Invariant($"and {_more} more orders that were refused or cancelled"));
        return words;
    }

    private static string Words(NoteKind kind, int orderBar, double first, double second, double third) =>
        FormattableString.Invariant(
            kind switch
            {
                NoteKind.ShortingOff => $"the sale ordered on bar {orderBar} was refused: shorting is off",
                NoteKind.ZeroUnits => $"the order of bar {orderBar} was cancelled: it comes to 0 units at {first:R}",
                NoteKind.NotCarried =>
                    $"the order of bar {orderBar} for {first:0.############} units was cancelled: it needs {second:0.00}, the account can carry {third:0.00}",
                NoteKind.Liquidated =>
                    $"the account was used up and closed at the close {first:R}; a debt of {second:0.00} beyond it is not counted",
                _ => $"margin call: equity {first:0.00} was below the {second:0.00} required; {third:0.############} units are closed",
            }
        );

    private sealed class LeftOutOrders(string cause, int firstBar, double was, double price)
    {
        public string Cause => cause;

        public int Count { get; set; } = 1;

        public string Words =>
            FormattableString.Invariant(
                $"{Count} order{(Count == 1 ? " was" : "s were")} left out, the first on bar {firstBar}: {cause}; it was {(double.IsNaN(was) ? "unknown" : was.ToString("G15", System.Globalization.CultureInfo.InvariantCulture))} at a price of {price:G15}"
            );
    }
}
