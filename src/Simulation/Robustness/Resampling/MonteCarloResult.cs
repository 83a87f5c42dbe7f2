namespace Simulator.Robustness.Resampling;

/// <summary>Outcomes of the account in many draws.</summary>
public sealed record MonteCarloResult
{
    /// <summary>What was drawn, e.g. <c>trades shuffled</c>.</summary>
    public required string Method { get; init; }

    /// <summary>Draws.</summary>
    public required int Draws { get; init; }

    /// <summary>Total return.</summary>
    public required Distribution Return { get; init; }

    /// <summary>Maximum drawdown, ≥ 0.</summary>
    public required Distribution MaxDrawdown { get; init; }

    /// <summary>Annual Sharpe ratio; of trades, their mean ÷ standard deviation.</summary>
    public required Distribution Sharpe { get; init; }

    /// <summary>Share of draws that end below the starting cash.</summary>
    public required double ProbabilityOfLoss { get; init; }

    /// <summary>Share of draws whose account falls to <see cref="RuinLevel"/> of the starting cash or below at any time.</summary>
    public required double ProbabilityOfRuin { get; init; }

    /// <summary>What counts as ruin, as a share of the starting cash.</summary>
    public required double RuinLevel { get; init; }

    /// <summary>Details for the reader, e.g. the mean block length; empty for none.</summary>
    public string Note { get; init; } = "";
}

/// <summary>One draw.</summary>
/// <param name="Return">Total return.</param>
/// <param name="MaxDrawdown">Maximum drawdown.</param>
/// <param name="Sharpe">Sharpe ratio.</param>
/// <param name="Lowest">Smallest equity ÷ starting cash.</param>
internal readonly record struct Draw(double Return, double MaxDrawdown, double Sharpe, double Lowest)
{
    /// <summary>Compounds returns.</summary>
    public static Draw Of(ReadOnlySpan<double> returns, double perYear)
    {
        var (value, peak, lowest, drawdown) = (1.0, 1.0, 1.0, 0.0);
        foreach (var r in returns)
        {
            value = Math.Max(0, value * (1 + r)); // an account that was used up stays at zero
            (peak, lowest) = (Math.Max(peak, value), Math.Min(lowest, value));
            drawdown = Math.Max(drawdown, 1 - (value / peak));
        }
        return new Draw(value - 1, drawdown, Statistics.ReturnFigures.Sharpe(returns, perYear), lowest);
    }

    /// <summary>A note, with what is said where there is too little behind the draws.</summary>
    public static string Noted(string note, int has, string unit) =>
        Statistics.EvidenceNeed.TooFewToDraw(has, unit) is not { } thin ? note
        : note.Length == 0 ? thin
        : $"{note}; {thin}";

    /// <summary>Sums draws up.</summary>
    public static MonteCarloResult Sum(string method, Draw[] draws, Draw observed, double ruinLevel, string note = "") =>
        new()
        {
            Method = method,
            Draws = draws.Length,
            RuinLevel = ruinLevel,
            Note = note,
            Return = Distribution.Of(draws.Select(d => d.Return), observed.Return),
            MaxDrawdown = Distribution.Of(draws.Select(d => d.MaxDrawdown), observed.MaxDrawdown),
            Sharpe = Distribution.Of(draws.Select(d => d.Sharpe), observed.Sharpe),
            ProbabilityOfLoss = Numerics.Moments.Ratio(draws.Count(d => d.Return < 0), draws.Length),
            ProbabilityOfRuin = Numerics.Moments.Ratio(draws.Count(d => d.Lowest <= ruinLevel), draws.Length),
        };
}
