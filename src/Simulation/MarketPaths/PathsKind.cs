using System.Text.Json;
using Simulator.Artifacts;
using Simulator.Errors;
using Simulator.Jobs;
using Simulator.Runs;

namespace Simulator.MarketPaths;

/// <summary>
/// The drawing of other histories as a kind of work. It is begun anew where it was interrupted: the same request gives the same numbers.
/// </summary>
public sealed class PathsKind : IJobKind
{
    /// <summary>Its word.</summary>
    public const string Word = "paths";

    /// <summary>The figure that stands for it in lists: share of the figures of facts that the paths have.</summary>
    public const string Figure = "factsInside";

    private const string Drawing = "paths";

    /// <summary>Its stages: the steps of a trial, and the drawing.</summary>
    internal static IReadOnlyList<JobStage> Stages { get; } =
    [
        new(NameOf(PathStep.Learn), "learning the market", 4),
        new(NameOf(PathStep.Facts), "computing stylised facts", 3),
        new(NameOf(PathStep.Judges), "comparing the paths with the real series", 3),
        new(Drawing, "drawing the paths", 0.5),
    ];

    /// <inheritdoc/>
    public string Name => Word;

    /// <inheritdoc/>
    public string Title => "Market paths";

    /// <inheritdoc/>
    public JobShare Share => JobShare.Worker;

    /// <inheritdoc/>
    public JobParse Parse(string json) => PathsJson.Parse(json);

    /// <inheritdoc/>
    public IJobRequest? Read(string json) => PathsJson.Parse(json).Request;

    /// <inheritdoc/>
    public JobOutcome Run(JobWork work)
    {
        ArgumentNullException.ThrowIfNull(work);
        var parse = PathsJson.Parse(work.RequestJson);
        var request = (PathsRequest?)parse.Request ?? throw new SimulationException(string.Join("; ", parse.Errors));
        var past = request.Past(work.Series);
        var at = (Stage: "", Since: 0L);
        var trial = PathTrial.Of(
            UsualPathTools.Tools,
            request.Generator,
            past,
            request.Seed,
            step => Begin(NameOf(step)),
            work.Cancellation
        );
        Begin(Drawing);
        var paths = trial.Series(request.Paths, request.Bars ?? past.Count, request.Seed, work.Cancellation).ToArray();
        var found = PathsFound.Of(trial, paths, request.Seed);
        var content = JsonSerializer.SerializeToUtf8Bytes(found, PipelineJson.Options);
        Complete();
        return new JobOutcome(
            content,
            new JobFigures
            {
                ResultHash = ColumnarBlob.Hash(content),
                Sentence = found.Sentence,
                FigureKey = Figure,
                Figure = found.Known == 0 ? double.NaN : found.Inside / (double)found.Known,
                IsSynthetic = past.Series.IsSynthetic,
                CodeVersion = CodeVersion.Current,
            }
        );

        void Begin(string stage)
        {
            Complete();
            at = (stage, work.Time.GetTimestamp());
            work.Report(new JobEvent.Started(stage));
        }

        void Complete()
        {
            if (at.Stage.Length > 0)
                work.Report(new JobEvent.Completed(at.Stage, work.Time.GetElapsedTime(at.Since).TotalSeconds));
        }
    }

    private static string NameOf(PathStep step) => JsonNamingPolicy.CamelCase.ConvertName(step.ToString());
}
