namespace Simulator.Indicators;

/// <summary>
/// An indicator fed with one value per bar (a price, a volume), oldest first. Feeding is the only formula; <see cref="Indicator"/> repeats
/// it.
/// </summary>
public interface IValueIndicator
{
    /// <summary>Values needed before the first value: the first <c>WarmUpBars − 1</c> calls return NaN.</summary>
    int WarmUpBars { get; }

    /// <summary>Takes the next value and returns the indicator's value at it; NaN while warming up.</summary>
    double Next(double value);
}

/// <summary>An indicator fed with high, low and close per bar, oldest first.</summary>
public interface IBarIndicator
{
    /// <summary>Bars needed before the first value.</summary>
    int WarmUpBars { get; }

    /// <summary>Takes the next bar and returns the indicator's value at it; NaN while warming up.</summary>
    double Next(double high, double low, double close);
}
