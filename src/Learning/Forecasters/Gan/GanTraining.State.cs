namespace Simulator.Learning.Forecasters.Gan;

internal sealed partial class GanTraining
{
    /// <summary>Writes everything that the next epoch depends on.</summary>
    public void Write(BinaryWriter writer)
    {
        writer.Write(Epoch);
        writer.Write((int)Stage);
        writer.Write(StageStart);
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
        Best.Write(writer);
        _steps.Write(writer);
    }

    /// <summary>Continues from what <see cref="Write"/> wrote of a training with the same spec and data.</summary>
    public void Read(BinaryReader reader)
    {
        Epoch = reader.ReadInt32();
        Stage = (GanStage)reader.ReadInt32();
        StageStart = reader.ReadInt32();
        BestEpoch = reader.ReadInt32();
        BestCrps = reader.ReadDouble();
        Evidence = reader.ReadDouble();
        CollapsedEpoch = reader.ReadInt32();
        BestSpread = new(reader.ReadDouble(), reader.ReadDouble());
        _untrainedCrps = new double[reader.ReadInt32()];
        for (var i = 0; i < _untrainedCrps.Length; i++)
            _untrainedCrps[i] = reader.ReadDouble();
        _shuffle = new(reader.ReadUInt64());
        if (Stage == GanStage.AllRows)
            _order = [.. _rows.All];
        for (var i = 0; i < _order.Length; i++)
            _order[i] = reader.ReadInt32();
        Best = GanModel.Read(reader);
        _steps.Read(reader);
    }
}
