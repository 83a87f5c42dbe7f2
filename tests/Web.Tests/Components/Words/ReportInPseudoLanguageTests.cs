using Bunit;
using Simulator.Reporting;
using Simulator.Statistics;
using Simulator.Tests.Web.Components.Report;
using Simulator.Web.Components.Report;
using Simulator.Web.Components.Words;

namespace Simulator.Tests.Web.Components.Words;

/// <summary>Parts of a report: no word that is not in a resource file, but for the names and reasons that the engine gives.</summary>
public sealed class ReportInPseudoLanguageTests : ReportContext
{
    private static readonly PerformanceReport s_report = ReportSamples.Report(ReportSamples.Trades(60));

    // What the tables of statistics and the report itself say.
    private static string[] Data =>
        [
            .. StatisticCatalogue.Everything(StatisticDialect.Standard).SelectMany(s => new[] { s.Name, s.Formula, s.Source }),
            .. s_report.Trades.SelectMany(t => new[] { t.EntryReason, t.ExitReason }).Select(r => ReportWords.Text(s_report, r)),
            .. ReportText.MonthNames.Split(' '),
            .. s_report.Accounts.Select(a => a.Name),
            "market order",
            "USD",
            "DEMO",
            "portfolio (risk parity)",
            "Sort",
        ];

    [Fact]
    public void TearSheet_HasNoForeignWord()
    {
        var sheet = PseudoLanguage.Speak(() =>
            Render<TearSheet>(p => p.Add(s => s.Report, s_report).Add(s => s.Currency, "USD").Add(s => s.Symbol, "DEMO"))
        );

        Assert.True(sheet.FindAll("h3").Count > 6);
        Assert.Empty(PseudoLanguage.Foreign(sheet.Nodes, Data));
    }

    [Fact]
    public void Trades_HaveNoForeignWord()
    {
        var part = PseudoLanguage.Speak(() =>
            Render<TradesPart>(p => p.AddCascadingValue("Static", true).Add(t => t.Report, s_report).Add(t => t.Currency, "USD"))
        );

        Assert.NotEmpty(part.FindAll("tbody tr"));
        Assert.Empty(PseudoLanguage.Foreign(part.Nodes, Data));
    }

    [Fact]
    public void Fills_HaveNoForeignWord()
    {
        var part = PseudoLanguage.Speak(() =>
            Render<FillsPart>(p => p.AddCascadingValue("Static", true).Add(t => t.Report, s_report).Add(t => t.Currency, "USD"))
        );

        Assert.NotEmpty(part.FindAll("tbody tr"));
        Assert.Empty(PseudoLanguage.Foreign(part.Nodes, Data));
    }
}
