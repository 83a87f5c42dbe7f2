using Simulator.Markets;
using Simulator.Realism;
using Simulator.Statistics;

namespace Simulator.MarketPaths;

/// <summary>
/// What a job drew: facts and judges of a trial, the paths as bars, and the stretch of the real series to hold them against.
/// </summary>
public sealed record PathsFound
{
    /// <summary>It in a sentence.</summary>
    public required string Sentence { get; init; }

    /// <summary>The series.</summary>
    public required string Series { get; init; }

    /// <summary>Name of the generator.</summary>
    public required string Generator { get; init; }

    /// <summary>Seed of all that was drawn.</summary>
    public required long Seed { get; init; }

    /// <summary>Bars that it learned from.</summary>
    public required int Bars { get; init; }

    /// <summary>First day that it learned from.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last day that it learned from.</summary>
    public required DateOnly Until { get; init; }

    /// <summary>Whether that past was itself made up.</summary>
    public required bool IsSynthetic { get; init; }

    /// <summary>What was fitted.</summary>
    public required string Summary { get; init; }

    /// <summary>Figures of facts that the paths share with the real series.</summary>
    public required int Inside { get; init; }

    /// <summary>Figures that can be computed of the real series.</summary>
    public required int Known { get; init; }

    /// <summary>Mean block of the bands, bars.</summary>
    public required double MeanBlock { get; init; }

    /// <summary>The stylised facts.</summary>
    public required IReadOnlyList<PathFact> Facts { get; init; }

    /// <summary>What the judges say.</summary>
    public required PathJudges Judges { get; init; }

    /// <summary>Calendar of the paths' bars, by its id.</summary>
    public required string Calendar { get; init; }

    /// <summary>Closing times of the bars, UTC; all paths have the same.</summary>
    public required DateTime[] Times { get; init; }

    /// <summary>The paths.</summary>
    public required IReadOnlyList<PathBars> Paths { get; init; }

    /// <summary>The last closes of the real series, as many as a path has and the one before, or fewer where there are no more.</summary>
    public required double[] Real { get; init; }

    /// <summary>What is kept of a trial and its paths.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="paths">At least one, all with the same times.</param>
    /// <param name="seed">The seed.</param>
    public static PathsFound Of(PathTrial trial, IReadOnlyList<BarSeries> paths, long seed)
    {
        ArgumentNullException.ThrowIfNull(trial);
        ArgumentNullException.ThrowIfNull(paths);
        var (past, facts, bars) = (trial.Past.Series, trial.Facts, paths[0].Count);
        return new PathsFound
        {
            Sentence = PathsSentence.Of(trial),
            Series = past.Symbol,
            Generator = trial.Generator,
            Seed = seed,
            Bars = past.Count,
            From = past.DayAt(0),
            Until = past.DayAt(past.Count - 1),
            IsSynthetic = past.IsSynthetic,
            Summary = trial.Learned.Summary,
            Inside = facts.Inside,
            Known = facts.Known,
            MeanBlock = facts.MeanBlock,
            Facts = [.. facts.Readings.Select(PathFact.Of)],
            Judges = PathJudges.Of(trial),
            Calendar = past.Calendar.Id,
            Times = [.. Enumerable.Range(0, bars).Select(paths[0].CloseTimeAt)],
            Paths = [.. paths.Select(PathBars.Of)],
            Real = [.. past.Close.Skip(Math.Max(0, past.Count - bars - 1))],
        };
    }

    /// <summary>A path as a series, marked synthetic.</summary>
    /// <param name="path">Its place.</param>
    /// <param name="symbol">Its name; null for its own.</param>
    public BarSeries SeriesOf(int path, string? symbol = null)
    {
        var bars = Paths[path];
        var hasOhlc = bars.Open.Length > 0;
        var close = bars.Close;
        return new BarSeries(
            symbol ?? bars.Symbol,
            [.. Times.Select(t => t.Ticks)],
            hasOhlc ? bars.Open : close,
            hasOhlc ? bars.High : close,
            hasOhlc ? bars.Low : close,
            close,
            bars.Volume.Length > 0 ? bars.Volume : [.. close.Select(_ => double.NaN)]
        )
        {
            Calendar = MarketCalendar.ById(Calendar),
            Interval = BarInterval.Daily,
            HasOhlc = hasOhlc,
            IsSynthetic = true,
        };
    }
}

/// <summary>A figure of a stylised fact.</summary>
/// <param name="Fact">The fact.</param>
/// <param name="Name">Short name of the figure.</param>
/// <param name="Formula">What is computed.</param>
/// <param name="Real">That of the real series.</param>
/// <param name="Low">Lower end of its band.</param>
/// <param name="High">Upper end.</param>
/// <param name="Generated">Median of the paths.</param>
/// <param name="ShareInside">Share of the paths in the band.</param>
/// <param name="IsKnown">Whether it can be computed of the real series.</param>
/// <param name="IsInside">Whether the median lies in the band.</param>
public sealed record PathFact(
    string Fact,
    string Name,
    string Formula,
    double Real,
    double Low,
    double High,
    double Generated,
    double ShareInside,
    bool IsKnown,
    bool IsInside
)
{
    /// <summary>A reading as it is stored.</summary>
    public static PathFact Of(FactReading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        return new(
            reading.Figure.Fact,
            reading.Figure.Name,
            reading.Figure.Formula,
            reading.Real,
            reading.Low,
            reading.High,
            reading.Generated,
            reading.ShareInside,
            reading.IsKnown,
            reading.IsInside
        );
    }
}

/// <summary>What the judges say.</summary>
/// <param name="Distances">Wasserstein-1 distances, by horizon.</param>
/// <param name="Returns">Kolmogorov–Smirnov on the returns.</param>
/// <param name="Windows">Maximum mean discrepancy of windows.</param>
/// <param name="DiscriminativeNetwork">Score of the judge that is a network, 0 … ½.</param>
/// <param name="DiscriminativeLogistic">Score of the logistic judge, 0 … ½.</param>
/// <param name="Predictive">Use for a forecast.</param>
/// <param name="Memorisation">Whether real windows are repeated.</param>
/// <param name="Collapse">Whether draws resemble each other.</param>
public sealed record PathJudges(
    IReadOnlyList<DistanceReading> Distances,
    TestReading Returns,
    TestReading Windows,
    double DiscriminativeNetwork,
    double DiscriminativeLogistic,
    PredictiveScore Predictive,
    Memorisation Memorisation,
    ModeCollapse Collapse
)
{
    /// <summary>Those of a trial.</summary>
    public static PathJudges Of(PathTrial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        var judgement = trial.Judgement;
        return new(
            judgement.Distances,
            judgement.Returns,
            judgement.Windows,
            trial.Discriminative,
            judgement.Discriminative,
            judgement.Predictive,
            judgement.Memorisation,
            judgement.Collapse
        );
    }
}

/// <summary>A path's bars by column; columns that it does not have are empty.</summary>
public sealed record PathBars(string Symbol, double[] Open, double[] High, double[] Low, double[] Close, double[] Volume)
{
    /// <summary>Those of a series.</summary>
    public static PathBars Of(BarSeries series)
    {
        ArgumentNullException.ThrowIfNull(series);
        var hasVolume = series.Volume.Any(double.IsFinite);
        return series.HasOhlc
            ? new(series.Symbol, series.Open, series.High, series.Low, series.Close, hasVolume ? series.Volume : [])
            : new(series.Symbol, [], [], [], series.Close, hasVolume ? series.Volume : []);
    }
}
