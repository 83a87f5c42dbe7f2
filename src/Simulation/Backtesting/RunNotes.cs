namespace Simulator.Backtesting;

/// <summary>What a note is about.</summary>
internal enum NoteKind
{
    /// <summary>A sale was refused because shorting is off. Numbers: bar of the order.</summary>
    ShortingOff,

    /// <summary>An order came to no units. Numbers: bar of the order, price.</summary>
    ZeroUnits,

    /// <summary>The account could not carry an order. Numbers: bar of the order, units, what they need, what the account can carry.</summary>
    NotCarried,

    /// <summary>The account was used up. Numbers: none, close, debt.</summary>
    Liquidated,

    /// <summary>The equity was below the maintenance margin. Numbers: none, equity, requirement, units to close.</summary>
    MarginCall,
}

/// <summary>Refusals and other events of a run, the first two hundred. They are put into words only when they are read, so that the rest cost nothing.</summary>
internal sealed class RunNotes
{
    private const int Limit = 200;

    private readonly List<(int Bar, NoteKind Kind, int OrderBar, double First, double Second, double Third)> _notes = [];
    private int _more;

    /// <summary>Adds a note; what the numbers are stands at its kind.</summary>
    public void Add(int bar, NoteKind kind, int orderBar, double first = 0, double second = 0, double third = 0)
    {
        if (_notes.Count < Limit)
            _notes.Add((bar, kind, orderBar, first, second, third));
        else
            _more++;
    }

    /// <summary>All in words, in order, and how many are not listed.</summary>
    public IReadOnlyList<string> Read()
    {
        if (_notes.Count == 0)
            return [];
        var words = _notes.ConvertAll(static n => FormattableString.Invariant($"bar {n.Bar}: {Words(n.Kind, n.OrderBar, n.First, n.Second, n.Third)}"));
        if (_more > 0)
            words.Add(FormattableString.Invariant($"and {_more} more orders that were refused or cancelled"));
        return words;
    }

    private static string Words(NoteKind kind, int orderBar, double first, double second, double third) => FormattableString.Invariant(kind switch
    {
        NoteKind.ShortingOff => $"the sale ordered on bar {orderBar} was refused: shorting is off",
        NoteKind.ZeroUnits => $"the order of bar {orderBar} was cancelled: it comes to 0 units at {first:R}",
        NoteKind.NotCarried => $"the order of bar {orderBar} for {first:0.######} units was cancelled: it needs {second:0.00}, the account can carry {third:0.00}",
        NoteKind.Liquidated => $"the account was used up and closed at the close {first:R}; a debt of {second:0.00} beyond it is not counted",
        _ => $"margin call: equity {first:0.00} was below the {second:0.00} required; {third:0.######} units are closed",
    });
}
