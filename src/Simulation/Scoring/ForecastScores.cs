namespace Simulator.Scoring;

/// <summary>Scores of the tape's rows in the test part. CRPS in log-return units.</summary>
public sealed record ForecastScores
{
    /// <summary>Rows scored.</summary>
    public required int Count { get; init; }

    /// <summary>Mean CRPS of the forecaster.</summary>
    public required double Crps { get; init; }

    /// <summary>Mean CRPS of the random walk: N(0, EWMA variance of past returns, decay 0.94).</summary>
    public required double RandomWalkCrps { get; init; }

    /// <summary>1 − Crps / RandomWalkCrps; below zero means worse than the random walk.</summary>
    public required double Skill { get; init; }

    /// <summary>Diebold–Mariano (Harvey–Leybourne–Newbold) two-sided p-value of the CRPS difference.</summary>
    public required double SkillPValue { get; init; }

    /// <summary>Share of outcomes inside the 50 % interval.</summary>
    public required double Coverage50 { get; init; }

    /// <summary>Share of outcomes inside the 80 % interval.</summary>
    public required double Coverage80 { get; init; }

    /// <summary>Share of outcomes inside the 95 % interval.</summary>
    public required double Coverage95 { get; init; }

    /// <summary>
    /// Share of days whose sign was forecast right; a forecast without a direction and a day without a change count half. NaN where no
    /// forecast had a direction.
    /// </summary>
    public required double DirectionalAccuracy { get; init; }

    /// <summary>Share of days that rose, a day without a change counting half: the accuracy of always forecasting a rise.</summary>
    public required double BaseRateOfRise { get; init; }

    /// <summary>Pesaran–Timmermann p-value (one-sided, direction better than independent).</summary>
    public required double DirectionPValue { get; init; }

    /// <summary>The smallest accuracy that this many rows can distinguish from 50 % (5 %, power 80 %).</summary>
    public required double DetectableAccuracy { get; init; }

    /// <summary>Interval, median and outcome per point, thinned like the curves, for the chart.</summary>
    public required ForecastCurve Curve { get; init; }
}

/// <summary>Points of the forecast chart; arrays of one length, log-returns.</summary>
public sealed record ForecastCurve(
    DateTime[] Times,
    double[] Lower95,
    double[] Lower80,
    double[] Lower50,
    double[] Median,
    double[] Upper50,
    double[] Upper80,
    double[] Upper95,
    double[] Outcome
);
