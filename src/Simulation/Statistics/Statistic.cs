using System.Text.Json.Serialization;
using Simulator.Text;

namespace Simulator.Statistics;

/// <summary>A statistic: its name, definition, source, and the one function that computes it.</summary>
/// <param name="Key">Key in results; unique in its dialect.</param>
/// <param name="Name">Shown to people.</param>
/// <param name="Unit">Unit of the value.</param>
/// <param name="Formula">The definition, in symbols.</param>
/// <param name="Source">Paper, book or program whose convention this is.</param>
/// <param name="Value">The figure of an account; NaN where undefined.</param>
public sealed record Statistic(
    string Key,
    string Name,
    StatisticUnit Unit,
    string Formula,
    string Source,
    [property: JsonIgnore] Func<AccountFigures, double> Value
);

/// <summary>Unit of a statistic's value.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<StatisticUnit>))]
public enum StatisticUnit
{
    /// <summary>A share of one: 0.12 is 12 %.</summary>
    Fraction,

    /// <summary>Already in percent (reference dialects only).</summary>
    Percent,

    /// <summary>A pure number.</summary>
    Ratio,

    /// <summary>The account's currency.</summary>
    Money,

    /// <summary>A count.</summary>
    Count,

    /// <summary>Calendar days.</summary>
    Days,

    /// <summary>Times per year.</summary>
    PerYear,
}

/// <summary>Whose definitions a set of figures follows.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<StatisticDialect>))]
public enum StatisticDialect
{
    /// <summary>This product's: arithmetic Sharpe on the returns of trading days, annualised by the market's own calendar.</summary>
    Standard,

    /// <summary>backtesting.py 0.6.6, under its own keys and in its own units.</summary>
    BacktestingPy,

    /// <summary>empyrical (zipline, pyfolio): daily returns, 252 days.</summary>
    Empyrical,

    /// <summary>
    /// QuantConnect's LEAN: calendar days, the primary credit rate, 0 where undefined; under its own keys and in its own units.
    /// </summary>
    Lean,
}
