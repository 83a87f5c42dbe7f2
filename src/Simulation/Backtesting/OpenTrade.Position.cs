namespace Simulator.Backtesting;

/// <content>What a trade carries where it stands for a whole position, and what a split does to it.</content>
public sealed partial class OpenTrade
{
    private int _entries;
    private int _exits;

    /// <summary>Signed units entered so far, in units of today (splits applied); 0 before the first addition.</summary>
    internal double EnteredUnits { get; private set; }

    /// <summary>Σ units·price of the entries.</summary>
    internal double EnteredValue { get; private set; }

    /// <summary>Σ units·price of what was taken off.</summary>
    internal double ExitedValue { get; private set; }

    /// <summary>Begins counting with the first fill.</summary>
    internal void StartPosition() => (EnteredUnits, EnteredValue, ExitedValue, _entries, _exits) = (Size, Size * EntryPrice, 0, 1, 0);

    /// <summary>Adds a fill on the same side; the entry price becomes the mean, weighted by units.</summary>
    internal void Add(double units, double price, double commission)
    {
        var (size, value) = (Size + units, units * price);
        EntryPrice = ((Size * EntryPrice) + value) / size;
        Size = size;
        EnteredUnits += units;
        EnteredValue += value;
        _entries++;
        EntryCommission += commission;
    }

    /// <summary>Takes units off; the entry price of the rest stays.</summary>
    internal void TakeOff(double size, double price, double commission)
    {
        Size -= size;
        ExitedValue += size * price;
        _exits++;
        EntryCommission += commission;
    }

    /// <summary>
    /// All entries as one fill: that of the first where there was only one, else their mean price at the time and for the reason of the
    /// first.
    /// </summary>
    internal Fill EntryOfPosition() =>
        EnteredUnits == _entry.Units ? _entry : Mean(_entry, EnteredUnits, EnteredValue / EnteredUnits, _entries);

    /// <summary>All exits as one fill, the last of them being <paramref name="last"/>, at its time and for its reason.</summary>
    internal Fill ExitOfPosition(in Fill last) =>
        ExitedValue == 0 ? last : Mean(last, -EnteredUnits, (ExitedValue + (Size * last.Price)) / EnteredUnits, _exits + 1);

    private static Fill Mean(in Fill fill, double units, double price, int fills) =>
        fill with
        {
            Units = units,
            Price = price,
            BasePrice = price,
            WantedUnits = Math.Abs(units),
            IsPartial = false,
            MeanOf = fills,
        };

    /// <summary>Turns every unit into <paramref name="ratio"/> units at a price as much lower; no money changes hands.</summary>
    internal void Split(double ratio)
    {
        Size *= ratio;
        EnteredUnits *= ratio;
        EntryPrice /= ratio;
        BestPrice /= ratio;
        _entry = _entry with
        {
            Units = _entry.Units * ratio,
            Price = _entry.Price / ratio,
            BasePrice = _entry.BasePrice / ratio,
            WantedUnits = _entry.WantedUnits * ratio,
            Level = _entry.Level / ratio,
        };
        if (Trail.Kind == TrailKind.Amount)
            Trail = Trail with { Value = Trail.Value / ratio };
    }
}
