using Simulator.Forecasting;
using Simulator.Markets;

namespace Simulator.Scoring;

/// <summary>How good forecasts of a return over several bars were: as <see cref="ForecastScores"/>.</summary>
/// <param name="Bars">Bars ahead.</param>
/// <param name="Count">Rows scored; their outcomes overlap.</param>
/// <param name="Crps">Mean CRPS of the forecaster.</param>
/// <param name="RandomWalkCrps">Mean CRPS of N(0, bars · EWMA variance).</param>
/// <param name="Skill">1 − Crps / RandomWalkCrps.</param>
/// <param name="SkillPValue">Diebold–Mariano p-value of the CRPS difference, for forecasts so many bars ahead.</param>
/// <param name="Coverage50">Share of outcomes inside the 50 % interval.</param>
/// <param name="Coverage80">Share of outcomes inside the 80 % interval.</param>
/// <param name="Coverage95">Share of outcomes inside the 95 % interval.</param>
public sealed record HorizonScores(
    int Bars,
    int Count,
    double Crps,
    double RandomWalkCrps,
    double Skill,
    double SkillPValue,
    double Coverage50,
    double Coverage80,
    double Coverage95
)
{
    /// <summary>Of every horizon of a tape, on the rows of the given bars; null where the tape has the nearest only.</summary>
    public static IReadOnlyList<HorizonScores>? Of(ForecastTape tape, BarSeries target, int firstBar, int lastBar) =>
        tape.Horizons.Count == 1
            ? null
            : [.. tape.Horizons.Select(h => Of(h.Bars, ForecastScorer.Score(tape, h, target, firstBar, lastBar)))];

    private static HorizonScores Of(int bars, ForecastScores scores) =>
        new(
            bars,
            scores.Count,
            scores.Crps,
            scores.RandomWalkCrps,
            scores.Skill,
            scores.SkillPValue,
            scores.Coverage50,
            scores.Coverage80,
            scores.Coverage95
        );
}
