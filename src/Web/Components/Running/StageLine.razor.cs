using Microsoft.AspNetCore.Components;
using Simulator.Store.Jobs;
using Simulator.Web.Components.Words;

namespace Simulator.Web.Components.Running;

/// <summary>The stages of a job in their order, the one at work with its progress.</summary>
public sealed partial class StageLine
{
    /// <summary>Every stage; those that the spec does not have are left out.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<StageProgress> Stages { get; set; }

    /// <summary>The job has ended: whatever ran then stopped where it was.</summary>
    [Parameter]
    public bool Ended { get; set; }

    private IEnumerable<(StageProgress Stage, int Number)> Shown =>
        Stages.Where(s => s.State != StageState.Skipped).Select((s, i) => (s, i + 1));

    private static string Title(StageProgress stage) => $"{char.ToUpperInvariant(stage.Stage[0])}{stage.Stage[1..]}";

    private static string Class(StageState state, bool ended) =>
        state switch
        {
            StageState.Running => ended ? "stopped" : "running",
            StageState.Done => "done",
            _ => "waiting",
        };

    private static string Words(StageProgress stage) =>
        stage.State switch
        {
            StageState.Done when stage.FromCache => RunningText.FromCache,
            StageState.Done => Figures.Seconds(stage.Seconds),
            StageState.Running => stage.Doing,
            _ => RunningText.StageWaits,
        };
}
