using System.Text.Json;
using System.Text.Json.Serialization;
using Simulator.Learners;
using Simulator.Runs;
using Simulator.Stages;

namespace Simulator.Store.Jobs;

/// <summary>The stages of a job as they are stored.</summary>
public static class StagesJson
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>The stages of a spec before any began; those that it has no part for are skipped.</summary>
    public static IReadOnlyList<StageProgress> Planned(SimulationSpec spec) =>
        [
            .. Enum.GetValues<StageName>()
                .Select(stage => new StageProgress(stage, IsPartOf(spec, stage) ? StageState.Waiting : StageState.Skipped, 0, "", 0, false)
                {
                    Learner = LearnerOf(spec, stage),
                }),
        ];

    internal static string Write(IReadOnlyList<StageProgress> stages) => JsonSerializer.Serialize(stages, s_json);

    /// <summary>Reads what was stored. A stage that was unknown when it was stored counts as skipped until it starts.</summary>
    public static IReadOnlyList<StageProgress> Read(string json) =>
        WithEveryStage(JsonSerializer.Deserialize<List<StageProgress>>(json, s_json)!);

    private static StageProgress[] WithEveryStage(List<StageProgress> stored) =>
        [
            .. Enum.GetValues<StageName>()
                .Select(name => stored.Find(s => s.Stage == name) ?? new StageProgress(name, StageState.Skipped, 0, "", 0, false)),
        ];

    private static string? LearnerOf(SimulationSpec spec, StageName stage) =>
        stage switch
        {
            StageName.Forecaster when spec.Forecaster is { } forecaster => LearnerTable.Of(forecaster).Name,
            StageName.Agent when spec.Strategy is AgentStrategySpec { Agent: var agent } => LearnerTable.Of(agent).Name,
            _ => null,
        };

    private static bool IsPartOf(SimulationSpec spec, StageName stage) =>
        stage switch
        {
            StageName.Features => spec.Features.Count > 0 || spec.Forecaster is not null || spec.Strategy is AgentStrategySpec,
            StageName.Forecaster => spec.Forecaster is not null,
            StageName.Agent => spec.Strategy is AgentStrategySpec,
            _ => true,
        };
}
