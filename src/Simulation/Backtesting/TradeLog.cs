namespace Simulator.Backtesting;

/// <summary>A part of a position that was closed, as the account keeps it; everything else about a <see cref="Trade"/> follows from this when it is read.</summary>
/// <param name="Entry">The fill that opened it. It may have been for more, and a whole position may have been added to later.</param>
/// <param name="Exit">The fill that closed it.</param>
/// <param name="Size">Units, signed.</param>
/// <param name="EntryPrice">Price of the entry; the mean of all, for a whole position.</param>
/// <param name="ExitPrice">Price of the exit; the mean of all, for a whole position.</param>
/// <param name="Commission">Its share of the commissions of both sides.</param>
internal readonly record struct ClosedPart(Fill Entry, Fill Exit, double Size, double EntryPrice, double ExitPrice, double Commission)
{
    /// <summary>Money made: size·(exit − entry) − commission.</summary>
    public double ProfitLoss => (Size * (ExitPrice - EntryPrice)) - Commission;

    /// <summary>sign·(exit/entry − 1) − commission/(|size|·entry).</summary>
    public double ReturnFraction => (Math.Sign(Size) * ((ExitPrice / EntryPrice) - 1)) - (Commission / (Math.Abs(Size) * EntryPrice));
}

/// <summary>
/// What an account closed, in order of closing: records in blocks, so that a long run neither allocates by the trade nor copies what it has.
/// </summary>
internal sealed class TradeLog
{
    private const int BlockLength = 256;
    private const int FirstLength = 32;

    private readonly List<ClosedPart[]> _blocks = [];
    private readonly List<string?> _tags = []; // as long as the last part with a mark

    /// <summary>Parts closed.</summary>
    public int Count { get; private set; }

    /// <summary>How often it was cleared: lists made before then are out of date.</summary>
    public int Generation { get; private set; }

    /// <summary>Part <paramref name="index"/>, in order of closing.</summary>
    public ref readonly ClosedPart this[int index] => ref _blocks[index / BlockLength][index % BlockLength];

    /// <summary>Adds a part, with the strategy's mark.</summary>
    public void Add(in ClosedPart part, string? tag)
    {
        var (block, slot) = (Count / BlockLength, Count % BlockLength);
        if (block == _blocks.Count)
            _blocks.Add(new ClosedPart[block == 0 ? FirstLength : BlockLength]);
        else if (slot == _blocks[block].Length)
            Lengthen(block);
        _blocks[block][slot] = part;
        if (tag is not null)
            Mark(tag);
        Count++;
    }

    /// <summary>The mark of a part; null without one.</summary>
    public string? TagAt(int index) => index < _tags.Count ? _tags[index] : null;

    /// <summary>Forgets everything and keeps the memory.</summary>
    public void Clear()
    {
        (Count, Generation) = (0, Generation + 1);
        _tags.Clear();
    }

    private void Lengthen(int block)
    {
        var longer = _blocks[block];
        Array.Resize(ref longer, Math.Min(BlockLength, 2 * longer.Length));
        _blocks[block] = longer;
    }

    private void Mark(string tag)
    {
        while (_tags.Count < Count)
            _tags.Add(null);
        _tags.Add(tag);
    }
}
