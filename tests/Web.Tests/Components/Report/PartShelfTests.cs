using System.Text.Json.Nodes;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Simulator.Web.Components.Charts;
using Simulator.Web.Components.Controls;

namespace Simulator.Tests.Web.Components.Report;

/// <summary>Pictures of a live page travel as files of their own; those of a static page stand in it.</summary>
public sealed class PartShelfTests : ReportContext
{
    private static Plot Line(double last) =>
        new(
            PlotScale.Numbers([0, 2], "number"),
            PlotScale.Numbers([0, last], "percent"),
            [new PlotLine("share", "accent", [0, 1, 2], [0, double.NaN, last])]
        );

    [Fact]
    public void Picture_OfALivePage_NamesItsFile_WhichHoldsItsMarksAndItsPoints()
    {
        var view = Render<PlotView>(p => p.Add(v => v.Plot, Line(0.5)).Add(v => v.Label, "Share"));

        var address = view.Find("figure[data-plot-file]").GetAttribute("data-plot-file")!;
        Assert.Empty(view.FindAll("path.plot-line, .plot-y, td, [data-plot]"));
        var file = JsonNode.Parse(Services.GetRequiredService<PartShelf>().Find(address["/parts/".Length..])!.File)!;
        Assert.Equal(3, file["points"]!["series"]![0]!["y"]!.AsArray().Count);
        Assert.Contains("class=\"plot-line\"", file["html"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public void Picture_OfAStaticPage_StandsInIt()
    {
        var view = Render<PlotView>(p => p.Add(v => v.Plot, Line(0.5)).Add(v => v.Label, "Share").AddCascadingValue("Static", true));

        Assert.Single(view.FindAll("path.plot-line"));
        Assert.NotNull(view.Find("figure").GetAttribute("data-plot"));
        Assert.NotEmpty(view.FindAll("td"));
    }

    [Fact]
    public void Address_IsTheSame_WhereThePictureIsTheSame()
    {
        using var shelf = new PartShelf();

        Assert.Equal(PlotFile.Keep(shelf, Line(0.5)), PlotFile.Keep(shelf, Line(0.5)));
        Assert.NotEqual(PlotFile.Keep(shelf, Line(0.5)), PlotFile.Keep(shelf, Line(0.6)));
        Assert.Null(shelf.Find("000000000000000000000000"));
    }
}
