namespace Simulator.Markets;

/// <summary>The nominal length of a bar. Weekly and monthly bars are 7 and 30 days here; their calendar decides the exact ends.</summary>
/// <param name="Length">Nominal length, positive.</param>
public readonly record struct BarInterval(TimeSpan Length)
{
    /// <summary>One bar per trading day.</summary>
    public static BarInterval Daily { get; } = new(TimeSpan.FromDays(1));

    /// <summary>One bar per week.</summary>
    public static BarInterval Weekly { get; } = new(TimeSpan.FromDays(7));

    /// <summary>One bar per month.</summary>
    public static BarInterval Monthly { get; } = new(TimeSpan.FromDays(30));

    /// <summary>Bars of so many minutes.</summary>
    public static BarInterval Minutes(int minutes) => new(TimeSpan.FromMinutes(minutes));

    /// <summary>Shorter than a day.</summary>
    public bool IsIntraday => Length < TimeSpan.FromDays(1);

    /// <inheritdoc/>
    public override string ToString() =>
        this switch
        {
            _ when Length == TimeSpan.FromDays(1) => "1 day",
            _ when Length.TotalDays >= 1 => FormattableString.Invariant($"{Length.TotalDays:0} days"),
            _ when Length.TotalHours >= 1 && Length.TotalHours % 1 == 0 => FormattableString.Invariant($"{Length.TotalHours:0} h"),
            _ when Length.TotalMinutes >= 1 && Length.TotalMinutes % 1 == 0 => FormattableString.Invariant($"{Length.TotalMinutes:0} min"),
            _ => FormattableString.Invariant($"{Length.TotalSeconds:0} s"),
        };
}
