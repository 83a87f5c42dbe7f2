using Simulator.Reporting;
using Simulator.Web.Components.Charts;

namespace Simulator.Web.Components.Report;

/// <summary>The pictures of a tear sheet, each made once.</summary>
internal sealed record TearSheetPictures
{
    /// <summary>Trades that were closed.</summary>
    public required int Closed { get; init; }

    public required Plot UnderWater { get; init; }

    public required Plot? Years { get; init; }

    public required Plot? RollingSharpe { get; init; }

    public required Plot? RollingVolatility { get; init; }

    public required Plot? Distribution { get; init; }

    public required string? DistributionNote { get; init; }

    public required Plot? Exposure { get; init; }

    public required Plot? Turnover { get; init; }

    /// <summary>Why there is no turnover by month.</summary>
    public required string NoTurnover { get; init; }

    public required Plot? Costs { get; init; }

    public required Plot? Streaks { get; init; }

    public required Plot? Durations { get; init; }

    public required Plot? Excursions { get; init; }

    public static TearSheetPictures Of(PerformanceReport report)
    {
        // A portfolio's positions are kept whole, and a long list of trades is cut: then some fills are not there.
        var whole = report.Portfolio is null && report.Trades.Count < ReportBuilder.MaxTrades;
        var months = MonthlyActivity.Of(report, ReportFill.Of(report.Trades), whole);
        var returns = PeriodReturns.Of(report);
        return new TearSheetPictures
        {
            Closed = report.Trades.Count(t => !t.IsOpen),
            UnderWater = ReportPlots.UnderWater(report),
            Years = report.Analysis is { } analysis ? ReportPlots.Years(analysis) : null,
            RollingSharpe = ReportPlots.RollingSharpe(report.Analysis?.Rolling),
            RollingVolatility = ReportPlots.RollingVolatility(report.Analysis?.Rolling),
            Distribution = ReportPlots.Distribution(returns),
            DistributionNote = returns.IsWhole ? null : ReportText.CurveThinned,
            Exposure = ReportPlots.Exposure(months),
            Turnover = ReportPlots.Turnover(months),
            NoTurnover = report.Portfolio is null ? ReportText.TurnoverCut : ReportText.TurnoverWhole,
            Costs = ReportPlots.Costs(report),
            Streaks = ReportPlots.Streaks(report.Trades),
            Durations = ReportPlots.Durations(report.Trades),
            Excursions = ReportPlots.Excursions(report),
        };
    }
}
