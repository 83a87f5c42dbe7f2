namespace Simulator.Indicators;

/// <summary>What an indicator is fed with at each bar.</summary>
public enum IndicatorInput
{
    /// <summary>One number: the close, unless another series or expression is given.</summary>
    Value,

    /// <summary>The whole bar: open, high, low, close, volume.</summary>
    Bars,

    /// <summary>Two numbers, such as the closes of an asset and of its benchmark.</summary>
    Pair,
}

/// <summary>Which parts of a bar an indicator over whole bars reads.</summary>
[Flags]
public enum IndicatorFields
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Open.</summary>
    Open = 1,

    /// <summary>High and low.</summary>
    HighLow = 2,

    /// <summary>Close.</summary>
    Close = 4,

    /// <summary>Volume.</summary>
    Volume = 8,

    /// <summary>The trading day of the bar, to start again with each.</summary>
    Day = 16,
}
