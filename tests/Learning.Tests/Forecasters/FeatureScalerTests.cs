using Simulator.Learning.Forecasters;

namespace Simulator.Tests.Learning.Forecasters;

public sealed class FeatureScalerTests
{
    [Fact]
    public void Scale_UsesTheFittedRowsOnlyAndClips()
    {
        // Rows 1 … 3 hold 1, 3, 5: mean 3, deviation √(8/3). Row 0 and row 4 lie outside the fit.
        double[] column = [1_000, 1, 3, 5, 100];
        var scaler = FeatureScaler.Fit([column], 1, 4);
        Assert.Equal(0, scaler.Scale(0, 3));
        Assert.Equal((float)(2 / Math.Sqrt(8.0 / 3)), scaler.Scale(0, 5));
        Assert.Equal(5, scaler.Scale(0, 100));
        Assert.Equal(-5, scaler.Scale(0, -100));
    }

    [Fact]
    public void Scale_OfAConstantColumnOrAMissingValue_IsZero()
    {
        var scaler = FeatureScaler.Fit(
            [
                [2, 2, 2],
                [1, 2, 3],
            ],
            0,
            3
        );
        Assert.Equal(0, scaler.Scale(0, 2));
        Assert.Equal(0, scaler.Scale(1, double.NaN));
    }

    [Fact]
    public void Fit_OfAColumnWithAGap_UsesItsOtherRows()
    {
        var scaler = FeatureScaler.Fit(
            [
                [1, double.NaN, 3, 5],
            ],
            0,
            4
        );
        Assert.Equal(0, scaler.Scale(0, 3));
        Assert.Equal((float)(2 / Math.Sqrt(8.0 / 3)), scaler.Scale(0, 5));
    }

    [Fact]
    public void Fit_WithLogarithms_TakesThoseOfColumnsThatWereAboveZero()
    {
        var scaler = FeatureScaler.Fit(
            [
                [1, Math.E, Math.E * Math.E],
                [0, 1, 2],
            ],
            0,
            3,
            withLogarithms: true
        );
        Assert.Equal((float)(2 / Math.Sqrt(2.0 / 3)), scaler.Scale(0, Math.Exp(3)));
        Assert.Equal(-FeatureScaler.Clip, scaler.Scale(0, 0)); // as far below as can be, not the mean
        Assert.Equal(0, scaler.Scale(0, double.NaN));
        Assert.Equal((float)(2 / Math.Sqrt(2.0 / 3)), scaler.Scale(1, 3));
    }
}
