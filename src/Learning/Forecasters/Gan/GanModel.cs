using Simulator.Learning.Networks;

namespace Simulator.Learning.Forecasters.Gan;

/// <summary>A trained model of a fold.</summary>
/// <param name="Generator">Weights of the generator that serves.</param>
/// <param name="Critic">Weights of the critic after the same epoch.</param>
/// <param name="IsTrained">Whether they are those of an epoch; else those that training began with.</param>
internal sealed record GanModel(ModuleWeights Generator, ModuleWeights Critic, bool IsTrained)
{
    /// <summary>Writes the weights exactly.</summary>
    public void Write(BinaryWriter writer)
    {
        Generator.Write(writer);
        Critic.Write(writer);
        writer.Write(IsTrained);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static GanModel Read(BinaryReader reader) => new(ModuleWeights.Read(reader), ModuleWeights.Read(reader), reader.ReadBoolean());
}
