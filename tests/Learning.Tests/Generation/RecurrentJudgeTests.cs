using Simulator.Learning.Generation;
using Simulator.Realism;
using Simulator.Seeding;

namespace Simulator.Tests.Learning.Generation;

public sealed class RecurrentJudgeTests
{
    private const int Bars = 12;
    private static readonly JudgeSize s_small = new(8, 150, 32);

    [Fact]
    public void Discriminative_OfTwoHalvesOfOneLaw_IsSmall_OfAnotherLawLarge()
    {
        var same = new JudgeSplit(Windows(1, 1), Windows(2, 1), Windows(3, 1), Windows(4, 1));
        var wider = new JudgeSplit(Windows(1, 1), Windows(2, 3), Windows(3, 1), Windows(4, 3));
        Assert.InRange(RecurrentJudge.Discriminative(same, Bars, s_small, 1), 0, 0.08);
        Assert.InRange(RecurrentJudge.Discriminative(wider, Bars, s_small, 1), 0.3, 0.5);
        Assert.Equal(RecurrentJudge.Discriminative(wider, Bars, s_small, 1), RecurrentJudge.Discriminative(wider, Bars, s_small, 1));
    }

    [Fact]
    public void Predictive_LearnedFromTheSameLaw_IsBetterThanFromOneThatIsTurnedRound()
    {
        var test = Lines(9, 1);
        var same = RecurrentJudge.Predictive(Lines(8, 1), test, Bars, s_small with { Steps = 400 }, 1);
        var turned = RecurrentJudge.Predictive(Lines(8, -1), test, Bars, s_small with { Steps = 400 }, 1);
        Assert.InRange(same, 0, 0.15);
        Assert.True(turned > 1.5 * same, FormattableString.Invariant($"{turned} after {same}"));
    }

    private static double[][] Windows(long seed, double scale)
    {
        var random = Seeds.Generator(seed, "windows");
        return [.. Enumerable.Range(0, 300).Select(_ => Enumerable.Range(0, Bars).Select(_ => scale * random.NextGaussian()).ToArray())];
    }

    // The second column follows the first, upwards or downwards.
    private static double[][] Lines(long seed, int sign)
    {
        var random = Seeds.Generator(seed, "lines");
        return
        [
            .. Enumerable
                .Range(0, 200)
                .Select(_ =>
                {
                    var first = Enumerable.Range(0, Bars).Select(_ => random.NextDouble()).ToArray();
                    return (double[])[.. first, .. first.Select((_, t) => 0.5 + (sign * 0.5 * ((t == 0 ? 0.5 : first[t - 1]) - 0.5)))];
                }),
        ];
    }
}
