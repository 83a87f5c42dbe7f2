using Simulator.Learning.Networks;
using Simulator.Seeding;
using static TorchSharp.torch;

namespace Simulator.Learning.Forecasters.Networks;

internal sealed partial class NetworkTraining
{
    /// <summary>Writes everything that the next epoch depends on.</summary>
    public void Write(BinaryWriter writer)
    {
        writer.Write(Epoch);
        writer.Write(BestEpoch);
        writer.Write(BestCrps);
        writer.Write(_shuffle.State);
        writer.Write(_augmenter.Random.State);
        writer.Write(_augmenter.Random.SpareGaussian);
        foreach (var row in _order)
            writer.Write(row);
        using (var state = _random.get_state())
        {
            var bytes = state.data<byte>().ToArray();
            writer.Write(bytes.Length);
            writer.Write(bytes);
        }
        Best.Write(writer);
        ModuleWeights.Of(Network).Write(writer);
        _optimizer.save_state_dict(writer);
    }

    /// <summary>Continues from what <see cref="Write"/> wrote of a training with the same spec and data.</summary>
    public void Read(BinaryReader reader)
    {
        Epoch = reader.ReadInt32();
        BestEpoch = reader.ReadInt32();
        BestCrps = reader.ReadDouble();
        _shuffle = new(reader.ReadUInt64());
        _augmenter.Random = SplitMix64.Resume(reader.ReadUInt64(), reader.ReadDouble());
        for (var i = 0; i < _order.Length; i++)
            _order[i] = reader.ReadInt32();
        using (var state = tensor(reader.ReadBytes(reader.ReadInt32())))
            _random.set_state(state);
        Best = ModuleWeights.Read(reader);
        ModuleWeights.Read(reader).Restore(Network);
        _optimizer.load_state_dict(reader);
    }
}
