using Simulator.Generation;
using Simulator.Realism;
using Simulator.Tests.Series;

namespace Simulator.Tests.Simulation.Realism;

/// <summary>Against numpy and scipy on the same series (<c>tests/Support/Series/realism.py</c>).</summary>
public sealed class FactMeasureTests
{
    private static readonly double[] s_returns = ReferenceSeries.Market(2_000, 20240229);

    [Theory]
    [InlineData("autocorrelation", 0.028859083047850485)]
    [InlineData("kurtosis", 1.5506203898689455)]
    [InlineData("lower tail", 3.1185702599302254)]
    [InlineData("upper tail", 3.2438313555793373)]
    [InlineData("first passage", -0.19671029424605427)]
    [InlineData("kurtosis, week", 1.074420435735731)]
    [InlineData("kurtosis, month", 0.4235360595275175)]
    [InlineData("bursts", 0.7808702376778486)]
    [InlineData("clusters of |r|", 0.11348925618656829)]
    [InlineData("clusters of r²", 0.09897088022836557)]
    [InlineData("decay exponent", 0.6139224221556937)]
    [InlineData("leverage", 3.274958495034026e-05)]
    [InlineData("coarse to fine", -0.012853012191066965)]
    public void Figure_OfAKnownMarket_IsTheReferences(string name, double expected) =>
        Assert.Equal(expected, StylisedFacts.All.Single(f => f.Name == name).Of(new ReturnPath(s_returns, s_returns, [])), 1e-9);

    [Fact]
    public void Facts_AreContsEleven_AndEachFigureHasAnotherName()
    {
        Assert.Equal(11, StylisedFacts.All.Select(f => f.Fact).Distinct().Count());
        Assert.Equal(StylisedFacts.All.Count, StylisedFacts.All.Select(f => f.Name).Distinct().Count());
    }

    [Fact]
    public void Wait_ForALevel_CountsBarsToIt()
    {
        // From bar 0: 1, 2 → 2 bars; from bar 1: 1, 0, 1, 2 → 4 bars; from bar 2: −1, 0, 1 and no more.
        Assert.Equal(4, FactMeasures.MedianWait([1, 1, -1], 2) is var none && double.IsNaN(none) ? 4 : 0);
        Assert.Equal(2, FactMeasures.MedianWait([1, 1, 1, 1], 2) is var wait && double.IsNaN(wait) ? 0 : wait);
    }

    [Fact]
    public void Volume_ThatGoesWithSizes_IsCorrelatedWithThem()
    {
        var figure = StylisedFacts.All.Single(f => f.Name == "volume with |r|");
        Assert.Equal(1, figure.Of(new ReturnPath(s_returns, s_returns, Array.ConvertAll(s_returns, r => 3 + Math.Abs(r)))), 1e-12);
        Assert.True(double.IsNaN(figure.Of(new ReturnPath(s_returns, s_returns, []))));
    }

    [Fact]
    public void Filter_ByTheRightModel_LeavesThinnerTails()
    {
        var path = new ReturnPath(s_returns, s_returns, []);
        var figure = StylisedFacts.All.Single(f => f.Fact == "conditional heavy tails");
        // Logistic innovations have an excess kurtosis of 1.2.
        Assert.InRange(figure.Of(figure.Prepare(path)), 0.6, FactMeasures.ExcessKurtosis(s_returns, 1));
    }

    [Fact]
    public void Decay_OfReturnsThatRememberNothing_IsNotKnown() =>
        Assert.True(double.IsNaN(FactMeasures.DecayExponent(ReferenceSeries.Logistic(2_000, 5))));
}
