using System.Globalization;
using System.Text;
using Simulator.Artifacts;
using Simulator.Errors;
using Simulator.Jobs;
using Simulator.Learners;
using Simulator.Markets;
using Simulator.Runs;

namespace Simulator.AgentComparisons;

/// <summary>Agents side by side: on one series, with the same features, split, fills and costs, each with several seeds.</summary>
/// <param name="Spec">
/// Data, split, features, forecaster, fills, costs, capital and first seed, as of a simulation; its strategy says nothing.
/// </param>
/// <param name="Agents">Name → agent, at least one.</param>
/// <param name="Seeds">Seeds of each agent, ≥ 1: the spec's and those after it.</param>
public sealed record AgentComparisonRequest(SimulationSpec Spec, IReadOnlyDictionary<string, AgentSpec> Agents, int Seeds) : IJobRequest
{
    private const double CurveBytesPerBar = 40 * sizeof(double);

    /// <inheritdoc/>
    public string Title =>
        Spec.Name is { Length: > 0 } name
            ? name
            : string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", Agents.Keys)} on {Spec.Data.Target}");

    /// <inheritdoc/>
    public DataSpec Data => Spec.Data;

    /// <inheritdoc/>
    public string Strategy => "agents";

    /// <inheritdoc/>
    public string TrialHash =>
        ColumnarBlob.Hash(Encoding.UTF8.GetBytes(AgentComparisonJson.Write(this with { Spec = Spec with { Name = "" } })));

    /// <inheritdoc/>
    public IReadOnlyList<(JobStage Stage, bool IsPart)> Stages => [(AgentComparisonKind.Stage, true)];

    /// <summary>How many agents are trained, each seed for itself.</summary>
    public int Count => Agents.Count * Seeds;

    /// <summary>Every run, agent by agent.</summary>
    public IEnumerable<AgentCell> Cells =>
        from agent in Agents
        from seed in Enumerable.Range(0, Seeds)
        select new AgentCell(agent.Key, seed, SpecOf(agent.Value, seed));

    /// <inheritdoc/>
    public string ToJson() => AgentComparisonJson.Write(this);

    /// <inheritdoc/>
    public IReadOnlyList<SpecError> Check(ISeriesSource series) =>
        [
            .. from agent in Agents
            from error in SpecChecks.AgainstData(SpecOf(agent.Value, 0), series)
            group error by error.ToString() into same
            select same.First(),
        ];

    /// <inheritdoc/>
    public JobEstimate Estimate(Func<string, int> barsOf)
    {
        var (memory, seconds) = (0.0, 0.0);
        foreach (var agent in Agents.Values)
        {
            var one = SimulationEstimate.Of(SpecOf(agent, 0), barsOf);
            (memory, seconds) = (Math.Max(memory, one.MemoryBytes), seconds + (one.Seconds * Seeds));
        }
        return new JobEstimate(memory + (CurveBytesPerBar * barsOf(Spec.Data.Target) * Count), seconds);
    }

    private SimulationSpec SpecOf(AgentSpec agent, int seed) =>
        Spec with
        {
            Name = "",
            Seed = Spec.Seed + seed,
            Strategy = new AgentStrategySpec { Agent = agent },
        };
}

/// <summary>One agent with one seed.</summary>
/// <param name="Agent">The agent's name in the request.</param>
/// <param name="Seed">0, 1, …: how far its seed is from the spec's.</param>
/// <param name="Spec">The simulation whose run it is.</param>
public sealed record AgentCell(string Agent, int Seed, SimulationSpec Spec);
