using System.Globalization;
using System.Text.Json;
using Simulator.Artifacts;
using Simulator.Errors;
using Simulator.Jobs;
using Simulator.Runs;
using Simulator.Stages;

namespace Simulator.Leaderboards;

/// <summary>
/// A leaderboard as a kind of work. Each forecast is the artifact of a simulation's stage: one that is there is not made again, one that
/// was killed goes on from its checkpoint.
/// </summary>
public sealed class LeaderboardKind : IJobKind
{
    /// <summary>Its word.</summary>
    public const string Word = "leaderboard";

    /// <summary>The figure that stands for it in lists: the highest mean CRPS skill.</summary>
    public const string Figure = "skill";

    /// <summary>Its one stage.</summary>
    internal static JobStage Stage { get; } = new("forecasts", "forecasting series after series");

    /// <inheritdoc/>
    public string Name => Word;

    /// <inheritdoc/>
    public string Title => "Leaderboard";

    /// <inheritdoc/>
    public JobShare Share => JobShare.Worker;

    /// <inheritdoc/>
    public JobParse Parse(string json) => LeaderboardJson.Parse(json);

    /// <inheritdoc/>
    public IJobRequest? Read(string json) => LeaderboardJson.Parse(json).Request;

    /// <inheritdoc/>
    public JobOutcome Run(JobWork work)
    {
        ArgumentNullException.ThrowIfNull(work);
        var parse = LeaderboardJson.Parse(work.RequestJson);
        var request = (LeaderboardRequest?)parse.Request ?? throw new SimulationException(string.Join("; ", parse.Errors));
        var (cells, done) = (request.Cells.ToArray(), 0);
        var started = work.Time.GetTimestamp();
        work.Report(new JobEvent.Started(Stage.Name, 0));
        var pipeline = new SimulationPipeline(new FileArtifactStore(work.Folder), work.Time) { Threads = work.Threads };
        var scores = new LeaderboardScores(request);
        foreach (var cell in cells)
        {
            void Tell(StageEvent happened)
            {
                if (happened is StageEvent.Progressed { Stage: StageName.Forecaster } progress)
                    Report(cell, progress.Fraction);
                if (happened is StageEvent.Noted noted)
                    work.Report(new JobEvent.Noted(Stage.Name, $"{cell.Forecaster} on {cell.Target}: {noted.Text}"));
            }
            Report(cell, 0);
            scores.Add(cell, pipeline.Forecast(cell.Spec, work.Series, work.Device, Tell, work.Cancellation));
            done++;
        }
        var result = scores.ToResult(work.Series);
        work.Report(new JobEvent.Completed(Stage.Name, work.Time.GetElapsedTime(started).TotalSeconds));
        return OutcomeOf(result);

        void Report(LeaderboardCell cell, double fraction) =>
            work.Report(
                new JobEvent.Progressed(
                    Stage.Name,
                    (done + fraction) / cells.Length,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{cell.Forecaster} on {cell.Target}, {done + 1} of {cells.Length} forecasts"
                    )
                )
            );
    }

    private static JobOutcome OutcomeOf(LeaderboardResult result)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(result, PipelineJson.Options);
        return new JobOutcome(
            content,
            new JobFigures
            {
                ResultHash = ColumnarBlob.Hash(content),
                Sentence = result.Sentence,
                FigureKey = Figure,
                Figure = result.Standings[0].Skill,
                CodeVersion = CodeVersion.Current,
            }
        );
    }
}
