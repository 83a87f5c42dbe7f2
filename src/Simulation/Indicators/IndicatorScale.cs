namespace Simulator.Indicators;

/// <summary>What a line of an indicator is measured in. How it is made stationary as a feature follows from it.</summary>
public enum IndicatorScale
{
    /// <summary>A price that is above zero wherever prices are, such as an average.</summary>
    Price,

    /// <summary>A price that can fall to zero or below, such as a lower band or an extrapolated trend.</summary>
    PriceBand,

    /// <summary>A difference of prices.</summary>
    PriceDifference,

    /// <summary>Units of the first series per unit of the second.</summary>
    PriceRatio,

    /// <summary>0 … 100.</summary>
    ZeroToHundred,

    /// <summary>Percent, or around zero with a usual size of a hundred.</summary>
    Percent,

    /// <summary>A number without unit.</summary>
    Plain,

    /// <summary>A volume.</summary>
    Volume,

    /// <summary>A sum of volumes since the first bar, whose level means nothing.</summary>
    RunningVolume,

    /// <summary>A volume times a difference of prices.</summary>
    VolumeTimesPrice,
}
