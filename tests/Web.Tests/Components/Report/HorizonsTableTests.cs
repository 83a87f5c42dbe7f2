using Bunit;
using Simulator.Scoring;
using Simulator.Web.Components.Report;

namespace Simulator.Tests.Web.Components.Report;

/// <summary>Forecasts of the return over several bars.</summary>
public sealed class HorizonsTableTests : ReportContext
{
    [Fact]
    public void Table_HasARowForEachHorizon()
    {
        HorizonScores[] scores =
        [
            new(1, 678, 0.0075, 0.0076, 0.0132, 0.0004, 0.51, 0.8, 0.95),
            new(5, 674, 0.0171, 0.017, -0.0059, 0.31, 0.47, 0.77, 0.93),
        ];
        var rows = Render<HorizonsTable>(p => p.Add(t => t.Scores, scores)).FindAll("tbody tr");

        Assert.Equal(2, rows.Count);
        Assert.Equal(
            ["5", "0.01710", "0.01700", "−0.59 %", "p = 0.310", "47.0 %", "77.0 %", "93.0 %"],
            rows[1].QuerySelectorAll("td").Select(c => c.TextContent)
        );
        Assert.Equal("p < 0.001", rows[0].QuerySelectorAll("td")[4].TextContent);
    }
}
