namespace Simulator.OptionChains;

/// <summary>Contracts of a day by what became of them.</summary>
public sealed record ChainCounts
{
    /// <summary>All in the file.</summary>
    public int All { get; set; }

    /// <summary>Used.</summary>
    public int Used { get; set; }

    /// <summary>Left out: without a price, or expiring within a week.</summary>
    public int Unusable { get; set; }

    /// <summary>Left out: never traded, as far as the file knows.</summary>
    public int NeverTraded { get; set; }

    /// <summary>Left out: the price breaks a bound without arbitrage, or has no time value.</summary>
    public int OutsideBounds { get; set; }

    /// <summary>Left out: implied volatility above the largest that is believed.</summary>
    public int Absurd { get; set; }

    /// <summary>The file's own volatility was 0, missing or absurd; of those used.</summary>
    public int FileWithout { get; set; }
}
