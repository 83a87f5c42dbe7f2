using Simulator.Distributions;

namespace Simulator.Tests.Simulation.Distributions;

/// <summary>
/// Hansen's law against the integral of (F(x) − 1{x ≥ y})² by quadrature and against root finding on F
/// (<c>tests/Support/Series/reference.py</c>); the empirical law and families of laws against their definitions.
/// </summary>
public sealed class SkewedStudentLawTests
{
    [Theory]
    [InlineData(0, 1, 5, -0.2, 0.3, 0.221545507073, 0.696899485528, -2.19968211343, 0.541284841187)]
    [InlineData(0, 1, 3, 0.4, -1.5, 1.06107741459, 3.43009973131, -1.26313975723, 0.401350812021)]
    [InlineData(0.0004, 0.012, 6.5, -0.1, -0.03, 0.0240849919474, -0.477252418422, -0.0248181731799, 0.534464636396)]
    public void SkewedStudent_Figures_AreTheIntegrals(
        double mean,
        double deviation,
        double degrees,
        double skew,
        double outcome,
        double crps,
        double logScore,
        double lowQuantile,
        double rise
    )
    {
        var law = new SkewedStudentLaw(mean, deviation, degrees, skew);
        Assert.Equal(crps, law.Crps(outcome), 2e-11);
        Assert.Equal(logScore, law.LogScore(outcome), 2e-11);
        Assert.Equal(lowQuantile, law.Quantile(0.025), 2e-11);
        Assert.Equal(rise, law.ProbabilityAbove(0), 2e-11);
    }

    [Theory]
    [InlineData(-2)]
    [InlineData(0)]
    [InlineData(0.7)]
    public void SkewedStudent_WithoutSkew_IsStudent(double outcome)
    {
        var (skewed, student) = (new SkewedStudentLaw(0.1, 2, 5, 0), new StudentLaw(0.1, 2 * Math.Sqrt(3.0 / 5), 5));
        Assert.Equal(student.Crps(outcome), skewed.Crps(outcome), 1e-13);
        Assert.Equal(student.LogScore(outcome), skewed.LogScore(outcome), 1e-13);
        Assert.Equal(student.Quantile(0.9), skewed.Quantile(0.9), 1e-12);
        Assert.Equal(student.ProbabilityAbove(outcome), skewed.ProbabilityAbove(outcome), 1e-13);
        Assert.Equal(student.StandardDeviation, skewed.StandardDeviation, 1e-13);
    }

    [Fact]
    public void SkewedStudent_OfImpossibleParameters_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => new SkewedStudentLaw(0, 1, 2, 0));
        Assert.Throws<ArgumentException>(() => new SkewedStudentLaw(0, 0, 5, 0));
        Assert.Throws<ArgumentException>(() => new SkewedStudentLaw(0, 1, 5, 1));
        Assert.Throws<ArgumentException>(() => new SkewedStudentLaw(double.NaN, 1, 5, 0));
    }

    [Theory]
    [InlineData(-4)]
    [InlineData(1)]
    [InlineData(2.5)]
    [InlineData(9)]
    public void Empirical_Crps_IsItsDefinition(double outcome)
    {
        double[] values = [3, -1, 5, 1, 1, 2];
        var error = values.Average(x => Math.Abs(x - outcome));
        var spread = values.Average(x => values.Average(y => Math.Abs(x - y))) / 2;
        Assert.Equal(error - spread, new EmpiricalLaw(values).Crps(outcome), 1e-14);
    }

    [Fact]
    public void Empirical_Figures_AreThoseOfEqualWeights()
    {
        var law = new EmpiricalLaw([4, 1, 3, 2]);
        Assert.Equal(2.5, law.Mean);
        Assert.Equal(Math.Sqrt(1.25), law.StandardDeviation, 1e-15);
        Assert.Equal((0.5, 1.0, 0.0), (law.ProbabilityAbove(2), law.ProbabilityAbove(0), law.ProbabilityAbove(4)));
        Assert.Equal([1, 1, 2, 3, 4], new[] { 0.01, 0.25, 0.5, 0.51, 0.99 }.Select(law.Quantile));
        Assert.True(double.IsNaN(law.LogScore(2)));
        Assert.Throws<ArgumentException>(() => new EmpiricalLaw([]));
        Assert.Throws<ArgumentException>(() => new EmpiricalLaw([1, double.NaN]));
    }

    [Fact]
    public void Family_MembersOfAStandardLaw_AreTheMovedAndScaledLaw()
    {
        var (member, law) = (new LawFamily(new NormalLaw(0, 1)).At(0.5, 2), new NormalLaw(0.5, 2));
        Assert.Equal((law.Mean, law.StandardDeviation), (member.Mean, member.StandardDeviation));
        Assert.Equal(law.Crps(-1), member.Crps(-1), 1e-15);
        Assert.Equal(law.LogScore(-1), member.LogScore(-1), 1e-14);
        Assert.Equal(law.ProbabilityAbove(1), member.ProbabilityAbove(1), 1e-15);
        foreach (var level in new[] { 0.1, 0.9, 0.1 })
            Assert.Equal(law.Quantile(level), member.Quantile(level), 1e-14);
        Assert.Throws<ArgumentException>(() => new LawFamily(law).At(0, 0));
    }
}
