namespace Simulator.Rules.Drawing;

/// <summary>Where a line is drawn.</summary>
public enum DrawnPane
{
    /// <summary>Over the bars: it is a price of the same series.</summary>
    Price,

    /// <summary>In a pane of its own below them.</summary>
    Below,
}

/// <summary>Something that a strategy looks at, to be drawn with the bars that it trades.</summary>
/// <param name="Expression">An expression of the rule language that needs nothing else: parameters are numbers in it.</param>
/// <param name="Label">Shown to people.</param>
/// <param name="Pane">Where.</param>
/// <param name="Levels">Constants that the strategy compares it with, increasing, in its unit.</param>
public sealed record StrategyOverlay(string Expression, string Label, DrawnPane Pane, IReadOnlyList<double> Levels);

/// <summary>A line as the table of strategies says it.</summary>
/// <param name="Expression">An expression of the rule language.</param>
/// <param name="Levels">Constants that the strategy compares it with.</param>
internal sealed record DrawnLine(string Expression, params double[] Levels)
{
    /// <summary>Where it differs from what the strategy computes; empty where it does not.</summary>
    public string Note { get; init; } = "";

    /// <summary>The overlay; null where the language refuses the expression.</summary>
    public StrategyOverlay? Overlay() =>
        DrawnExpression.TryCompile(Expression, null, new RuleErrors()) is { } drawn
            ? new StrategyOverlay(
                Expression,
                Note.Length == 0 ? Expression : $"{Expression}, {Note}",
                drawn.Pane,
                [.. Levels.Distinct().Order()]
            )
            : null;
}
