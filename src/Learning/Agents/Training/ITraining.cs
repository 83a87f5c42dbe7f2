namespace Simulator.Learning.Agents.Training;

/// <summary>A training that can be followed, interrupted and continued, whatever its policy answers with.</summary>
internal interface ITraining
{
    /// <summary>Steps of all environments taken.</summary>
    long Steps { get; }

    /// <summary>Episodes played in training.</summary>
    EpisodeLog Episodes { get; }

    /// <summary>Plays and learns by the least amount after which it can be interrupted.</summary>
    void Advance();

    /// <summary>Writes the whole state.</summary>
    void Save(BinaryWriter writer);

    /// <summary>Continues from a state written by <see cref="Save"/> of a training built alike, bit for bit.</summary>
    void Restore(BinaryReader reader);
}
