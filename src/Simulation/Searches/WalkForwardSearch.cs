using System.Text.Json.Serialization;
using Simulator.Evaluation;
using Simulator.Reporting;
using Simulator.Robustness.Sweeps;
using Simulator.Robustness.WalkForward;

namespace Simulator.Searches;

/// <summary>Chooses on a stretch of the past, trades the next, moves on.</summary>
public sealed record WalkForwardSearch : SearchMethod
{
    /// <summary>Its word in addresses, the store and the API.</summary>
    public const string Word = "walkForward";

    /// <summary>Figure of the list: the joined account's Sharpe ratio.</summary>
    public const string OutOfSampleSharpe = "outOfSampleSharpe";

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Key => Word;

    /// <summary>Bars that a choice is made on; of an anchored walk the least.</summary>
    public required int TrainBars { get; init; }

    /// <summary>Bars that a choice is traded on.</summary>
    public required int TestBars { get; init; }

    /// <summary>Choices are made on all bars from the first on.</summary>
    public bool Anchored { get; init; }

    /// <summary>Bars left out at the end of what a choice is made on.</summary>
    public int PurgeBars { get; init; }

    /// <summary>Bars left out on top of those.</summary>
    public int EmbargoBars { get; init; }

    /// <inheritdoc/>
    public override long RunsOf(SweepPlan plan) =>
        Bounded((double)plan.Space.GridSize * PlanOf(plan).Windows().Count, "take larger steps, or longer tests");

    /// <summary>Runs the plan, at the terminal as in a worker.</summary>
    public WalkForwardResult Execute(SweepPlan plan, TimeProvider time, Action<SearchProgress> report, CancellationToken cancellation) =>
        WalkForwardTest.Run(
            PlanOf(plan),
            time,
            p => report(new SearchProgress(p.Fraction, $"{SearchText.Count(p.Done)} of {SearchText.Count(p.Planned)} windows")),
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
        var result = Execute(plan, time, report, cancellation);
        if (result.OutOfSample is not { } account)
            throw new OperationCanceledException("stopped before the first window ended", cancellation);
        var series = plan.Setup.Series;
        var run = new RunUnderTest
        {
            Series = series,
            Result = account,
            Execution = plan.Setup.Execution,
            Capital = plan.Setup.Capital,
            Options = plan.Setup.Options,
        };
        var (name, trials) = ($"walked-forward {InSentence(request.RuleName)}", plan.EarlierTrials + 1);
        return new WalkForwardFindings
        {
            Bars = SearchBars.Of(plan),
            Varies = request.Varied,
            RankedBy = plan.RankBy,
            Sentence = Verdict.Sentence(RobustnessEvidence.Join(RunFacts.Of(run, name, trials), result)),
            Result = result with { OutOfSample = null },
            TradeHash = account.TradeHash,
            Report = ReportOf(run, name, trials) with { Trades = [], Analysis = null, Robustness = null },
            Windows =
            [
                .. result.Folds.Select(f => new WindowDates(
                    series.CloseTimeAt(f.Window.TrainFirst),
                    series.CloseTimeAt(f.Window.TrainLast),
                    series.CloseTimeAt(f.Window.TestFirst),
                    series.CloseTimeAt(f.Window.TestLast)
                )),
            ],
        };
    }

    private static PerformanceReport ReportOf(RunUnderTest run, string name, int trials) =>
        ReportBuilder.Build(
            new ReportInput
            {
                Series = run.Series,
                AccountName = name,
                Result = run.Result,
                Evaluation = Evaluator.Run(run),
                Trials = trials,
            }
        );

    // “Moving-average cross” but “MACD trend”.
    private static string InSentence(string name) =>
        name.Length > 1 && char.IsLower(name[1]) ? char.ToLowerInvariant(name[0]) + name[1..] : name;

    /// <summary>The walk over a plan's bars.</summary>
    public WalkForwardPlan PlanOf(SweepPlan plan) =>
        new()
        {
            Search = plan,
            TrainBars = TrainBars,
            TestBars = TestBars,
            Anchored = Anchored,
            PurgeBars = PurgeBars,
            EmbargoBars = EmbargoBars,
        };
}

/// <summary>What a walk-forward test found.</summary>
public sealed record WalkForwardFindings : SearchFindings
{
    /// <summary>The result, without the account itself.</summary>
    public required WalkForwardResult Result { get; init; }

    /// <summary>Key of the statistic that choices are made by.</summary>
    public required string RankedBy { get; init; }

    /// <summary>Dates of the windows that ended.</summary>
    public required IReadOnlyList<WindowDates> Windows { get; init; }

    /// <summary>The joined account and buy-and-hold over the same bars: curves and figures.</summary>
    public required PerformanceReport Report { get; init; }

    /// <summary>Hash of the joined account's trades.</summary>
    public required string TradeHash { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override long Runs => Result.Runs;

    /// <inheritdoc/>
    [JsonIgnore]
    public override long Trials => Result.Candidates;

    /// <inheritdoc/>
    [JsonIgnore]
    public override bool Stopped => Result.Stopped;

    /// <inheritdoc/>
    [JsonIgnore]
    public override string FigureKey => WalkForwardSearch.OutOfSampleSharpe;

    /// <inheritdoc/>
    [JsonIgnore]
    public override double Figure => Result.OutOfSampleSharpe;

    /// <inheritdoc/>
    public override ParameterSet? At(int place) => place >= 0 && place < Result.Folds.Count ? Result.Folds[place].Chosen : null;
}

/// <summary>Close times of the first and last bar that a choice was made on, and traded on.</summary>
public sealed record WindowDates(DateTime TrainFrom, DateTime TrainTo, DateTime TestFrom, DateTime TestTo);
