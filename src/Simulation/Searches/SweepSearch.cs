using System.Text.Json.Serialization;
using Simulator.Robustness.Sweeps;

namespace Simulator.Searches;

/// <summary>Every choice once over all bars; the best are listed with what having chosen them leaves of their figures.</summary>
public sealed record SweepSearch : SearchMethod
{
    /// <summary>Its word in addresses, the store and the API.</summary>
    public const string Word = "sweep";

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Key => Word;

    /// <inheritdoc/>
    public override long RunsOf(SweepPlan plan) => Bounded(plan.Space.GridSize, "take larger steps");

    /// <summary>Runs the plan, at the terminal as in a worker.</summary>
    public static SweepResult Execute(SweepPlan plan, TimeProvider time, Action<SearchProgress> report, CancellationToken cancellation) =>
        Sweep.Run(
            plan,
            time,
            p =>
                report(
                    new SearchProgress(
                        p.Done / (double)Math.Max(1, p.Planned),
                        $"{SearchText.Count(p.Done)} of {SearchText.Count(p.Planned)} runs",
                        p.Best
                    )
                ),
            cancellation
        );

    /// <inheritdoc/>
    public override SearchFindings Run(
        SearchRequest request,
        SweepPlan plan,
        TimeProvider time,
        Action<SearchProgress> report,
        CancellationToken cancellation
    )
    {
        var cloud = new SweepCloudBuilder(plan.Space, plan.Seed);
        var result = Execute(plan with { Each = cloud.Add }, time, report, cancellation);
        return result.Completed == 0 && result.Stopped
            ? throw new OperationCanceledException("stopped before the first run ended", cancellation)
            : new SweepFindings
            {
                Bars = SearchBars.Of(plan),
                Varies = request.Varied,
                Sentence = SweepWords.Of(result),
                Result = result with { BestResult = null },
                Cloud = cloud.Build(),
                TradeHash = result.BestResult?.TradeHash,
            };
    }
}

/// <summary>What a sweep found. The curve of the best is not kept: its parameters make it again.</summary>
public sealed record SweepFindings : SearchFindings
{
    /// <summary>The result.</summary>
    public required SweepResult Result { get; init; }

    /// <summary>All runs as points; null in results of earlier versions, and where no parameter has levels.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SweepCloud? Cloud { get; init; }

    /// <summary>Hash of the best's trades.</summary>
    public string? TradeHash { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override long Runs => Result.Completed;

    /// <inheritdoc/>
    [JsonIgnore]
    public override long Trials => Result.Completed;

    /// <inheritdoc/>
    [JsonIgnore]
    public override bool Stopped => Result.Stopped;

    /// <inheritdoc/>
    [JsonIgnore]
    public override string FigureKey => Result.RankedBy;

    /// <inheritdoc/>
    [JsonIgnore]
    public override double Figure => Result.Best.Count == 0 ? double.NaN : Result.Best[0].Score;

    // The points say again, for the eye, what the result says.
    /// <inheritdoc/>
    internal override SearchFindings Hashed => this with { Cloud = null };

    /// <inheritdoc/>
    public override ParameterSet? At(int place) => place >= 0 && place < Result.Best.Count ? Result.Best[place].Parameters : null;
}
