using Simulator.Seeding;

namespace Simulator.Learning.Agents.Training;

/// <summary>A distribution over a few choices, given by logits.</summary>
internal static class Categorical
{
    /// <summary>log softmax: lᵢ − max l − log Σ exp(l − max l).</summary>
    /// <param name="logits">[A].</param>
    /// <param name="logProbabilities">[A] result.</param>
    public static void LogProbabilities(ReadOnlySpan<float> logits, Span<float> logProbabilities)
    {
        var most = logits[0];
        for (var k = 1; k < logits.Length; k++)
            most = Math.Max(most, logits[k]);
        var sum = 0f;
        for (var k = 0; k < logits.Length; k++)
            sum += MathF.Exp(logits[k] - most);
        var shift = most + MathF.Log(sum);
        for (var k = 0; k < logits.Length; k++)
            logProbabilities[k] = logits[k] - shift;
    }

    /// <summary>Draws a choice.</summary>
    public static int Sample(ReadOnlySpan<float> logProbabilities, SplitMix64 random)
    {
        var left = random.NextDouble();
        for (var k = 0; k < logProbabilities.Length - 1; k++)
        {
            left -= MathF.Exp(logProbabilities[k]);
            if (left < 0)
                return k;
        }
        return logProbabilities.Length - 1;
    }

    /// <summary>The place of the greatest; of equals the first.</summary>
    public static int Best(ReadOnlySpan<float> values)
    {
        var best = 0;
        for (var k = 1; k < values.Length; k++)
            best = values[k] > values[best] ? k : best;
        return best;
    }
}
