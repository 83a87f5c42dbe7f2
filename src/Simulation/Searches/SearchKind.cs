using Simulator.Artifacts;
using Simulator.Errors;
using Simulator.Jobs;
using Simulator.Markets;
using Simulator.Runs;

namespace Simulator.Searches;

/// <summary>A search for parameters as a kind of work; one row for each <see cref="SearchMethod"/>.</summary>
/// <param name="name">Word of the method.</param>
/// <param name="title">Its name for people.</param>
/// <param name="stage">Its one stage.</param>
public sealed class SearchKind(string name, string title, JobStage stage) : IJobKind
{
    private const string Memory = "search";

    /// <summary>Every choice of parameters once.</summary>
    public static SearchKind Sweep { get; } = new(SweepSearch.Word, "Sweep", new JobStage("runs", "running every choice of parameters"));

    /// <summary>Choices on a stretch of the past, traded on the next.</summary>
    public static SearchKind WalkForward { get; } =
        new(WalkForwardSearch.Word, "Walk-forward", new JobStage("windows", "choosing and trading window by window"));

    /// <summary>Choices on every combination of groups of bars.</summary>
    public static SearchKind CrossValidation { get; } =
        new(CrossValidationSearch.Word, "Cross-validation", new JobStage("choices", "running every choice of parameters"));

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public string Title => title;

    /// <inheritdoc/>
    public JobShare Share => JobShare.Search;

    /// <inheritdoc/>
    public JobParse Parse(string json) => SearchRequestJson.Parse(json, name);

    /// <inheritdoc/>
    public IJobRequest? Read(string json) => SearchRequest.FromJson(json) is { } request && request.Method.Key == name ? request : null;

    /// <summary>The stages of this kind.</summary>
    internal JobStage Stage => stage;

    /// <summary>The row of a method.</summary>
    public static SearchKind Of(SearchMethod method) =>
        method switch
        {
            WalkForwardSearch => WalkForward,
            CrossValidationSearch => CrossValidation,
            _ => Sweep,
        };

    /// <inheritdoc/>
    public JobOutcome Run(JobWork work)
    {
        var request =
            SearchRequest.FromJson(work.RequestJson)
            ?? throw new SimulationException(
                "this version of the program does not know the form in which the search was stored; set it up again and start it"
            );
        // The boundary of the rule's code: what a choice of parameters or a series cannot do is a sentence for people.
        try
        {
            return Search(request, work);
        }
        catch (Exception e) when (Reason(e) is { } reason)
        {
            throw new SimulationException(reason, e);
        }
    }

    /// <inheritdoc/>
    public void Forget(DataFolder folder, string job) => JobMemory.Forget(Memory, folder, job);

    private JobOutcome Search(SearchRequest request, JobWork work)
    {
        var plan = request.Plan(work.Series, work.EarlierTrials) with { Threads = work.Threads };
        var planned = Math.Max(1, request.Method.RunsOf(plan));
        var started = work.Time.GetTimestamp();
        using var log = JobMemory.Open(
            Memory,
            work,
            request.ToJson(),
            CodeVersion.Current,
            rows => work.Report(new JobEvent.CheckpointSaved(stage.Name, Math.Min(1, rows / (double)planned)))
        );
        work.Report(new JobEvent.Started(stage.Name, Math.Min(1, log.Resumed / (double)planned)));
        if (log.StartsOver is { } sentence)
            work.Report(new JobEvent.Progressed(stage.Name, 0, sentence));
        var findings = request.Method.Run(
            request,
            plan with
            {
                Partial = log,
            },
            work.Time,
            progress => work.Report(new JobEvent.Progressed(stage.Name, progress.Fraction, progress.Sentence(request))),
            work.Cancellation
        );
        log.Save();
        if (!findings.Stopped)
            work.Report(new JobEvent.Completed(stage.Name, work.Time.GetElapsedTime(started).TotalSeconds));
        return Outcome(findings, plan.Setup.Series.IsSynthetic, MarketBars.HashOf(work.Series.Find(request.Spec.Data.Target)!));
    }

    private static JobOutcome Outcome(SearchFindings findings, bool isSynthetic, string bars)
    {
        var content = findings.ToBytes();
        return new JobOutcome(
            content,
            new JobFigures
            {
                ResultHash = ColumnarBlob.Hash(findings.Hashed.ToBytes()),
                Sentence = findings.Sentence,
                FigureKey = findings.FigureKey,
                Figure = findings.Figure,
                Runs = findings.Runs,
                Trials = findings.Trials,
                BarsHash = bars,
                IsSynthetic = isSynthetic,
                CodeVersion = CodeVersion.Current,
            }
        )
        {
            IsPartial = findings.Stopped,
        };
    }

    private static string? Reason(Exception error) =>
        error switch
        {
            ArgumentException => error.Message,
            AggregateException { InnerException: { } inner }
            and { InnerExceptions: var all } when !all.Any(e => e is OutOfMemoryException) => inner.Message,
            _ => null,
        };
}
