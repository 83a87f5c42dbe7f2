using System.Globalization;
using Simulator.Forecasting;
using Simulator.Rules.Syntax;

namespace Simulator.Rules.Language;

/// <summary>A field of a forecast that a rule asks for.</summary>
/// <param name="Name">As written, e.g. <c>q05</c>.</param>
/// <param name="Text">The expression that asks for it.</param>
/// <param name="At">Where.</param>
internal sealed record ForecastField(string Name, RuleText Text, Extent At)
{
    private const double SameLevel = 1e-9;

    /// <summary>Every field, with what it means.</summary>
    public static IReadOnlyList<(string Name, string Meaning)> All { get; } =
    [
        ("mean", "Expected log-return from this close to the close `horizonBars` later."),
        ("standardDeviation", "Standard deviation of that log-return."),
        ("probabilityUp", "Probability that it is above 0, from 0 to 1."),
        ("median", "Its median; the same as `q50`."),
        .. ForecastTape.StandardLevels.Select(level =>
            (OfLevel(level), string.Create(CultureInfo.InvariantCulture, $"The quantile of that log-return at probability {level}."))
        ),
    ];

    /// <summary>Names of all fields.</summary>
    public static IEnumerable<string> Names => All.Select(f => f.Name);

    /// <summary>The field of a name, or null.</summary>
    public static ForecastField? Of(string name, RuleText text, Extent at) =>
        Names.Contains(name, StringComparer.Ordinal) ? new ForecastField(name, text, at) : null;

    /// <summary>Its values in a tape; null where the tape has no such quantile.</summary>
    public double[]? ValuesIn(ForecastTape tape) =>
        Name switch
        {
            "mean" => tape.Mean,
            "standardDeviation" => tape.StandardDeviation,
            "probabilityUp" => tape.ProbabilityOfRise,
            "median" => Quantile(tape, 0.5),
            _ => Quantile(tape, double.Parse("0." + Name[1..], CultureInfo.InvariantCulture)),
        };

    /// <summary>Fields that a tape has.</summary>
    public static IEnumerable<string> NamesIn(ForecastTape tape) => Names.Take(3).Concat(tape.Levels.Select(OfLevel));

    private static double[]? Quantile(ForecastTape tape, double level)
    {
        var index = Array.FindIndex(tape.Levels, l => Math.Abs(l - level) < SameLevel);
        return index < 0 ? null : tape.Quantiles[index];
    }

    // q05 is 0.05, q975 is 0.975: the digits behind the point, at least two.
    private static string OfLevel(double level) => "q" + level.ToString("0.00####", CultureInfo.InvariantCulture)[2..];
}
