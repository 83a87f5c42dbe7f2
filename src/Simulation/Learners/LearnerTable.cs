using System.Text.Json.Serialization.Metadata;
using Simulator.Features;

namespace Simulator.Learners;

/// <summary>
/// Every learner there is. A program registers its rows once, before it reads the first spec: from then on the table is what it is,
/// because JSON, forms and validators have been made from it.
/// </summary>
public static class LearnerTable
{
    private static readonly Lock s_lock = new();
    private static readonly List<LearnerDescription> s_rows = [];
    private static LearnerDescription[]? s_read;

    /// <summary>All rows, in the order in which they were registered.</summary>
    public static IReadOnlyList<LearnerDescription> All
    {
        get
        {
            lock (s_lock)
                return s_read ??= [.. s_rows];
        }
    }

    /// <summary>The forecasters.</summary>
    public static IEnumerable<LearnerDescription> Forecasters => All.Where(d => d.Role == LearnerRole.Forecaster);

    /// <summary>The agents.</summary>
    public static IEnumerable<LearnerDescription> Agents => All.Where(d => d.Role == LearnerRole.Agent);

    /// <summary>The fitted features.</summary>
    public static IEnumerable<LearnerDescription> Features => All.Where(d => d.Role == LearnerRole.Feature);

    /// <summary>Adds rows; a row that is there already is no error.</summary>
    /// <exception cref="InvalidOperationException">The table has been read, or another row has the name.</exception>
    public static void Register(params ReadOnlySpan<LearnerDescription> rows)
    {
        lock (s_lock)
        {
            foreach (var row in rows)
            {
                if (s_rows.Contains(row))
                    continue;
                if (s_read is not null)
                    throw new InvalidOperationException($"learner '{row.Name}': register learners before the first spec is read");
                if (s_rows.Exists(r => r.Role == row.Role && r.Name == row.Name))
                    throw new InvalidOperationException($"learner '{row.Name}': another {row.Role} has that name");
                s_rows.Add(row);
            }
        }
    }

    /// <summary>The row of a forecaster's spec.</summary>
    public static LearnerDescription Of(ForecasterSpec spec) => Find(spec);

    /// <summary>The row of an agent's spec.</summary>
    public static LearnerDescription Of(AgentSpec spec) => Find(spec);

    /// <summary>The row of a fitted feature's spec.</summary>
    public static LearnerDescription Of(FittedFeatureSpec spec) => Find(spec);

    /// <summary>The row of a role and a name; null where there is none.</summary>
    public static LearnerDescription? Find(LearnerRole role, string name) => All.FirstOrDefault(d => d.Role == role && d.Name == name);

    /// <summary>The forecaster of a spec.</summary>
    public static IForecaster Create(ForecasterSpec spec) => ((IForecasterDescription)Of(spec)).Create(spec);

    /// <summary>Whether a forecaster learns on the related series as well (<see cref="ForecastInput.Related"/>).</summary>
    public static bool ReadsRelated(ForecasterSpec spec) => ((IForecasterDescription)Of(spec)).ReadsRelated(spec);

    /// <summary>The agent of a spec.</summary>
    public static IAgent Create(AgentSpec spec) => ((IAgentDescription)Of(spec)).Create(spec);

    /// <summary>The fitted feature of a spec.</summary>
    public static IFittedFeature Create(FittedFeatureSpec spec) => ((IFittedFeatureDescription)Of(spec)).Create(spec);

    /// <summary>The specs of a role for the JSON reader: which type stands behind which <c>kind</c>.</summary>
    internal static IEnumerable<JsonDerivedType> Cases(LearnerRole role) =>
        All.Where(d => d.Role == role).Select(d => new JsonDerivedType(d.SpecType, d.Name));

    private static LearnerDescription Find(object spec) =>
        All.FirstOrDefault(d => d.SpecType == spec.GetType())
        ?? throw new InvalidOperationException($"no learner with the spec {spec.GetType().Name} is registered");
}
