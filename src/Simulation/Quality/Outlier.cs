namespace Simulator.Quality;

/// <summary>A price that stands alone.</summary>
/// <param name="Bar">Its bar.</param>
/// <param name="Field">What it is: <c>low</c>, <c>high</c>, <c>open</c>, <c>close</c>.</param>
/// <param name="Value">The price.</param>
/// <param name="Beside">The nearest price that open, close and the bars beside it show.</param>
/// <param name="Range">Usual true range there, in the unit of <see cref="RobustScale"/>.</param>
/// <param name="Times">How many usual ranges lie between.</param>
internal readonly record struct Outlier(int Bar, string Field, double Value, double Beside, double Range, double Times);
