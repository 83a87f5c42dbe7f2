using System.Globalization;
using Simulator.Evaluation.Rivals;

namespace Simulator.AgentComparisons;

/// <summary>What came out of a comparison of agents. Undefined figures are NaN.</summary>
public sealed record AgentComparisonResult
{
    /// <summary>Whether an agent beats the baselines, in sentences.</summary>
    public required string Sentence { get; init; }

    /// <summary>The series.</summary>
    public required string Target { get; init; }

    /// <summary>First day of the test part.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Its last day.</summary>
    public required DateOnly To { get; init; }

    /// <summary>Its bars.</summary>
    public required int Bars { get; init; }

    /// <summary>Agents that were tried here: the best of several is better than it will be.</summary>
    public required int Trials { get; init; }

    /// <summary>Trials on the same series before.</summary>
    public required int EarlierTrials { get; init; }

    /// <summary>The agents, that with the highest log-wealth first.</summary>
    public required IReadOnlyList<AgentStanding> Agents { get; init; }

    /// <summary>Simpler ways to trade that are the same for all of them, buy-and-hold first.</summary>
    public required IReadOnlyList<BaselineStanding> Baselines { get; init; }

    /// <summary>[point] the days at which the curves stand.</summary>
    public required IReadOnlyList<DateOnly> Days { get; init; }

    /// <summary>Hash of the content of the series: symbol → hash.</summary>
    public required IReadOnlyDictionary<string, string> Data { get; init; }
}

/// <summary>A figure with its 95 % interval.</summary>
/// <param name="Value">It.</param>
/// <param name="Lower95">Its lower end; NaN where there is none.</param>
/// <param name="Upper95">Its upper end.</param>
public readonly record struct Bounded(double Value, double Lower95, double Upper95);

/// <summary>An agent over its seeds. Means are interquartile means.</summary>
public sealed record AgentStanding
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its kind in the table of learners.</summary>
    public required string Kind { get; init; }

    /// <summary>Log-wealth of the test part a year; the interval is that of the seeds.</summary>
    public required Bounded LogWealthPerYear { get; init; }

    /// <summary>Total return, a fraction.</summary>
    public required double Return { get; init; }

    /// <summary>What the same decisions return if trading is free.</summary>
    public required double ReturnWithoutCosts { get; init; }

    /// <summary>Annual Sharpe ratio; the interval is that of the bars: the means of the ends of the seeds' own.</summary>
    public required Bounded Sharpe { get; init; }

    /// <summary>Deepest fall, a fraction.</summary>
    public required double MaximumDrawdown { get; init; }

    /// <summary>Value bought and sold, in multiples of mean equity a year.</summary>
    public required double Turnover { get; init; }

    /// <summary>Mean |position value ÷ equity|.</summary>
    public required double Exposure { get; init; }

    /// <summary>Seeds whose trainings decided; of the others a baseline was held.</summary>
    public required int Decided { get; init; }

    /// <summary>Its lead over simpler ways to trade.</summary>
    public required IReadOnlyList<RivalLead> Leads { get; init; }

    /// <summary>Each seed.</summary>
    public required IReadOnlyList<AgentRun> Runs { get; init; }

    /// <summary>[point] account ÷ its start: the median of the seeds.</summary>
    public required IReadOnlyList<double> Middle { get; init; }

    /// <summary>[point] the lowest of the seeds.</summary>
    public required IReadOnlyList<double> Lowest { get; init; }

    /// <summary>[point] the highest of the seeds.</summary>
    public required IReadOnlyList<double> Highest { get; init; }

    /// <summary>How many it is ahead of.</summary>
    public int Ahead => Leads.Count(l => l.Lead > 0);

    /// <summary>How many it is ahead of by more than chance explains.</summary>
    public int AheadBeyondChance => Leads.Count(l => l.Lower95 > 0);

    /// <summary>How many it is behind by more than chance explains.</summary>
    public int BehindBeyondChance => Leads.Count(l => l.Upper95 < 0);

    /// <summary>Whether it beats the baselines, in a sentence.</summary>
    public string Sentence =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Name} is ahead of {Ahead} of {Leads.Count} simpler ways to trade at the same costs, beyond chance of "
                + $"{Count(AheadBeyondChance)}, and behind {Count(BehindBeyondChance)} beyond chance"
        );

    private static string Count(int number) => number == 0 ? "none" : number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>How far an agent is ahead of a simpler way to trade.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Lead">Mean difference of log-returns, a year, over periods and seeds.</param>
/// <param name="Lower95">Lower end of its interval over periods and seeds; NaN where there are too few periods.</param>
/// <param name="Upper95">Upper end.</param>
public sealed record RivalLead(RivalKind Kind, double Lead, double Lower95, double Upper95);

/// <summary>A simpler way to trade.</summary>
public sealed record BaselineStanding
{
    /// <summary>Which.</summary>
    public required RivalKind Kind { get; init; }

    /// <summary>Log-wealth a year.</summary>
    public required double LogWealthPerYear { get; init; }

    /// <summary>Total return, a fraction.</summary>
    public required double Return { get; init; }

    /// <summary>Annual Sharpe ratio.</summary>
    public required Bounded Sharpe { get; init; }

    /// <summary>Deepest fall, a fraction.</summary>
    public required double MaximumDrawdown { get; init; }

    /// <summary>Value bought and sold, in multiples of mean equity a year.</summary>
    public required double Turnover { get; init; }

    /// <summary>Mean |position value ÷ equity|.</summary>
    public required double Exposure { get; init; }

    /// <summary>[point] account ÷ its start.</summary>
    public required IReadOnlyList<double> Curve { get; init; }
}

/// <summary>One seed of an agent.</summary>
public sealed record AgentRun
{
    /// <summary>0, 1, …: how far its seed is from the spec's.</summary>
    public required int Seed { get; init; }

    /// <summary>Log-wealth a year.</summary>
    public required double LogWealthPerYear { get; init; }

    /// <summary>Total return, a fraction.</summary>
    public required double Return { get; init; }

    /// <summary>What the same decisions return if trading is free.</summary>
    public required double ReturnWithoutCosts { get; init; }

    /// <summary>Annual Sharpe ratio.</summary>
    public required Bounded Sharpe { get; init; }

    /// <summary>Deepest fall, a fraction.</summary>
    public required double MaximumDrawdown { get; init; }

    /// <summary>Value bought and sold, in multiples of mean equity a year.</summary>
    public required double Turnover { get; init; }

    /// <summary>Mean |position value ÷ equity|.</summary>
    public required double Exposure { get; init; }

    /// <summary>Edge on held-out bars in standard errors; NaN where there is none.</summary>
    public required double Evidence { get; init; }

    /// <summary>Whether its trainings decided.</summary>
    public required bool Decided { get; init; }

    /// <summary>SHA-256 of its spec: the simulation that shows it.</summary>
    public required string SpecHash { get; init; }
}
