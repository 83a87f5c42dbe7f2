using System.Text.Json.Serialization;
using Simulator.Text;

namespace Simulator.Learning.Agents.Checks;

/// <summary>What the checks of an agent found.</summary>
/// <param name="Symbol">The series whose days, costs and size they were made with.</param>
/// <param name="Bars">Its bars.</param>
/// <param name="TestBars">Of these, bars that were decided on once.</param>
/// <param name="Checks">In the order in which they ran.</param>
public sealed record AgentCheckResult(string Symbol, int Bars, int TestBars, IReadOnlyList<AgentCheck> Checks)
{
    /// <summary>Checks that failed.</summary>
    public int Failed => Checks.Count(c => c.Verdict == AgentCheckVerdict.Failed);
}

/// <summary>One check.</summary>
/// <param name="Name">What is checked.</param>
/// <param name="Markets">Markets that the agent was trained on for it.</param>
/// <param name="Verdict">What came out.</param>
/// <param name="Figure">What was measured; NaN where nothing can be.</param>
/// <param name="Unit">What <paramref name="Figure"/> is.</param>
/// <param name="Needed">What it has to be.</param>
/// <param name="Finding">It in a sentence.</param>
public sealed record AgentCheck(
    string Name,
    int Markets,
    AgentCheckVerdict Verdict,
    double Figure,
    string Unit,
    string Needed,
    string Finding
);

/// <summary>Outcome of a check.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<AgentCheckVerdict>))]
public enum AgentCheckVerdict
{
    /// <summary>As it has to be.</summary>
    Passed,

    /// <summary>Not as it has to be.</summary>
    Failed,

    /// <summary>The costs of the run leave nothing that could be earned, so that there is nothing to judge by.</summary>
    NotJudged,
}
