using Bunit;
using Simulator.Distributions;
using Simulator.Folds;
using Simulator.Forecasting;
using Simulator.Tests.Web.Components.Words;
using Simulator.Web.Components.Controls;
using Simulator.Web.Components.Report;

namespace Simulator.Tests.Web.Components.Report;

/// <summary>What a forecaster believed on a chosen day, and why.</summary>
public sealed class ReasonsCardTests : ReportContext
{
    private static readonly DateTime s_first = new(2017, 3, 6, 0, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Card_ShowsTheLastForecast_WithItsReasonsInWords()
    {
        var card = Card();

        Assert.Equal(
            "Forecast at the close of 2017-03-11: mean +0.020 %, standard deviation 1.00 %.",
            card.Find("[role=status] p").TextContent
        );
        Assert.Equal(
            ["very low return_1 narrows it by 11.3 %", "high vix widens it by 0.3 %", "very low return_1 raises the mean by 0.02 %"],
            card.FindAll("li").Select(i => i.TextContent)
        );
        Assert.Contains("By integrated gradients", card.Find("p.soft").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Day_Chosen_ShowsTheForecastOfThatDay_OrOfTheLastBarBefore()
    {
        var card = Card();

        Choose(card, "2017-03-09");

        Assert.Contains("2017-03-09", card.Find("[role=status] p").TextContent, StringComparison.Ordinal);
        Assert.Equal(
            ["No single input moves it noticeably.", "No single input moves it noticeably."],
            card.FindAll("[role=status] p.soft").Select(p => p.TextContent)
        );
    }

    [Fact]
    public void Day_OutsideTheForecasts_IsToldAtTheField()
    {
        var card = Card();

        Choose(card, "2016-01-01");

        Assert.Equal("From 2017-03-09 to 2017-03-11.", card.FindComponent<DateField>().Instance.Error);
        Assert.Contains("2017-03-11", card.Find("[role=status] p").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Card_HasNoForeignWord()
    {
        var card = PseudoLanguage.Speak(Card);

        Assert.Empty(PseudoLanguage.Foreign(card.Nodes, "vix", "return_1", "integrated gradients", "Open"));
    }

    private static void Choose(IRenderedComponent<ReasonsCard> card, string day) =>
        card.InvokeAsync(() => card.FindComponent<DateField>().Instance.ValueChanged.InvokeAsync(day));

    private IRenderedComponent<ReasonsCard> Card()
    {
        var writer = new TapeWriter(6);
        var fold = new WalkForwardFold(0, 0, 1, 3, 6);
        writer.ExplainBy("integrated gradients", ["vix", "return_1"]);
        for (var row = 3; row < 6; row++)
        {
            writer.Write(row, fold, new NormalLaw(0.0002, 0.01), 0.003);
            var isLast = row == 5;
            writer.Explain(row, new(0, isLast ? [0, 0.0002] : [0, 0]), new(-4.6, isLast ? [0.003, -0.12] : [0, 0]), [1.2, -2]);
        }
        return Render<ReasonsCard>(p =>
            p.Add(c => c.Tape, writer.ToTape("lstm")).Add(c => c.Times, [.. Enumerable.Range(0, 6).Select(i => s_first.AddDays(i))])
        );
    }
}
