using System.Globalization;
using System.Text.Json.Serialization;
using Simulator.Robustness.CrossValidation;
using Simulator.Robustness.Sweeps;

namespace Simulator.Searches;

/// <summary>Chooses on every combination of groups of bars and tests on the rest: many out-of-sample paths instead of one.</summary>
public sealed record CrossValidationSearch : SearchMethod
{
    /// <summary>Its word in addresses, the store and the API.</summary>
    public const string Word = "crossValidation";

    /// <summary>Most splits that a page shows.</summary>
    public const int MostSplits = 5_000;

    /// <summary>Figure of the list: the median of the paths' Sharpe ratios.</summary>
    public const string MedianSharpe = "medianSharpe";

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Key => Word;

    /// <summary>Groups of consecutive periods.</summary>
    public required int Groups { get; init; }

    /// <summary>Groups that each split tests.</summary>
    public required int TestGroups { get; init; }

    /// <summary>Periods left out around every test block, since a decision's outcome takes so long.</summary>
    public int PurgePeriods { get; init; }

    /// <summary>Periods left out after it on top of those.</summary>
    public int EmbargoPeriods { get; init; }

    /// <inheritdoc/>
    public override long RunsOf(SweepPlan plan)
    {
        var splits = CombinatorialTest.SplitsOf(plan.Setup, Groups, TestGroups, PurgePeriods, EmbargoPeriods).Splits.Count;
        if (splits > MostSplits)
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"{TestGroups} of {Groups} groups make {splits:N0} splits; a page takes at most {MostSplits:N0}: use fewer groups"
                )
            );
        var points =
            Bounded(plan.Space.GridSize, "take larger steps") <= CombinatorialTest.MostCandidates
                ? plan.Space.GridSize
                : plan.Space.CountPoints(CombinatorialTest.MostCandidates + 1);
        return points <= CombinatorialTest.MostCandidates
            ? points
            : throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"cross-validation compares at most {CombinatorialTest.MostCandidates:N0} choices, since it holds the returns of "
                        + $"all: take larger steps"
                )
            );
    }

    /// <summary>Runs the plan, at the terminal as in a worker.</summary>
    public CombinatorialTest Execute(SweepPlan plan, Action<SearchProgress> report, CancellationToken cancellation) =>
        CombinatorialTest.Run(
            plan,
            Groups,
            TestGroups,
            PurgePeriods,
            EmbargoPeriods,
            (done, planned) =>
                report(new SearchProgress((double)done / planned, $"{SearchText.Count(done)} of {SearchText.Count(planned)} choices")),
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
        var test = Execute(plan, report, cancellation);
        return new CrossValidationFindings
        {
            Bars = SearchBars.Of(plan),
            Varies = request.Varied,
            Sentence = CombinatorialWords.Of(test),
            Result = test,
        };
    }
}

/// <summary>What a cross-validation found.</summary>
public sealed record CrossValidationFindings : SearchFindings
{
    /// <summary>The result.</summary>
    public required CombinatorialTest Result { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override long Runs => Result.Candidates;

    /// <inheritdoc/>
    [JsonIgnore]
    public override long Trials => Result.Candidates;

    /// <inheritdoc/>
    [JsonIgnore]
    public override bool Stopped => Result.Stopped;

    /// <inheritdoc/>
    [JsonIgnore]
    public override string FigureKey => CrossValidationSearch.MedianSharpe;

    /// <inheritdoc/>
    [JsonIgnore]
    public override double Figure => Result.MedianSharpe;

    /// <inheritdoc/>
    public override ParameterSet? At(int place) => place >= 0 && place < Result.Choices.Count ? Result.Choices[place].Chosen : null;
}
