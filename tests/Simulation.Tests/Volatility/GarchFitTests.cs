using Simulator.Seeding;
using Simulator.Tests.Series;
using Simulator.Volatility;

namespace Simulator.Tests.Simulation.Volatility;

/// <summary>
/// Fits against those of scipy's Nelder–Mead on a likelihood written on its own (<c>tests/Support/Series/reference.py</c>), which stops
/// when parameters move by less than 1e-9.
/// </summary>
public sealed class GarchFitTests
{
    private static readonly double[] s_market = ReferenceSeries.Market(2_000, 20240229);

    [Theory]
    [InlineData(Innovations.Gaussian, false, 0.000466401, 3.525e-06, 0.101057, 0, 0.864617, double.PositiveInfinity, 0)]
    [InlineData(Innovations.Student, false, 0.000396509, 3.57655e-06, 0.106499, 0, 0.859426, 9.62282, 0)]
    [InlineData(Innovations.Student, true, 0.000273044, 3.14494e-06, 0.0646981, 0.0810027, 0.868195, 9.87823, 0)]
    [InlineData(Innovations.SkewedStudent, true, 0.000344454, 3.24947e-06, 0.0649958, 0.0800064, 0.866559, 9.92572, 0.0506684)]
    public void Fit_OfAKnownMarket_IsTheReferences(
        Innovations kind,
        bool isAsymmetric,
        double mean,
        double omega,
        double alpha,
        double gamma,
        double beta,
        double degrees,
        double skew
    )
    {
        var model = GarchFit.Of(s_market, isAsymmetric, kind);
        Assert.Equal(mean, model.Mean, 2e-8);
        Assert.Equal(omega, model.Omega, 2e-10);
        Assert.Equal(alpha, model.Alpha, 5e-6);
        Assert.Equal(gamma, model.Gamma, 5e-6);
        Assert.Equal(beta, model.Beta, 5e-6);
        Assert.Equal(degrees, model.Law.Degrees, 2e-3);
        Assert.Equal(skew, model.Law.Skew, 5e-6);
        Assert.InRange(model.Persistence, 0, 1);
    }

    [Fact]
    public void Variances_OfAHandMadeModel_FollowTheRecursion()
    {
        var model = new GarchModel(0.01, 1e-4, 0.1, 0.2, 0.5, 4e-4, InnovationLaw.Of(Innovations.Gaussian, []));
        // 4e-4 → 1e-4 + 0.1·0.02² + 0.5·4e-4 = 3.4e-4; then a fall of 0.02: 1e-4 + 0.3·0.02² + 0.5·3.4e-4 = 3.9e-4
        double[] expected = [4e-4, 3.4e-4, 3.9e-4];
        foreach (var (variance, known) in model.Variances([0.03, -0.01]).Zip(expected))
            Assert.Equal(known, variance, 1e-18);
    }

    [Fact]
    public void Fit_OfReturnsInRandomOrder_FindsNoNews()
    {
        var shuffled = (double[])s_market.Clone();
        new SplitMix64(4).Shuffle<double>(shuffled);
        Assert.InRange(GarchFit.Of(shuffled, false, Innovations.Student).Alpha, 0, 0.02);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.02)]
    public void Fit_OfAPriceThatHardlyMoves_IsFinite(double everyTenth)
    {
        double[] returns = [.. Enumerable.Range(0, 600).Select(t => t % 10 == 3 ? everyTenth * (t % 20 == 3 ? 1 : -1) : 0)];
        foreach (var kind in Enum.GetValues<Innovations>())
        {
            var model = GarchFit.Of(returns, true, kind);
            Assert.All(model.Variances(returns), v => Assert.True(v >= 0 && double.IsFinite(v)));
        }
    }

    [Fact]
    public void Scale_OfStudentResiduals_IsFoundWithItsTails()
    {
        // Logistic numbers look like a t law of about nine degrees of freedom.
        var fit = ScaleFit.Of([.. ReferenceSeries.Logistic(4_000, 3).Select(z => 0.02 * z)], Innovations.Student);
        Assert.InRange(fit.Scale, 0.0195, 0.0205);
        Assert.InRange(fit.Law.Degrees, 7, 12);
    }

    [Fact]
    public void Likelihood_Gradient_IsItsDifferenceQuotient()
    {
        var (z, slopes, scratch, free) = (s_market[..200], new double[200], new double[2], new[] { 1.1, -0.3 });
        Array.ForEach(Enumerable.Range(0, z.Length).ToArray(), i => z[i] *= 100);
        var gradient = new double[2];
        InnovationLaw.Of(Innovations.SkewedStudent, free).LogLikelihood(z, slopes, gradient);
        for (var k = 0; k < free.Length; k++)
        {
            double At(double step)
            {
                var moved = (double[])free.Clone();
                moved[k] += step;
                return InnovationLaw.Of(Innovations.SkewedStudent, moved).LogLikelihood(z, new double[200], scratch);
            }
            Assert.Equal((At(1e-5) - At(-1e-5)) / 2e-5, gradient[k], 1e-4);
        }
    }
}
