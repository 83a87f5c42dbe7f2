namespace Simulator.Backtesting;

/// <summary>
/// A part of a position that was closed, as the account keeps it; everything else about a <see cref="Trade"/> follows from this when it is
/// read.
/// </summary>
/// <param name="Entry">The fill that opened the part. It may have been for more.</param>
/// <param name="Exit">The fill that closed it.</param>
/// <param name="Size">Units closed, signed.</param>
/// <param name="Commission">The part's share of the commission of both.</param>
/// <param name="Tag">Number of the strategy's mark in the log, see <see cref="TradeLog.TagAt"/>.</param>
internal readonly record struct ClosedPart(Fill Entry, Fill Exit, double Size, double Commission, int Tag)
{
    /// <summary>Money made: size·(exit − entry) − commission.</summary>
    public double ProfitLoss => (Size * (Exit.Price - Entry.Price)) - Commission;

    /// <summary>sign·(exit/entry − 1) − commission/(|size|·entry).</summary>
    public double ReturnFraction => TradeBook.ReturnFraction(Size, Entry.Price, Exit.Price, Commission);
}

/// <summary>
/// What an account closed, in order of closing: records in blocks, so that a long run neither allocates by the trade nor copies what it
/// has.
/// </summary>
/// <param name="keeps">Whether it keeps what it is given; otherwise it only counts, for accounts of which nobody reads the trades.</param>
internal sealed class TradeLog(bool keeps = true)
{
    private const int BlockLength = 256;
    private const int FirstLength = 32;

    private readonly List<ClosedPart[]> _blocks = [];
    private readonly List<string> _tags = [];

    /// <summary>Parts closed.</summary>
    public int Count { get; private set; }

    /// <summary>Whether parts are kept and can be read.</summary>
    public bool Keeps => keeps;

    /// <summary>How often it was cleared: lists made before then are out of date.</summary>
    public int Generation { get; private set; }

    /// <summary>Part <paramref name="index"/>, in order of closing.</summary>
    public ref readonly ClosedPart this[int index] => ref _blocks[index / BlockLength][index % BlockLength];

    /// <summary>Adds a part.</summary>
    public void Add(in Fill entry, in Fill exit, double size, double commission, string? tag)
    {
        if (!keeps)
        {
            Count++;
            return;
        }
        var (block, slot) = (Count / BlockLength, Count % BlockLength);
        if (block == _blocks.Count)
            _blocks.Add(new ClosedPart[block == 0 ? FirstLength : BlockLength]);
        else if (slot == _blocks[block].Length)
            Lengthen(block);
        _blocks[block][slot] = new ClosedPart(entry, exit, size, commission, tag is null ? -1 : NumberOf(tag));
        Count++;
    }

    /// <summary>The mark of a number; null for −1.</summary>
    public string? TagAt(int number) => number < 0 ? null : _tags[number];

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

    private int NumberOf(string tag)
    {
        var number = _tags.Count - 1;
        while (number >= 0 && number >= _tags.Count - 8 && !ReferenceEquals(_tags[number], tag))
            number--;
        if (number >= 0 && ReferenceEquals(_tags[number], tag))
            return number;
        _tags.Add(tag);
        return _tags.Count - 1;
    }
}
