using System.Globalization;

namespace Simulator.Learners;

/// <summary>
/// What an agent earned on bars that none of its deciding trainings had seen, beyond what its mean exposure explains, and what follows:
/// where it is not enough, the agent's baseline is held instead.
/// </summary>
/// <param name="Bars">Held-out bars.</param>
/// <param name="Members">Trainings that decide together.</param>
/// <param name="EdgePerYear">
/// Mean log-return of a year over holding the market at the agent's beta, less the drift that a lower beta gives up.
/// </param>
/// <param name="ErrorPerYear">Its standard error.</param>
/// <param name="Beta">Slope of the agent's returns on the market's.</param>
/// <param name="Needed">Least ratio of the two at which the agent decides.</param>
/// <param name="Baseline">What is held otherwise: <c>hold</c> or <c>cash</c>.</param>
public sealed record AgentEvidence(
    int Bars,
    int Members,
    double EdgePerYear,
    double ErrorPerYear,
    double Beta,
    double Needed,
    string Baseline
)
{
    /// <summary>Edge in standard errors; NaN where there is none.</summary>
    public double Ratio => ErrorPerYear > 0 ? EdgePerYear / ErrorPerYear : double.NaN;

    /// <summary>Whether the agent decides.</summary>
    public bool Decides => Ratio > Needed;

    /// <summary>It in a sentence.</summary>
    public string Sentence
    {
        get
        {
            if (Bars == 0)
                return $"There were too few bars to hold any out of training, so that the agent holds its baseline, {Words}.";
            if (double.IsNaN(Ratio))
                return $"On {Bars.ToString("N0", CultureInfo.InvariantCulture)} bars held out of training the agent did nothing that "
                    + $"could be judged: it holds its baseline, {Words}.";
            var found = string.Create(
                CultureInfo.InvariantCulture,
                $"On {Bars:N0} bars held out of training the agent earned {Math.Abs(EdgePerYear) * 100:0.0} % a year "
                    + $"{(EdgePerYear < 0 ? "less" : "more")} than its exposure explains ({Ratio:0.00;−0.00} standard errors; "
                    + $"it decides above {Needed}): "
            );
            return found + (Decides ? $"its {Members} trainings decide together." : $"it holds its baseline, {Words}.");
        }
    }

    private string Words => Baseline == "cash" ? "cash" : "buy and hold";
}
