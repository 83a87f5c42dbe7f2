namespace Simulator.Markets.Exchanges;

/// <summary>The hours of one trading day, in the exchange's local time.</summary>
/// <param name="Open">First trade.</param>
/// <param name="Close">End of continuous trading, at which the day's close is stamped.</param>
public readonly record struct Session(TimeOnly Open, TimeOnly Close)
{
    /// <summary>Begin of the midday recess; equal to <see cref="RecessEnd"/> where there is none.</summary>
    public TimeOnly RecessStart { get; init; }

    /// <summary>End of the midday recess.</summary>
    public TimeOnly RecessEnd { get; init; }

    /// <summary>Whether trading pauses at midday.</summary>
    public bool HasRecess => RecessEnd > RecessStart;

    /// <summary>Bars of a length that the session holds; each part of it ends with a shorter one where it is no multiple.</summary>
    public double Bars(TimeSpan length) =>
        HasRecess
            ? Math.Ceiling((RecessStart - Open) / length) + Math.Ceiling((Close - RecessEnd) / length)
            : Math.Ceiling((Close - Open) / length);
}
