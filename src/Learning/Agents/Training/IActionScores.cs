namespace Simulator.Learning.Agents.Training;

/// <summary>
/// What a policy thinks of each action, in numbers whose mean over several policies decides: probabilities, or values in one unit.
/// </summary>
internal interface IActionScores
{
    /// <summary>A.</summary>
    int Actions { get; }

    /// <summary>Scores of the actions; the greatest is the policy's own choice.</summary>
    /// <param name="observation">[F].</param>
    /// <param name="scores">[A] result.</param>
    void Score(ReadOnlySpan<float> observation, Span<double> scores);
}
