using Simulator.Learning.Agents.Training;

namespace Simulator.Learning.Agents.Folds;

/// <summary>One training of a fold: an algorithm cut into updates, after each of which it can be looked at, saved and continued.</summary>
internal interface IFoldTraining
{
    /// <summary>Updates done.</summary>
    int Update { get; }

    /// <summary>Updates in all.</summary>
    int Updates { get; }

    /// <summary>What has been learned. It is kept when the training is not: it holds no more than the networks that decide.</summary>
    IActionScores Policy { get; }

    /// <summary>What the last update told, by the names that charts use.</summary>
    IReadOnlyDictionary<string, double> Figures { get; }

    /// <summary>Plays and learns.</summary>
    /// <exception cref="Errors.SimulationException">It diverged.</exception>
    void RunUpdate();

    /// <summary>Writes the whole state; after the last update what decides is enough.</summary>
    void Save(BinaryWriter writer);

    /// <summary>Continues from a state written by <see cref="Save"/> of a training built alike, bit for bit.</summary>
    void Restore(BinaryReader reader);
}
