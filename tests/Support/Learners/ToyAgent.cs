using Simulator.Decisions;
using Simulator.Errors;
using Simulator.Learners;
using Simulator.Seeding;
using Simulator.Stages;

namespace Simulator.Tests.Learners;

/// <summary>
/// A small agent in plain C#: searches at random for the lag whose past return, followed, made most on the training part; chosen on
/// validation among its seeds.
/// </summary>
public sealed class ToyAgent(ToyAgentSpec spec) : IAgent
{
    private const int LongestLag = 20;

    /// <inheritdoc/>
    public AgentOutcome Train(AgentInput input, StageContext context)
    {
        var close = input.Target.Close;
        var (validation, test) = (input.Split.ValidationStart(close.Length), input.Split.TestStart(close.Length));
        if (validation < LongestLag + 10)
            throw new SimulationException(FormattableString.Invariant($"{validation} training bars are too few; use more bars"));
        var lags = Resume(context.Checkpoint);
        for (var seed = lags.Count; seed < spec.Seeds; seed++)
        {
            lags.Add(Search(close, validation, seed, context));
            context.SaveCheckpoint([.. lags.Select(l => (byte)l)], (seed + 1.0) / spec.Seeds);
        }
        var outcomes = lags.Select((lag, seed) => Judge(close, lag, seed, validation, test, input.AllowShort)).ToArray();
        var chosen = Enumerable.Range(0, outcomes.Length).MaxBy(k => outcomes[k].ValidationLogReturn);
        return new AgentOutcome(Decide(close, lags[chosen], test - 1, input.AllowShort), outcomes, chosen);
    }

    private int Search(double[] close, int end, int seed, StageContext context)
    {
        var random = Seeds.Generator(context.Seed, Purpose(seed));
        var (best, bestReturn) = (1, double.NegativeInfinity);
        for (var step = 0; step < spec.Steps; step++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            context.Progress((seed + ((double)step / spec.Steps)) / spec.Seeds, $"seed {seed + 1}");
            var lag = 1 + random.NextInt(LongestLag);
            var made = Follow(close, lag, LongestLag, end, true);
            if (made > bestReturn)
                (best, bestReturn) = (lag, made);
        }
        context.Evaluate(seed, seed, new Dictionary<string, double> { ["toyReturn"] = bestReturn });
        return best;
    }

    private static SeedOutcome Judge(double[] close, int lag, int seed, int start, int end, bool allowShort) =>
        new(seed, Follow(close, lag, start, end, allowShort), 0, 1);

    private static double Follow(double[] close, int lag, int start, int end, bool allowShort)
    {
        var sum = 0.0;
        for (var t = start; t + 1 < end; t++)
            sum += Exposure(close, lag, t, allowShort) * Math.Log(close[t + 1] / close[t]);
        return sum;
    }

    private static DecisionTape Decide(double[] close, int lag, int first, bool allowShort) =>
        new(first, [.. Enumerable.Range(0, close.Length).Select(t => t < first ? double.NaN : Exposure(close, lag, t, allowShort))]);

    private static double Exposure(double[] close, int lag, int t, bool allowShort) =>
        Math.Max(Math.Sign(close[t] - close[t - lag]), allowShort ? -1 : 0);

    private static List<int> Resume(byte[]? checkpoint)
    {
        if (checkpoint is null)
            return [];
        return checkpoint.All(b => b is >= 1 and <= LongestLag)
            ? [.. checkpoint.Select(b => (int)b)]
            : throw new InvalidDataException("the checkpoint is damaged");
    }

    /// <summary>Purpose of a seed's random stream.</summary>
    public static string Purpose(int seed) => FormattableString.Invariant($"toy/seed{seed}");
}

/// <summary>Spec of <see cref="ToyAgent"/>.</summary>
public sealed record ToyAgentSpec : AgentSpec
{
    /// <summary>An agent of few steps.</summary>
    public ToyAgentSpec() => Steps = 40;
}

/// <summary>The toy's row: all that makes it an agent of the product.</summary>
public static class ToyAgentRow
{
    /// <summary>The row.</summary>
    public static LearnerDescription Description { get; } =
        new AgentDescription<ToyAgentSpec>
        {
            Name = "toyAgent",
            ShortTitle = "Toy",
            Title = "Toy agent of the tests",
            Summary = "Follows the lag that paid in training.",
            Source = "the tests",
            Parameters = [CommonParameters.Steps, CommonParameters.Seeds, CommonParameters.CostFraction],
            Charts = [new("toyAgent", "Toy return", "seed", [new("toyReturn", "seed") { IsPerGroup = true }])],
            Seeds = spec => Enumerable.Range(0, spec.Seeds).Select(ToyAgent.Purpose),
            Make = spec => new ToyAgent(spec),
        };
}
