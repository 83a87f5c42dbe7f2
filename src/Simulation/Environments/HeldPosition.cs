namespace Simulator.Environments;

/// <summary>What is held, as known at the close of a bar.</summary>
/// <param name="Exposure">−1, 0 or 1 as a fraction of equity.</param>
/// <param name="EntryPrice">Open at which this exposure was taken; 0 when flat.</param>
/// <param name="BarsHeld">Bars since, the entry's own bar included; 0 when flat.</param>
public readonly record struct HeldPosition(double Exposure, double EntryPrice, int BarsHeld)
{
    /// <summary>Nothing held.</summary>
    public static HeldPosition Flat => default;

    /// <summary>What is held after a decision was carried out at the next bar's open.</summary>
    public HeldPosition Next(double target, double nextOpen) =>
        target switch
        {
            0 => Flat,
            _ when target == Exposure => this with { BarsHeld = BarsHeld + 1 },
            _ => new HeldPosition(target, nextOpen, 1),
        };

    /// <summary>Log-return since the entry, signed by the position, if it were closed at <paramref name="price"/>; 0 when flat.</summary>
    public double UnrealisedLogReturn(double price) => Exposure == 0 ? 0 : Exposure * Math.Log(price / EntryPrice);
}
