namespace Simulator.Web.Components.Workspace;

/// <summary>The texts that the chart's modules write, by the names that <c>words.js</c> asks for.</summary>
internal static class ChartWords
{
    /// <summary>All of them, in the language of the page; a {name} in one is filled by the module.</summary>
    public static object All =>
        new
        {
            // States.
            WorkspaceText.Loading,
            WorkspaceText.Empty,
            WorkspaceText.Retry,
            WorkspaceText.Offline,
            WorkspaceText.FinerFailed,
            WorkspaceText.NoAnswer,
            WorkspaceText.ServerStatus,
            WorkspaceText.NotInFile,
            WorkspaceText.BadBlock,
            // Legend and panes.
            WorkspaceText.Remove,
            WorkspaceText.Joined,
            WorkspaceText.Equity,
            WorkspaceText.Drawdown,
            Position = WorkspaceText.PositionInUnits,
            Weight = WorkspaceText.ShareOfAccount,
            WorkspaceText.Forecast,
            Benchmark = WorkspaceText.BenchmarkLine,
            Median = WorkspaceText.MedianLine,
            Lower = WorkspaceText.LowerLine,
            Upper = WorkspaceText.UpperLine,
            WorkspaceText.BelievedNext,
            WorkspaceText.BelievedLater,
            WorkspaceText.Why,
            WorkspaceText.ReasonWidens,
            WorkspaceText.ReasonNarrows,
            WorkspaceText.ReasonRaises,
            WorkspaceText.ReasonLowers,
            WorkspaceText.LevelVeryHigh,
            WorkspaceText.LevelHigh,
            WorkspaceText.LevelUsual,
            WorkspaceText.LevelLow,
            WorkspaceText.LevelVeryLow,
            // Parts of the series.
            Before = WorkspaceText.PartBefore,
            Training = WorkspaceText.PartTraining,
            Validation = WorkspaceText.PartValidation,
            Test = WorkspaceText.PartTest,
            Splits = new { Validation = WorkspaceText.SplitValidation, Test = WorkspaceText.SplitTest },
            // Trades.
            WorkspaceText.Long,
            WorkspaceText.Short,
            Open = WorkspaceText.StillOpen,
            WorkspaceText.Entry,
            WorkspaceText.Exit,
            WorkspaceText.Profit,
            WorkspaceText.At,
            WorkspaceText.OneTrade,
            WorkspaceText.SomeTrades,
            WorkspaceText.Wins,
            WorkspaceText.TradeOf,
            WorkspaceText.TradeWithResult,
            WorkspaceText.Sides,
            WorkspaceText.ClusterHint,
            // Controls.
            WorkspaceText.NoExpression,
            WorkspaceText.AlreadyShown,
            WorkspaceText.DayHint,
            Max = WorkspaceText.WholeRange,
            Suggestions = IndicatorSuggestions.All,
            // Drawings.
            Note = WorkspaceText.EmptyNote,
            WorkspaceText.NoteField,
            WorkspaceText.DrawingsKept,
            WorkspaceText.DrawingsMerged,
            WorkspaceText.DrawingsGone,
            WorkspaceText.DrawingsRefused,
            // The table, and times.
            WorkspaceText.SomeRows,
            WorkspaceText.AllRows,
            Columns = new
            {
                WorkspaceText.Time,
                WorkspaceText.Open,
                WorkspaceText.High,
                WorkspaceText.Low,
                WorkspaceText.Close,
                WorkspaceText.Volume,
            },
            Months = WorkspaceText.MonthNames.Split(' '),
            Weekdays = WorkspaceText.WeekdayNames.Split(' '),
        };
}
