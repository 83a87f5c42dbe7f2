using System.Globalization;
using System.Text.Json.Serialization;
using Simulator.Text;

namespace Simulator.Evaluation.Rivals;

/// <summary>A simpler way to trade the bars of a run.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<RivalKind>))]
public enum RivalKind
{
    /// <summary>The whole account in the series, unlevered.</summary>
    BuyAndHold,

    /// <summary>A constant share of the account in the series, traded back to it each day, with the volatility of the run.</summary>
    MatchedHold,

    /// <summary>Nothing.</summary>
    Cash,

    /// <summary>The run's own positions, begun at a bar far away: as much trading, at times that mean nothing.</summary>
    ShiftedPositions,

    /// <summary>Long after a year that rose, short after one that fell.</summary>
    Momentum,

    /// <summary>A ridge regression of the next return on the features of the run, sized by its own variance.</summary>
    Regression,

    /// <summary>The forecasts that the agent saw, without the agent.</summary>
    Forecasts,
}

/// <summary>What a simpler way to trade made over the bars of a run, at its costs, and how far the run is ahead.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Return">Total return, a fraction; of several draws their median.</param>
/// <param name="Sharpe">Annual Sharpe ratio; NaN where undefined; of several draws their median.</param>
/// <param name="MaximumDrawdown">Deepest fall, a fraction; of several draws their median.</param>
/// <param name="Turnover">Value bought and sold, in multiples of mean equity a year.</param>
/// <param name="Lead">Log-return of the run less that of this, a year.</param>
/// <param name="Lower95">2.5 % quantile of <paramref name="Lead"/>; NaN where there are too few returns.</param>
/// <param name="Upper95">97.5 % quantile.</param>
public sealed record RivalFigures(
    RivalKind Kind,
    double Return,
    double Sharpe,
    double MaximumDrawdown,
    double Turnover,
    double Lead,
    double Lower95,
    double Upper95
);

/// <summary>The run beside simpler ways to trade the same bars at the same costs.</summary>
/// <param name="Figures">Each of them.</param>
/// <param name="ReturnWithoutCosts">Total return of the run's own decisions if trading were free, a fraction.</param>
public sealed record RivalTable(IReadOnlyList<RivalFigures> Figures, double ReturnWithoutCosts)
{
    /// <summary>How many the run is ahead of.</summary>
    public int Ahead => Figures.Count(f => f.Lead > 0);

    /// <summary>How many it is ahead of by more than chance explains: the 95 % interval of its lead lies above zero.</summary>
    public int AheadBeyondChance => Figures.Count(f => f.Lower95 > 0);

    /// <summary>How many it is behind by more than chance explains.</summary>
    public int BehindBeyondChance => Figures.Count(f => f.Upper95 < 0);

    /// <summary>Whether the agent beats them, in a sentence.</summary>
    public string Sentence =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"At the same costs it is ahead of {Ahead} of {Figures.Count} simpler ways to trade these bars. Its lead is beyond chance over "
                + $"{Count(AheadBeyondChance)} of them, its lag behind {Count(BehindBeyondChance)} (95 % intervals). Without costs its "
                + $"decisions return {100 * ReturnWithoutCosts:0.0;−0.0} %."
        );

    private static string Count(int number) => number == 0 ? "none" : number.ToString(CultureInfo.InvariantCulture);
}
