using System.Globalization;

namespace Simulator.Jobs;

/// <summary>
/// What a job takes, told before it is taken: an order of magnitude from counts alone. The time is that of a run that stops nowhere early.
/// </summary>
/// <param name="MemoryBytes">Bytes of memory of its worker.</param>
/// <param name="Seconds">Seconds of its worker, at most.</param>
public readonly record struct JobEstimate(double MemoryBytes, double Seconds)
{
    /// <summary>The time is measured: it is what such runs took on this machine, compared with their estimates.</summary>
    public bool IsMeasured { get; init; }

    /// <summary>“up to 3 min, 0.4 GB of memory”; “about 3 min as measured here, …”.</summary>
    public string Words =>
        $"{(IsMeasured ? "about" : "up to")} {TimeWords}{(IsMeasured ? " as measured here" : "")}, {MemoryWords} of memory";

    /// <summary>“less than 10 s”, “3 min”, “2 days”.</summary>
    public string TimeWords =>
        Seconds switch
        {
            < 10 => "10 s",
            < 90 => Text($"{Math.Ceiling(Seconds / 10) * 10:0} s"),
            < 5_400 => Text($"{Math.Ceiling(Seconds / 60):0} min"),
            < 172_800 => Text($"{Math.Ceiling(Seconds / 3_600):0} h"),
            _ => Text($"{Math.Ceiling(Seconds / 86_400):N0} days"),
        };

    /// <summary>“0.3 GB”.</summary>
    public string MemoryWords => Text($"{Math.Max(0.1, MemoryBytes / 1e9):#,##0.0} GB");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
