using Simulator.MarketPaths;
using Simulator.Realism;
using Simulator.Web.Components.Words;

namespace Simulator.Web.Components.MarketPaths;

/// <summary>A judge's figure, what stands beside it, and what it means in plain words.</summary>
public sealed record JudgeLine(string Name, string Value, string Beside, string Meaning)
{
    private const double Likely = 0.05;

    /// <summary>All judges, in the order in which the command line has them.</summary>
    public static IReadOnlyList<JudgeLine> Of(PathJudges judges)
    {
        ArgumentNullException.ThrowIfNull(judges);
        var (memory, collapse, predictive) = (judges.Memorisation, judges.Collapse, judges.Predictive);
        return
        [
            .. judges.Distances.Select(d => new JudgeLine(
                MarketPathsText.FormatDistance(
                    Plural.Of(d.HorizonBars, MarketPathsText.OneBar, MarketPathsText.FormatBarsOf(d.HorizonBars))
                ),
                Number(d.Distance),
                MarketPathsText.FormatByChance(Number(d.Floor)),
                Far(d)
            )),
            new(
                MarketPathsText.ReturnsTest,
                Number(judges.Returns.Statistic),
                Figures.PValue(judges.Returns.PValue),
                Test(judges.Returns.PValue, MarketPathsText.ReturnsSame, MarketPathsText.ReturnsDiffer)
            ),
            new(
                MarketPathsText.WindowsTest,
                Number(judges.Windows.Statistic),
                Figures.PValue(judges.Windows.PValue),
                Test(judges.Windows.PValue, MarketPathsText.WindowsSame, MarketPathsText.WindowsDiffer)
            ),
            new(
                MarketPathsText.ToldByNetwork,
                Number(judges.DiscriminativeNetwork),
                MarketPathsText.ZeroToHalf,
                MarketPathsText.FormatToldApart(Figures.Percent(0.5 + judges.DiscriminativeNetwork, 0))
            ),
            new(
                MarketPathsText.ToldByLogistic,
                Number(judges.DiscriminativeLogistic),
                MarketPathsText.ZeroToHalf,
                MarketPathsText.FormatToldApart(Figures.Percent(0.5 + judges.DiscriminativeLogistic, 0))
            ),
            new(
                MarketPathsText.LearningError,
                Number(predictive.OnGenerated),
                MarketPathsText.FormatLearningBeside(Number(predictive.OnReal), Number(predictive.Constant)),
                predictive.OnGenerated < predictive.Constant ? MarketPathsText.LearningHelps : MarketPathsText.LearningDoesNot
            ),
            new(
                MarketPathsText.Nearest,
                Number(memory.DistanceRatio),
                MarketPathsText.FormatCopies(Figures.Percent(memory.Duplicates)),
                memory.IsAlarm ? MarketPathsText.Repeats : MarketPathsText.IsNew
            ),
            new(
                MarketPathsText.Apart,
                Number(collapse.DistanceRatio),
                MarketPathsText.FormatVariance(Number(collapse.VarianceRatio)),
                collapse.IsAlarm ? MarketPathsText.Resemble : MarketPathsText.Differ
            ),
        ];
    }

    // The floor is a mean: half of what chance alone makes lies above it.
    private static string Far(DistanceReading distance) =>
        distance.Distance <= distance.Floor ? MarketPathsText.DistanceWithin
        : distance.Distance <= 2 * distance.Floor ? MarketPathsText.DistanceAbout
        : MarketPathsText.DistanceBeyond;

    private static string Test(double p, string same, string differ) =>
        double.IsNaN(p) ? MarketPathsText.NotKnown
        : p < Likely ? differ
        : same;

    private static string Number(double value) => Figures.Number(value, 3);
}
