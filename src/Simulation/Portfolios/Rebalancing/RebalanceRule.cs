using System.Globalization;

namespace Simulator.Portfolios.Rebalancing;

/// <summary>
/// When a portfolio is rebalanced to its target. Days, weeks and months begin with their first close, when the decision is taken.
/// </summary>
public abstract record RebalanceRule
{
    private RebalanceRule() { }

    /// <summary>After every N steps (<see cref="PortfolioContext.IsStep"/>).</summary>
    /// <param name="Bars">≥ 1.</param>
    public sealed record EveryBars(int Bars) : RebalanceRule;

    /// <summary>At the first close of every trading day.</summary>
    public sealed record Daily : RebalanceRule;

    /// <summary>At the first close of every week.</summary>
    public sealed record Weekly : RebalanceRule;

    /// <summary>At the first close of every month.</summary>
    public sealed record Monthly : RebalanceRule;

    /// <summary>When the weight of an asset is further than this from its target.</summary>
    /// <param name="Threshold">Distance in weight, in (0, 1): 0.05 is five percentage points.</param>
    public sealed record Drift(double Threshold) : RebalanceRule;

    /// <summary>Once, at the start.</summary>
    public sealed record Never : RebalanceRule;

    /// <summary>What <see cref="Parse"/> understands, for messages and help.</summary>
    public static string Forms => "daily, weekly, monthly, never, bars:N (every N bars) or drift:X (X in (0, 1))";

    /// <summary>Reads <c>monthly</c>, <c>bars:21</c>, <c>drift:0.05</c>, ….</summary>
    /// <exception cref="ArgumentException">None of <see cref="Forms"/>.</exception>
    public static RebalanceRule Parse(string text) => Read(text) ?? throw new ArgumentException(Fault(text));

    /// <summary>What is wrong with a text that <see cref="Parse"/> rejects; null where it does not.</summary>
    public static string? Fault(string text) =>
        Read(text) is null
            ? $"rebalancing must be {Forms}, was "
                + $"'{text}'{Text.Suggestion.Hint(text.Split(':')[0], ["daily", "weekly", "monthly", "never", "bars", "drift"])}"
            : null;

    private static RebalanceRule? Read(string text)
    {
        var at = text.IndexOf(':', StringComparison.Ordinal);
        var (kind, value) = at < 0 ? (text, "") : (text[..at], text[(at + 1)..]);
        return kind switch
        {
            "daily" when at < 0 => new Daily(),
            "weekly" when at < 0 => new Weekly(),
            "monthly" when at < 0 => new Monthly(),
            "never" when at < 0 => new Never(),
            "bars" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var bars) && bars >= 1 => new EveryBars(
                bars
            ),
            "drift"
                when double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var threshold)
                    && threshold is > 0 and < 1 => new Drift(threshold),
            _ => null,
        };
    }
}
