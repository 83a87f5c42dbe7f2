using System.Globalization;
using System.Text.Json.Serialization;
using Simulator.Text;

namespace Simulator.Checks;

/// <summary>What the checks of an agent found.</summary>
/// <param name="Symbol">The series whose days, costs and size they were made with.</param>
/// <param name="Bars">Its bars.</param>
/// <param name="TestBars">Of these, bars that were decided on once.</param>
/// <param name="Checks">In the order in which they ran.</param>
public sealed record AgentCheckResult(string Symbol, int Bars, int TestBars, IReadOnlyList<AgentCheck> Checks)
{
    /// <summary>Checks that failed.</summary>
    public int Failed => Checks.Count(c => c.Verdict == AgentCheckVerdict.Failed);

    /// <summary>It in a sentence.</summary>
    public string Sentence =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Symbol}: {(Failed == 0 ? $"no check of {Checks.Count} failed" : $"{Failed} of {Checks.Count} checks failed")}, on "
                + $"{TestBars:N0} test bars of {Bars:N0}"
        );
}

/// <summary>One check.</summary>
/// <param name="Subject">What it is made on.</param>
/// <param name="Name">What is checked.</param>
/// <param name="Markets">Markets that the agent was trained on for it.</param>
/// <param name="Verdict">What came out.</param>
/// <param name="Figure">What was measured; NaN where nothing can be.</param>
/// <param name="Unit">What <paramref name="Figure"/> is.</param>
/// <param name="Needed">What it has to be.</param>
/// <param name="Finding">It in a sentence.</param>
public sealed record AgentCheck(
    AgentCheckSubject Subject,
    string Name,
    int Markets,
    AgentCheckVerdict Verdict,
    double Figure,
    string Unit,
    string Needed,
    string Finding
);

/// <summary>What a check is made on.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<AgentCheckSubject>))]
public enum AgentCheckSubject
{
    /// <summary>The contract of the environment that agents train in.</summary>
    Environment,

    /// <summary>The target, its next return being shown.</summary>
    Foresight,

    /// <summary>The target's bars in random order.</summary>
    Shuffled,

    /// <summary>Walks without drift.</summary>
    Walk,

    /// <summary>Markets with a signal of known strength.</summary>
    Signal,
}

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
