using System.Text.Json;
using System.Text.Json.Serialization;
using Simulator.Jobs;

namespace Simulator.Store.Jobs;

/// <summary>The stages of a job as they are stored.</summary>
public static class StagesJson
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>The stages of a request before any began; those that it has no part for are skipped.</summary>
    public static IReadOnlyList<StageProgress> Planned(IJobRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return
        [
            .. request.Stages.Select(s => new StageProgress(
                s.Stage.Name,
                s.IsPart ? StageState.Waiting : StageState.Skipped,
                0,
                "",
                0,
                false
            )
            {
                Learner = s.Stage.Learner,
            }),
        ];
    }

    internal static string Write(IReadOnlyList<StageProgress> stages) => JsonSerializer.Serialize(stages, s_json);

    /// <summary>Reads what was stored.</summary>
    public static IReadOnlyList<StageProgress> Read(string json) =>
        [.. JsonSerializer.Deserialize<List<StageProgress>>(json, s_json)!.Select(s => s with { Stage = NameOf(s.Stage) })];

    /// <summary>Reads what was stored; null where it cannot be read.</summary>
    public static IReadOnlyList<StageProgress>? TryRead(string json)
    {
        try
        {
            return Read(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What was stored of a request's stages; one that was unknown when it was stored has not begun.</summary>
    public static IReadOnlyList<StageProgress> Read(string json, IJobRequest? request)
    {
        var stored = Read(json);
        return request is null ? stored : [.. Planned(request).Select(p => stored.FirstOrDefault(s => s.Stage == p.Stage) ?? p)];
    }

    /// <summary>The name of a stage; earlier versions stored it with a capital.</summary>
    internal static string NameOf(string stored) => JsonNamingPolicy.CamelCase.ConvertName(stored);
}
