using System.Globalization;
using System.Text;
using System.Text.Json;
using Simulator.Artifacts;
using Simulator.Errors;
using Simulator.Folds;
using Simulator.Forecasting;
using Simulator.Learners;
using Simulator.Learning.Checkpoints;
using Simulator.Learning.Explanations;
using Simulator.Runs;
using Simulator.Scoring;
using Simulator.Stages;

namespace Simulator.Learning.Forecasters.Refitting;

/// <summary>
/// Fits a model anew every few weeks on all that is known an embargo before, and writes the tape of what it says of the bars until the next
/// fit. The same spec, data and seed give the same bits, interrupted or not.
/// </summary>
/// <param name="name">Kind of the forecaster, for the tape.</param>
/// <param name="spec">How often it is fitted; part of what a checkpoint belongs to.</param>
/// <param name="firstRow">First row that can be fitted on, given the first row at which every feature has a value.</param>
/// <param name="make">The model of a market; it may derive streams from the stage's seed and report values of its own.</param>
/// <param name="isRandom">Whether it does: then a checkpoint belongs to the seed, too.</param>
internal sealed class RefittedForecaster(
    string name,
    RefittedForecasterSpec spec,
    Func<int, int> firstRow,
    Func<ForecastInput, ReturnHistory, StageContext, IReturnModel> make,
    bool isRandom
) : IAskable
{
    /// <summary>One in which nothing is random.</summary>
    public RefittedForecaster(
        string name,
        RefittedForecasterSpec spec,
        Func<int, int> firstRow,
        Func<ForecastInput, ReturnHistory, IReturnModel> make
    )
        : this(name, spec, firstRow, (input, history, _) => make(input, history), isRandom: false) { }

    private const double BytesPerBar = 400;

    private static readonly TimeSpan s_checkpointEvery = TimeSpan.FromSeconds(10);

    /// <summary>Charts of the fits.</summary>
    public static IReadOnlyList<LearnerChart> Charts { get; } =
    [
        new(
            "crps",
            "CRPS of the bars that each fit served, against the random walk",
            "fit",
            [new("crps", "forecaster"), new("randomWalkCrps", "random walk") { IsBaseline = true }]
        ),
    ];

    /// <summary>Whether a series is long enough, and where the tape begins.</summary>
    public static LearnerLength Length(RefittedForecasterSpec spec, Func<int, int> firstRow, LearnerBars bars)
    {
        var plan = Plan(spec, firstRow(bars.FirstRow));
        return plan.Shortage(bars.Bars, bars.Split) is { } shortage
            ? new(shortage, bars.FirstRow)
            : new(null, plan.FirstServed(bars.Split));
    }

    /// <summary>What the fits of a walk take: each of them some passes over half of the bars in the mean.</summary>
    /// <param name="spec">Its spec.</param>
    /// <param name="bars">The series.</param>
    /// <param name="secondsPerReturn">Time of a fit for each return that it is made of.</param>
    public static LearnerLoad Takes(RefittedForecasterSpec spec, LearnerBars bars, double secondsPerReturn)
    {
        var refits = Math.Max(1, (bars.Bars - spec.MinimumBars) / spec.RefitBars);
        return new(bars.Bars * BytesPerBar, refits * (bars.Bars / 2.0) * secondsPerReturn);
    }

    /// <summary>First row that can be fitted on, given the first row at which every feature has a value.</summary>
    public int FirstRowOf(int firstComplete) => firstRow(firstComplete);

    /// <summary>The model of a market, for a forecaster that this one is a part of.</summary>
    public IReturnModel ModelOf(ForecastInput input, ReturnHistory history, StageContext context) => make(input, history, context);

    /// <inheritdoc/>
    /// <exception cref="SimulationException">Too few bars for the spec.</exception>
    /// <exception cref="InvalidDataException">The checkpoint is damaged or of another run.</exception>
    public ForecastTape Forecast(ForecastInput input, StageContext context) => Walk(input, context, null);

    /// <inheritdoc/>
    /// <exception cref="SimulationException">It is of a kind that cannot be asked, or too few bars for the spec.</exception>
    public ForecastTape Forecast(ForecastInput input, StageContext context, Action<IFittedForecast> fitted) => Walk(input, context, fitted);

    private ForecastTape Walk(ForecastInput input, StageContext context, Action<IFittedForecast>? fitted)
    {
        if (spec.HorizonBars != 1)
            throw new ArgumentException(
                FormattableString.Invariant($"forecaster.horizonBars: only 1 is supported, was {spec.HorizonBars}")
            );
        var history = new ReturnHistory(input.Target.Close);
        var folds = Plan(spec, FirstRowOf(input.Features.FirstCompleteRow)).Folds(history.Bars, input.Split);
        var stamp = Stamp(input, folds, context.Seed);
        var (tape, start) = context.Checkpoint is { } bytes ? RefitCheckpoint.Read(bytes, stamp) : (new(history.Bars), 0);
        var model = ModelOf(input, history, context);
        if (fitted is not null)
            Reasoned(model).Fitted = fitted;
        var walk = Array.ConvertAll(RandomWalk.Variance(input.Target.Close), ReturnHistory.AtLeastSmallest);
        var lastCheckpoint = context.Time.GetTimestamp();
        for (var k = start; k < folds.Count; k++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            context.Progress((double)k / folds.Count, string.Create(CultureInfo.InvariantCulture, $"fit {k + 1} of {folds.Count}"));
            var fold = folds[k];
            var law = model.Fit(fold, context.Cancellation);
            for (var row = fold.ForecastStart; row < fold.ForecastEnd; row++)
                tape.Write(row, fold, law(row), history.Next(row));
            if (model is IReasonedModel reasoned)
                Explain(reasoned, tape, fold, folds[0].ForecastStart);
            Report(fold, tape, history, walk, context);
            var isDue = k + 1 == folds.Count || context.Time.GetElapsedTime(lastCheckpoint) >= s_checkpointEvery;
            if (!isDue)
                continue;
            context.SaveCheckpoint(RefitCheckpoint.Write(stamp, tape, k + 1), (k + 1.0) / folds.Count);
            lastCheckpoint = context.Time.GetTimestamp();
        }
        return tape.ToTape(name);
    }

    private IReasonedModel Reasoned(IReturnModel model) =>
        model as IReasonedModel
        ?? throw new SimulationException(
            $"forecaster '{name}' cannot be asked about inputs that did not occur; use a neural forecaster, gan or xgboost"
        );

    private static void Explain(IReasonedModel model, TapeWriter tape, WalkForwardFold fold, int first)
    {
        foreach (var row in ExplainedRows.Of(fold.ForecastStart, fold.ForecastEnd, first))
        {
            if (model.ReasonsOf(row) is not { } reasons)
                continue;
            tape.ExplainBy(model.Method, model.Inputs);
            tape.Explain(row, reasons.Mean, reasons.LogDeviation, reasons.Levels);
        }
    }

    private static RefitPlan Plan(RefittedForecasterSpec spec, int first) => new(first, spec.MinimumBars, spec.RefitBars);

    private static void Report(WalkForwardFold fold, TapeWriter tape, ReturnHistory history, double[] walk, StageContext context)
    {
        var (scores, end) = (tape.Crps, Math.Min(fold.ForecastEnd, history.Bars - 1));
        if (fold.ForecastStart >= end)
            return;
        var (own, benchmark) = (0.0, 0.0);
        for (var row = fold.ForecastStart; row < end; row++)
        {
            own += scores[row];
            benchmark += Distributions.Crps.OfGaussian(0, walk[row], history.Next(row));
        }
        var rows = end - fold.ForecastStart;
        var values = new Dictionary<string, double> { ["crps"] = own / rows, ["randomWalkCrps"] = benchmark / rows };
        context.Evaluate(0, fold.Index + 1, values);
    }

    private CheckpointStamp Stamp(ForecastInput input, IReadOnlyList<WalkForwardFold> folds, long seed)
    {
        var data = new ColumnarBlob { Header = input.Target.ContentHash };
        for (var c = 0; c < input.Features.ColumnCount; c++)
            data.Add(c.ToString(CultureInfo.InvariantCulture), input.Features.Columns[c]);
        var text = JsonSerializer.Serialize(spec, spec.GetType(), SpecJson.Compact);
        return LearnerStamp
            .Of(RefitCheckpoint.Form, name, text, isRandom ? seed : null, input.Features.Names, LearnerTable.Of(spec).Runtime)
            .With("first cut-off", folds.Count == 0 ? -1 : folds[0].Cutoff)
            .With("last cut-off", folds.Count == 0 ? -1 : folds[^1].Cutoff)
            .WithHash("folds", Encoding.UTF8.GetBytes(string.Join('|', folds)))
            .WithHash("data", data.ToBytes());
    }
}
