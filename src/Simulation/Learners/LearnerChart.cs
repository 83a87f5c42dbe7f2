namespace Simulator.Learners;

/// <summary>A chart of a learner's training: its lines are values that the learner reports with <c>StageContext.Evaluate</c>.</summary>
/// <param name="Id">Unique among the learner's charts.</param>
/// <param name="Title">What it shows.</param>
/// <param name="StepTitle">What a step is: “epoch of each fold”.</param>
/// <param name="Lines">The lines.</param>
public sealed record LearnerChart(string Id, string Title, string StepTitle, IReadOnlyList<LearnerLine> Lines)
{
    /// <summary>Whether values are fractions that read best as percent.</summary>
    public bool IsPercent { get; init; }
}

/// <summary>A line of a chart.</summary>
/// <param name="Value">Name of the reported value, e.g. <c>criticLoss</c>.</param>
/// <param name="Label">What people call it; with one line per group, the word before its number (“seed”).</param>
public sealed record LearnerLine(string Value, string Label)
{
    /// <summary>One line for every fold or seed instead of one for all.</summary>
    public bool IsPerGroup { get; init; }

    /// <summary>Whether it is what the learner is compared with, drawn dashed.</summary>
    public bool IsBaseline { get; init; }
}
