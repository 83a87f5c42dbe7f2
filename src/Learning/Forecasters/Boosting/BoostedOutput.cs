using Simulator.Learning.Trees;

namespace Simulator.Learning.Forecasters.Boosting;

/// <summary>A number that trees move, at every bar that has a forecast.</summary>
/// <param name="Name"><c>logScale</c>, <c>location</c> or a quantile's level, such as <c>q0.05</c>; in units of the volatility.</param>
/// <param name="Columns">Names of the columns, in the order of the contributions.</param>
/// <param name="Gains">[column] share of the loss that all splits took away on training rows and that those on the column did.</param>
/// <param name="Rows">The forecasts, each split over the columns.</param>
public sealed record BoostedOutput(
    string Name,
    IReadOnlyList<string> Columns,
    IReadOnlyList<double> Gains,
    IReadOnlyList<AttributedRow> Rows
);
