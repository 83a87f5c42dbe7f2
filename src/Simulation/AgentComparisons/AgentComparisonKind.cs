using System.Globalization;
using System.Text.Json;
using Simulator.Artifacts;
using Simulator.Errors;
using Simulator.Jobs;
using Simulator.Markets;
using Simulator.Runs;
using Simulator.Stages;

namespace Simulator.AgentComparisons;

/// <summary>
/// A comparison of agents as a kind of work. Each training is the artifact of a simulation's stage: one that is there is not made again,
/// one that was killed goes on from its checkpoint.
/// </summary>
public sealed class AgentComparisonKind : IJobKind
{
    /// <summary>Its word.</summary>
    public const string Word = "agents";

    /// <summary>The figure that stands for it in lists: the highest log-wealth a year.</summary>
    public const string Figure = "logWealthPerYear";

    /// <summary>Its one stage.</summary>
    internal static JobStage Stage { get; } = new("agents", "training agent after agent");

    /// <inheritdoc/>
    public string Name => Word;

    /// <inheritdoc/>
    public string Title => "Agents compared";

    /// <inheritdoc/>
    public JobShare Share => JobShare.Worker;

    /// <inheritdoc/>
    public JobParse Parse(string json) => AgentComparisonJson.Parse(json);

    /// <inheritdoc/>
    public IJobRequest? Read(string json) => AgentComparisonJson.Parse(json).Request;

    /// <inheritdoc/>
    public JobOutcome Run(JobWork work)
    {
        ArgumentNullException.ThrowIfNull(work);
        var parse = AgentComparisonJson.Parse(work.RequestJson);
        var request = (AgentComparisonRequest?)parse.Request ?? throw new SimulationException(string.Join("; ", parse.Errors));
        var (cells, done) = (request.Cells.ToArray(), 0);
        var started = work.Time.GetTimestamp();
        work.Report(new JobEvent.Started(Stage.Name, 0));
        var pipeline = new SimulationPipeline(new FileArtifactStore(work.Folder), work.Time) { Threads = work.Threads };
        var accounts = new AgentAccounts(request, work.Time, work.Cancellation);
        foreach (var cell in cells)
        {
            // Without a forecaster the agent is nearly all there is to do.
            void Tell(StageEvent happened)
            {
                if (happened is StageEvent.Progressed { Stage: StageName.Forecaster } forecast)
                    Report(cell, forecast.Fraction / 2);
                if (happened is StageEvent.Progressed { Stage: StageName.Agent } agent)
                    Report(cell, request.Spec.Forecaster is null ? agent.Fraction : (1 + agent.Fraction) / 2);
                if (happened is StageEvent.Noted noted)
                    work.Report(new JobEvent.Noted(Stage.Name, $"{cell.Agent}: {noted.Text}"));
            }
            Report(cell, 0);
            accounts.Add(cell, pipeline.Trade(cell.Spec, work.Series, work.Device, Tell, work.Cancellation));
            done++;
        }
        var result = accounts.ToResult(work.Series, work.EarlierTrials);
        work.Report(new JobEvent.Completed(Stage.Name, work.Time.GetElapsedTime(started).TotalSeconds));
        return OutcomeOf(result, work.Series.Find(request.Data.Target));

        void Report(AgentCell cell, double fraction) =>
            work.Report(
                new JobEvent.Progressed(
                    Stage.Name,
                    (done + fraction) / cells.Length,
                    string.Create(CultureInfo.InvariantCulture, $"{cell.Agent}, seed {cell.Spec.Seed}, {done + 1} of {cells.Length} runs")
                )
            );
    }

    private static JobOutcome OutcomeOf(AgentComparisonResult result, BarSeries? target)
    {
        var best = result.Agents[0];
        return new JobOutcome(
            JsonSerializer.SerializeToUtf8Bytes(result, PipelineJson.Options),
            new JobFigures
            {
                // What a rerun must reproduce does not depend on how many trials the store happens to count.
                ResultHash = ColumnarBlob.Hash(
                    JsonSerializer.SerializeToUtf8Bytes(result with { EarlierTrials = 0, Sentence = "" }, PipelineJson.Options)
                ),
                Sentence = result.Sentence,
                FigureKey = Figure,
                Figure = best.LogWealthPerYear.Value,
                Runs = result.Agents.Sum(a => a.Runs.Count),
                Trials = result.Trials,
                BarsHash = target is null ? null : MarketBars.HashOf(target),
                ReturnFraction = best.Return,
                BenchmarkReturnFraction = result.Baselines[0].Return,
                Sharpe = best.Sharpe.Value,
                IsSynthetic = target?.IsSynthetic ?? false,
                CodeVersion = CodeVersion.Current,
            }
        );
    }
}
