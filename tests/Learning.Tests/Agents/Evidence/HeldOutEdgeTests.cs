using Simulator.Learning.Agents.Evidence;

namespace Simulator.Tests.Learning.Agents.Evidence;

public sealed class HeldOutEdgeTests
{
    private static readonly double[] s_policy = [0.01, -0.02, 0.005, 0, 0.012, -0.004];
    private static readonly double[] s_market = [0.02, -0.03, 0.01, 0.005, 0.004, -0.001];

    // Numbers: least squares in plain Python, sums over the six pairs, residuals over n − 2.
    [Fact]
    public void Edge_OfSixReturns_IsThatOfLeastSquares()
    {
        var edge = HeldOutEdge.Of(s_policy, s_market);
        Assert.Equal(6, edge.Bars);
        Assert.Equal(0.6273870517000466, edge.Beta, 12);
        Assert.Equal(-0.0005849247011333644, edge.PerBar, 15);
        Assert.Equal(0.002237059338109577, edge.Error, 15);
    }

    [Fact]
    public void Edge_WhereTheMarketFell_GivesUpNothing()
    {
        double[] fell = [.. s_market.Select(m => -m)];
        Assert.Equal(-0.0003365160689333955, HeldOutEdge.Of(s_policy, fell).PerBar, 15); // α alone
    }

    [Fact]
    public void Edge_OfALeverage_IsNone()
    {
        double[] twice = [.. s_market.Select(m => 2 * m)];
        Assert.Equal(0, HeldOutEdge.Of(twice, s_market).PerBar, 15); // β is 2, and nothing is given up
    }

    [Fact]
    public void Edge_OfHoldingTheMarketOrNothing_HasNoError()
    {
        Assert.Equal((0, 0), (HeldOutEdge.Of(s_market, s_market).Error, Math.Round(HeldOutEdge.Of(s_market, s_market).PerBar, 15)));
        double[] nearly = [.. s_market.Select((m, t) => (0.999 * m) + (t * 1e-6))]; // what whole units leave in cash
        Assert.Equal(0, HeldOutEdge.Of(nearly, s_market).Error);
        Assert.Equal(0, HeldOutEdge.Of(new double[6], s_market).Error);
        Assert.Equal(0, HeldOutEdge.Of([], []).Bars);
        Assert.Equal(0, HeldOutEdge.Of(s_policy, new double[6]).Beta); // a market that stands still
    }
}
