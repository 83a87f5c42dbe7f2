using System.Text.Json;
using Simulator.Artifacts;
using Simulator.Errors;
using Simulator.Jobs;
using Simulator.Learners;
using Simulator.Runs;

namespace Simulator.Checks;

/// <summary>The checks of an agent as a kind of work. Each training is kept, so that one that was killed goes on after the last.</summary>
public sealed class AgentCheckKind : IJobKind
{
    /// <summary>Its word.</summary>
    public const string Word = "agentCheck";

    /// <summary>The figure that stands for it in lists: checks that failed.</summary>
    public const string Figure = "failedChecks";

    /// <summary>Its one stage.</summary>
    internal static JobStage Stage { get; } = new("checks", "training where it is known what can be earned");

    /// <inheritdoc/>
    public string Name => Word;

    /// <inheritdoc/>
    public string Title => "Agent check";

    /// <inheritdoc/>
    public JobShare Share => JobShare.Worker;

    /// <inheritdoc/>
    public JobParse Parse(string json) => AgentCheckRequest.Parse(json);

    /// <inheritdoc/>
    public IJobRequest? Read(string json) => AgentCheckRequest.Parse(json).Request;

    /// <inheritdoc/>
    public void Forget(DataFolder folder, string job) => JobMemory.Forget(Word, folder, job);

    /// <inheritdoc/>
    public JobOutcome Run(JobWork work)
    {
        ArgumentNullException.ThrowIfNull(work);
        var parse = AgentCheckRequest.Parse(work.RequestJson);
        var request = (AgentCheckRequest?)parse.Request ?? throw new SimulationException(string.Join("; ", parse.Errors));
        var (trainings, started) = ((double)request.Trainings, work.Time.GetTimestamp());
        using var memory = JobMemory.Open(
            Word,
            work,
            request.ToJson(),
            $"{CodeVersion.Current}+{CodeVersion.Of(LearnerTable.Of(request.Agent))}",
            rows => work.Report(new JobEvent.CheckpointSaved(Stage.Name, Math.Min(1, rows / trainings)))
        );
        work.Report(new JobEvent.Started(Stage.Name, Math.Min(1, memory.Resumed / trainings)));
        if (memory.StartsOver is { } sentence)
            work.Report(new JobEvent.Progressed(Stage.Name, 0, sentence));
        if (request.LeftOut is { } left)
            work.Report(new JobEvent.Noted(Stage.Name, left));
        var result = AgentChecks.Of(
            request.Spec,
            work.Series,
            work.Threads,
            (share, doing) => work.Report(new JobEvent.Progressed(Stage.Name, share, doing)),
            work.Cancellation,
            request.Markets,
            memory
        );
        memory.Save();
        work.Report(new JobEvent.Completed(Stage.Name, work.Time.GetElapsedTime(started).TotalSeconds));
        var content = JsonSerializer.SerializeToUtf8Bytes(result, PipelineJson.Options);
        return new JobOutcome(
            content,
            new JobFigures
            {
                ResultHash = ColumnarBlob.Hash(content),
                Sentence = result.Sentence,
                FigureKey = Figure,
                Figure = result.Failed,
                CodeVersion = CodeVersion.Current,
            }
        );
    }
}
