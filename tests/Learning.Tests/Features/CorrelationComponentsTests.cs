using Simulator.Learning.Features;

namespace Simulator.Tests.Learning.Features;

public sealed class CorrelationComponentsTests
{
    // Made of two factors and noise, rounded to 4 decimals. The expected numbers are numpy's: corrcoef, eigh, each vector turned so that
    // its largest weight by size is positive, std with ddof = 1.
    private static readonly double[][] s_returns =
    [
        [
            -0.0226,
            -0.0168,
            -0.0152,
            -0.0045,
            -0.007,
            0.004,
            0.0112,
            -0.0066,
            -0.0056,
            0.0033,
            0.0057,
            -0.0093,
            0.0097,
            0.0076,
            -0.0047,
            0.0049,
        ],
        [
            0.0003,
            -0.0258,
            -0.0268,
            0.0043,
            -0.0103,
            -0.0132,
            -0.0019,
            0.0211,
            -0.019,
            0.0188,
            -0.0054,
            -0.0089,
            0.0418,
            -0.0118,
            -0.0008,
            0.01,
        ],
        [
            0.0008,
            -0.0002,
            -0.0157,
            0.0066,
            -0.0026,
            -0.008,
            -0.0062,
            0.0116,
            -0.0087,
            0.0039,
            -0.0016,
            -0.0027,
            0.0244,
            -0.004,
            -0.0081,
            0.0016,
        ],
        [
            -0.0171,
            -0.0117,
            -0.0086,
            -0.003,
            0.004,
            0.024,
            0.0111,
            -0.0248,
            -0.0085,
            -0.0032,
            -0.0058,
            -0.0172,
            -0.0094,
            0.0104,
            0.0,
            0.0215,
        ],
    ];

    [Fact]
    public void Components_OfASmallExample_AreThoseOfNumpy()
    {
        var components = CorrelationComponents.Of(s_returns);

        Near([2.0805281381206484, 1.594018719508098, 0.2151968954920468, 0.11025624687920572], components.Values);
        Near([0.38516364430054306, 0.6685239760389817, 0.6344242755816523, -0.04722816027383447], components.Vectors[0]);
        Near([0.6085192068423129, -0.06692216714630994, -0.24290084530988762, 0.7524792208401411], components.Vectors[1]);
        Near([0.6764634227388948, -0.1554607641872302, -0.29572843862433534, -0.6563336644447811], components.Vectors[2]);
        Near([-0.15411223088874748, 0.7241747494933761, -0.6716023440170904, -0.027760475454295847], components.Vectors[3]);
        Near([0.010019295966616949, 0.018062724047053367, 0.009344586222335726, 0.013715123951317392], components.Deviations);
        // Explained share of the first two: their eigenvalues over the number of series.
        Assert.Equal(0.5201320345301621 + 0.3985046798770245, (components.Values[0] + components.Values[1]) / 4, 1e-12);
    }

    [Fact]
    public void Holdings_OfTheLastDay_GiveItsReturnsOfThePortfolios()
    {
        var components = CorrelationComponents.Of(s_returns);
        double[] expected = [0.593071226649788, 1.3985561332163474, -0.8347505876829113, 0.16704180783978162];
        Near(expected, [.. Enumerable.Range(0, 4).Select(k => components.Holdings(k).Zip(s_returns, (h, r) => h * r[^1]).Sum())]);
    }

    [Fact]
    public void Portfolio_OverTheRowsOfTheFit_HasTheVarianceOfItsEigenvalue()
    {
        var components = CorrelationComponents.Of(s_returns);
        for (var k = 0; k < 4; k++)
        {
            var holdings = components.Holdings(k);
            double[] portfolio = [.. Enumerable.Range(0, 16).Select(t => s_returns.Select((r, i) => holdings[i] * r[t]).Sum())];
            var mean = portfolio.Average();
            Assert.Equal(components.Values[k], portfolio.Sum(f => (f - mean) * (f - mean)) / 15, 1e-10);
        }
    }

    [Fact]
    public void Sign_IsThatOfTheLargestWeight_AndOfTheFirstWhereTwoAreEqual()
    {
        Assert.All(CorrelationComponents.Of(s_returns).Vectors, v => Assert.True(v.MaxBy(Math.Abs) > 0));
        // Two series: both components weigh both alike, whatever the correlation.
        var two = CorrelationComponents.Of([s_returns[0], [.. s_returns[1].Select(r => -r)]]);
        Assert.All(two.Vectors, v => Assert.Equal(Math.Sqrt(0.5), v[0], 1e-12));
        // Turning a series turns its weights, and no other: the component stays the same one.
        var turned = CorrelationComponents.Of([.. s_returns.Take(3), [.. s_returns[3].Select(r => -r)]]);
        Near([0.38516364430054306, 0.6685239760389817, 0.6344242755816523, 0.04722816027383447], turned.Vectors[0]);
    }

    [Fact]
    public void SeriesThatDoesNotMove_IsNotHeld()
    {
        var components = CorrelationComponents.Of([.. s_returns, new double[16]]);
        Near([2.0805281381206484, 1.594018719508098, 1, 0.2151968954920468, 0.11025624687920572], components.Values);
        Assert.All(Enumerable.Range(0, 5), k => Assert.Equal(0, components.Holdings(k)[4]));
    }

    private static void Near(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 1e-11);
    }
}
