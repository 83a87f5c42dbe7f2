using Simulator.Learning.Networks;
using static TorchSharp.torch;

namespace Simulator.Learning.Forecasters.Gan;

internal sealed partial class GanTraining
{
    /// <summary>Writes everything that the next epoch depends on.</summary>
    public void Write(BinaryWriter writer)
    {
        writer.Write(Epoch);
        writer.Write(BestEpoch);
        writer.Write(BestCrps);
        writer.Write(Evidence);
        writer.Write(CollapsedEpoch);
        writer.Write(BestSpread.VarianceRatio);
        writer.Write(BestSpread.DistanceRatio);
        writer.Write(_untrainedCrps.Length);
        foreach (var crps in _untrainedCrps)
            writer.Write(crps);
        writer.Write(_shuffle.State);
        foreach (var row in _order)
            writer.Write(row);
        using (var state = _random.get_state())
        {
            var bytes = state.data<byte>().ToArray();
            writer.Write(bytes.Length);
            writer.Write(bytes);
        }
        _economic?.Write(writer);
        Best.Write(writer);
        ModuleWeights.Of(_generator).Write(writer);
        ModuleWeights.Of(_critic).Write(writer);
        _generatorOptimizer.save_state_dict(writer);
        _criticOptimizer.save_state_dict(writer);
    }

    /// <summary>Continues from what <see cref="Write"/> wrote of a training with the same spec and data.</summary>
    public void Read(BinaryReader reader)
    {
        Epoch = reader.ReadInt32();
        BestEpoch = reader.ReadInt32();
        BestCrps = reader.ReadDouble();
        Evidence = reader.ReadDouble();
        CollapsedEpoch = reader.ReadInt32();
        BestSpread = new(reader.ReadDouble(), reader.ReadDouble());
        _untrainedCrps = new double[reader.ReadInt32()];
        for (var i = 0; i < _untrainedCrps.Length; i++)
            _untrainedCrps[i] = reader.ReadDouble();
        _shuffle = new(reader.ReadUInt64());
        for (var i = 0; i < _order.Length; i++)
            _order[i] = reader.ReadInt32();
        using (var state = tensor(reader.ReadBytes(reader.ReadInt32())))
            _random.set_state(state);
        _economic?.Read(reader);
        Best = GanModel.Read(reader);
        ModuleWeights.Read(reader).Restore(_generator);
        ModuleWeights.Read(reader).Restore(_critic);
        _generatorOptimizer.load_state_dict(reader);
        _criticOptimizer.load_state_dict(reader);
        // A cycle's rate depends on its step count alone.
        for (var step = 0L; step < (long)Epoch * BatchesPerEpoch; step++)
        {
            _criticRate.step();
            _generatorRate.step();
        }
    }
}
