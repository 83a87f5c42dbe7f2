using System.Text.Json;
using Simulator.Artifacts;
using Simulator.Errors;
using Simulator.Import;
using Simulator.Jobs;
using Simulator.Runs;

namespace Simulator.Anomalies;

/// <summary>The look for unusual rows as a kind of work.</summary>
public sealed class AnomalyKind : IJobKind
{
    /// <summary>Its word.</summary>
    public const string Word = "anomalies";

    /// <summary>The figure that stands for it in lists: rows that the network reports.</summary>
    public const string Figure = "unusualRows";

    /// <summary>Its one stage.</summary>
    internal static JobStage Stage { get; } = new("rows", "learning what rows look like");

    /// <inheritdoc/>
    public string Name => Word;

    /// <inheritdoc/>
    public string Title => "Unusual rows";

    /// <inheritdoc/>
    public JobShare Share => JobShare.Worker;

    /// <inheritdoc/>
    public JobParse Parse(string json) => AnomalyJson.Parse(json);

    /// <inheritdoc/>
    public IJobRequest? Read(string json) => AnomalyJson.Parse(json).Request;

    /// <inheritdoc/>
    public JobOutcome Run(JobWork work)
    {
        ArgumentNullException.ThrowIfNull(work);
        var parse = AnomalyJson.Parse(work.RequestJson);
        var request = (AnomalyRequest?)parse.Request ?? throw new SimulationException(string.Join("; ", parse.Errors));
        var started = work.Time.GetTimestamp();
        work.Report(new JobEvent.Started(Stage.Name, 0));
        var result = AnomalyDetection.Of(
            Rows(request, work),
            UsualReconstruction.Network,
            new AnomalyOptions { Rate = request.Rate, Seed = request.Seed },
            (share, doing) => work.Report(new JobEvent.Progressed(Stage.Name, share, doing)),
            work.Cancellation
        );
        var found = AnomalyFound.Of(result, request.Series is not null, request.Seed);
        work.Report(new JobEvent.Completed(Stage.Name, work.Time.GetElapsedTime(started).TotalSeconds));
        var content = JsonSerializer.SerializeToUtf8Bytes(found, PipelineJson.Options);
        return new JobOutcome(
            content,
            new JobFigures
            {
                ResultHash = ColumnarBlob.Hash(content),
                Sentence = found.Sentence,
                FigureKey = Figure,
                Figure = found.ByNetwork,
                CodeVersion = CodeVersion.Current,
            }
        );
    }

    private static AnomalyTable Rows(AnomalyRequest request, JobWork work)
    {
        try
        {
            return request.Rows(work.Series);
        }
        catch (ImportException e)
        {
            throw new SimulationException(e.Message, e);
        }
    }
}
