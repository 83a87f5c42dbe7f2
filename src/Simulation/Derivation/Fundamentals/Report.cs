using Simulator.Derivation.Publication;

namespace Simulator.Derivation.Fundamentals;

/// <summary>One row of a file of reports: what was published at one time about one period.</summary>
/// <param name="FileName">The file.</param>
/// <param name="Line">Its line.</param>
/// <param name="Symbol">The company, in upper case; empty where the file does not say.</param>
/// <param name="PeriodEnd">Last day of the period.</param>
/// <param name="Published">When it was published.</param>
/// <param name="Figures">[<see cref="Figure"/>] NaN where the row has none.</param>
internal sealed record Report(string FileName, int Line, string Symbol, DateOnly PeriodEnd, PublicationTime Published, double[] Figures)
{
    /// <summary>Number of figures.</summary>
    public const int FigureCount = 6;
}
