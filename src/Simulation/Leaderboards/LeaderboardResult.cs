namespace Simulator.Leaderboards;

/// <summary>What came out of a leaderboard. Undefined figures are NaN.</summary>
public sealed record LeaderboardResult
{
    /// <summary>It in a sentence.</summary>
    public required string Sentence { get; init; }

    /// <summary>The forecaster that all are compared with.</summary>
    public required string Against { get; init; }

    /// <summary>Over all series, the best first.</summary>
    public required IReadOnlyList<LeaderboardStanding> Standings { get; init; }

    /// <summary>By series and forecaster, in the order of the request.</summary>
    public required IReadOnlyList<LeaderboardRow> Rows { get; init; }

    /// <summary>Hash of the content of each series: symbol → hash.</summary>
    public required IReadOnlyDictionary<string, string> Data { get; init; }
}

/// <summary>A forecaster over all series.</summary>
public sealed record LeaderboardStanding
{
    /// <summary>Its name.</summary>
    public required string Forecaster { get; init; }

    /// <summary>Mean CRPS skill against the random walk, over the series.</summary>
    public required double Skill { get; init; }

    /// <summary>Series in which its mean CRPS is lower than that of the forecaster compared with.</summary>
    public required int Better { get; init; }

    /// <summary>
    /// Diebold–Mariano p, two-sided, of its CRPS less that of the one compared with: of each day the mean over the series, each in units of
    /// the other's mean there, so that wide markets do not decide. Adjusted over the forecasters by Benjamini and Hochberg.
    /// </summary>
    public required double PValue { get; init; }

    /// <summary>Mean of those differences: −0.01 is 1 % lower.</summary>
    public required double Difference { get; init; }
}

/// <summary>A forecaster on one series: means over its seeds, on the rows of the test part that all forecasters have.</summary>
public sealed record LeaderboardRow
{
    /// <summary>The series.</summary>
    public required string Target { get; init; }

    /// <summary>The forecaster.</summary>
    public required string Forecaster { get; init; }

    /// <summary>Seeds behind the figures; 1 where nothing in it is random.</summary>
    public required int Seeds { get; init; }

    /// <summary>Rows scored.</summary>
    public required int Count { get; init; }

    /// <summary>Mean CRPS, log-return.</summary>
    public required double Crps { get; init; }

    /// <summary>CRPS skill against the random walk N(0, EWMA variance, decay 0.94).</summary>
    public required double Skill { get; init; }

    /// <summary>Sample standard deviation of the skill over the seeds; NaN for one.</summary>
    public required double SkillDeviation { get; init; }

    /// <summary>Mean logarithmic score −ln f; NaN where the forecaster's law has no density.</summary>
    public required double LogScore { get; init; }

    /// <summary>Share of outcomes inside the 90 % interval.</summary>
    public required double Coverage90 { get; init; }

    /// <summary>
    /// Lowest CRPS skill of a stretch of the whole tape that one model served (<see cref="Scoring.WorstFold"/>), mean over the seeds; NaN
    /// in older results.
    /// </summary>
    public double WorstFold { get; init; } = double.NaN;

    /// <summary>Share of outcomes inside the 95 % interval.</summary>
    public required double Coverage95 { get; init; }

    /// <summary>Share of days whose sign was forecast right, and its Pesaran–Timmermann p; of the first seed.</summary>
    public required double DirectionalAccuracy { get; init; }

    /// <inheritdoc cref="DirectionalAccuracy"/>
    public required double DirectionPValue { get; init; }

    /// <summary>Share of days that rose.</summary>
    public required double BaseRateOfRise { get; init; }

    /// <summary>Diebold–Mariano p against the forecaster compared with, adjusted over the series by Benjamini and Hochberg.</summary>
    public required double PValue { get; init; }

    /// <summary>p of the model confidence set of the series: those of at least 0.1 may be the best one.</summary>
    public required double ConfidenceP { get; init; }

    /// <summary>SHA-256 of the first seed's spec: the simulation that shows these forecasts.</summary>
    public required string SpecHash { get; init; }
}
