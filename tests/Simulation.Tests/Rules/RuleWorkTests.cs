using System.Reflection;
using Simulator.Indicators;
using Simulator.Rules;

namespace Simulator.Tests.Simulation.Rules;

/// <summary>What rules take at every bar is bounded by what their indicators say of themselves.</summary>
public sealed class RuleWorkTests
{
    // These keep a window for its oldest number alone.
    private static readonly string[] s_oldestOnly = ["roc", "momentum", "logReturn", "zlema", "donchian", "ichimoku"];

    public static TheoryData<string> Names { get; } = [.. IndicatorCatalogue.All.Select(i => i.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void IndicatorThatLooksAtItsWindowAgain_SaysSo(string name)
    {
        var indicator = IndicatorCatalogue.Get(name);
        var scans = (KeepsWindow(indicator.Create(), []) || name == "harmonicTrend") && !s_oldestOnly.Contains(name);
        Assert.Equal(scans, indicator.StepsPerBar() > 1);
        if (!scans)
            return;
        var bars = indicator.Parameters.ToList().FindIndex(p => p.Name == "bars");
        double[] longer = [.. indicator.Parameters.Select((p, i) => i == bars ? 2 * p.Default : p.Default)];
        Assert.True(indicator.StepsPerBar(longer) >= 2 * (indicator.StepsPerBar() - 1));
        Assert.InRange(indicator.StepsPerBar(), indicator.Parameters[bars].Default, RuleLimits.StepsPerBar / 20);
    }

    [Fact]
    public void Rule_OfEightLongHurstExponents_IsRefusedWhereItBecomesTooMuch()
    {
        const string Rule =
            "hurst(2041) + hurst(2042) + hurst(2043) + hurst(2044) + hurst(2045) + hurst(2046) + hurst(2047) + hurst(2048) > 4";
        var error = Assert.Single(RuleValues.Errors(Rule));
        Assert.Equal((Rule.IndexOf("hurst(2042)", StringComparison.Ordinal) + 1, "hurst(2042)".Length), (error.Column, error.Length));
        Assert.Equal(
            "from here on the indicators of the rule need more than 100,000 steps per bar; the largest "
                + "is hurst(2042) with 65,345: use fewer indicators or shorter windows",
            error.Message
        );
    }

    [Theory]
    [InlineData("median(5000) > 1", false)]
    [InlineData("median(1000) > 1", true)]
    [InlineData("cci(10000) > 1 and wma(10000) > 1 and stdDev(10000) > 1", true)]
    [InlineData("cci(10000) > weekly(cci(9999)) and correlation(close, open, 10000) > 1 and correlation(close, high, 10000) > 1", false)]
    [InlineData("wma(9000) > wma(9001) and wma(9000) > wma(9001)[1] and sma(10000) > highest(10000)", true)] // equal parts count once
    public void Rule_IsSoundAsLongAsItsStepsAreFew(string rule, bool isSound) => Assert.Equal(isSound, RuleValues.Errors(rule).Count == 0);

    // Whether a kernel, or one inside it, holds a window.
    private static bool KeepsWindow(object part, HashSet<object> seen)
    {
        if (part is TrailingWindow)
            return true;
        if (!seen.Add(part))
            return false;
        if (part is Array parts)
            return parts.Cast<object?>().Any(p => p is IndicatorKernel && KeepsWindow(p, seen));
        return part.GetType()
            .GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)
            .Select(f => f.GetValue(part))
            .Any(v => v is not null && v.GetType().Namespace == "Simulator.Indicators" && !v.GetType().IsValueType && KeepsWindow(v, seen));
    }
}
