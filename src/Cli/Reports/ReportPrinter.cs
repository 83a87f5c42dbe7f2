using System.Globalization;
using Simulator.Cli.Progress;
using Simulator.Cli.Terminals;
using Simulator.Evaluation.Rivals;
using Simulator.Reporting;
using Simulator.Runs;
using Simulator.Scoring;
using Simulator.Statistics;
using Spectre.Console;

namespace Simulator.Cli.Reports;

/// <summary>A result as text: the verdict, the account next to its baselines, forecast scores, stages, checks, hashes.</summary>
internal static class ReportPrinter
{
    public static void Print(SimulationResult result, Terminal terminal)
    {
        var console = terminal.OutConsole;
        var report = result.Report;
        terminal.Out.WriteLine(result.Spec.DisplayName);
        terminal.Out.WriteLine(report.Sentence);
        terminal.Out.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Test part {report.From:yyyy-MM-dd} to {report.To:yyyy-MM-dd}, {report.Trades.Count} trades"
            )
        );
        terminal.Out.WriteLine();
        console.Write(Accounts(report.Accounts));
        var shown = StatisticCatalogue.Of(StatisticDialect.Standard).Select(s => s.Key).ToHashSet();
        foreach (
            var line in ThinFigures.Lines(
                report.Accounts[0].Thin.Where(t => t.Dialect == StatisticDialect.Standard && shown.Contains(t.Figure))
            )
        )
            terminal.Out.WriteLine(line);
        if (report.Forecast is { } scores)
            console.Write(Forecast(scores));
        if (report.Horizons is { } horizons)
            console.Write(Horizons(horizons));
        if (report.Rivals is { } rivals)
        {
            console.Write(Rivals(rivals));
            terminal.Out.WriteLine(rivals.Sentence);
            terminal.Out.WriteLine();
        }
        console.Write(Stages(result.Stages));
        foreach (var check in report.Honesty.Checks)
            terminal.Out.WriteLine($"{(check.Passed ? "passed" : "FAILED")}  {check.Name}: {check.Detail}");
        foreach (var note in report.Honesty.Notes)
            terminal.Out.WriteLine($"note    {note}");
        terminal.Out.WriteLine($"device  {result.Device}");
        terminal.Out.WriteLine($"spec    {result.SpecHash}");
        terminal.Out.WriteLine($"trades  {report.Accounts[0].TradeHash}");
        terminal.Out.WriteLine($"result  {result.ResultHash}");
    }

    private static Table Accounts(IReadOnlyList<AccountReport> accounts)
    {
        var table = NewTable("", [.. accounts.Select(a => a.Name)]);
        foreach (var statistic in StatisticCatalogue.Of(StatisticDialect.Standard).Where(s => accounts[0].Statistics.ContainsKey(s.Key)))
            table.AddRow([
                Markup.Escape(statistic.Name),
                .. accounts.Select(a =>
                    Figures.Of(statistic.Unit, a.Statistics.GetValueOrDefault(statistic.Key, double.NaN))
                    + ThinFigures.MarkOf(a.Thin, StatisticDialect.Standard, statistic.Key)
                ),
            ]);
        return table;
    }

    private static Table Forecast(ForecastScores scores)
    {
        var table = NewTable("forecasts", ["", "against"]);
        table.AddRow("CRPS (log-return)", Figures.Small(scores.Crps), $"random walk {Figures.Small(scores.RandomWalkCrps)}");
        table.AddRow("skill", Figures.Percent(scores.Skill), $"p = {Figures.Probability(scores.SkillPValue)} (Diebold–Mariano)");
        table.AddRow(
            "coverage of the 50 / 80 / 95 % interval",
            $"{Figures.Percent(scores.Coverage50)} / {Figures.Percent(scores.Coverage80)} / {Figures.Percent(scores.Coverage95)}",
            "50 / 80 / 95 %"
        );
        table.AddRow(
            "direction",
            Figures.Percent(scores.DirectionalAccuracy),
            $"p = {Figures.Probability(scores.DirectionPValue)} (Pesaran–Timmermann); {Figures.Percent(scores.BaseRateOfRise)} of bars rose"
        );
        table.AddRow(
            "rows",
            scores.Count.ToString(CultureInfo.InvariantCulture),
            $"smallest accuracy that differs from 50 %: {Figures.Percent(scores.DetectableAccuracy)}"
        );
        return table;
    }

    private static Table Horizons(IReadOnlyList<HorizonScores> horizons)
    {
        var table = NewTable("bars ahead", ["CRPS", "random walk", "skill", "p", "in 50 / 80 / 95 %", "rows"]);
        foreach (var horizon in horizons)
            table.AddRow(
                horizon.Bars.ToString(CultureInfo.InvariantCulture),
                Figures.Small(horizon.Crps),
                Figures.Small(horizon.RandomWalkCrps),
                Figures.Percent(horizon.Skill),
                Figures.Probability(horizon.SkillPValue),
                $"{Figures.Percent(horizon.Coverage50)} / {Figures.Percent(horizon.Coverage80)} / {Figures.Percent(horizon.Coverage95)}",
                horizon.Count.ToString(CultureInfo.InvariantCulture)
            );
        return table;
    }

    private static Table Rivals(RivalTable rivals)
    {
        var table = NewTable(
            "the agent beside",
            ["return", "Sharpe", "drawdown", "turnover a year", "agent's lead a year", "95 % interval"]
        );
        foreach (var rival in rivals.Figures)
            table.AddRow(
                Word(rival.Kind),
                Figures.Percent(rival.Return),
                Figures.Of(StatisticUnit.Ratio, rival.Sharpe),
                Figures.Percent(rival.MaximumDrawdown),
                Figures.Of(StatisticUnit.Ratio, rival.Turnover),
                Figures.Percent(rival.Lead),
                $"{Figures.Percent(rival.Lower95)} … {Figures.Percent(rival.Upper95)}"
            );
        return table;
    }

    internal static string Word(RivalKind kind) =>
        kind switch
        {
            RivalKind.BuyAndHold => "buy and hold",
            RivalKind.MatchedHold => "a constant share, as volatile",
            RivalKind.Cash => "cash",
            RivalKind.ShiftedPositions => "its positions at other times (median of 100)",
            RivalKind.Momentum => "momentum of twelve months",
            RivalKind.Regression => "regression on its features",
            RivalKind.Forecasts => "its forecasts without it",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no such rival"),
        };

    private static Table Stages(IReadOnlyList<StageRecord> stages)
    {
        var table = NewTable("stage", ["", "content"]);
        foreach (var stage in stages)
            table.AddRow(
                StageNames.Label(stage.Stage),
                stage.FromCache ? "from an earlier run" : string.Create(CultureInfo.InvariantCulture, $"computed in {stage.Seconds:0.0} s"),
                stage.ContentHash[..16]
            );
        return table;
    }

    private static Table NewTable(string first, string[] columns)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumn(new TableColumn(Markup.Escape(first)));
        foreach (var column in columns)
            table.AddColumn(new TableColumn(Markup.Escape(column)).RightAligned());
        return table;
    }
}
