namespace Simulator.Learning.Trees;

/// <summary>What trees say of a row, split over the columns.</summary>
/// <param name="Bar">The bar at whose close it was said.</param>
/// <param name="Prediction">What they say, in units of the outcome.</param>
/// <param name="Start">What they say of a row without its columns.</param>
/// <param name="Contributions">[column] what it adds; with <paramref name="Start"/> they add up to the prediction.</param>
public sealed record AttributedRow(int Bar, double Prediction, double Start, IReadOnlyList<float> Contributions);
