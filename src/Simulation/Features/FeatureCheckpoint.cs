using System.Text;
using Simulator.Artifacts;
using Simulator.Folds;

namespace Simulator.Features;

/// <summary>Where a <see cref="FeatureWalk"/> stands.</summary>
/// <param name="Identity">Which walk it is of.</param>
/// <param name="Step">Folds that are done, over all features.</param>
/// <param name="Fit">What the fit of the next fold stored of itself; null where it has not begun.</param>
/// <param name="Values">[feature][column][bar] the values so far.</param>
internal sealed record FeatureCheckpoint(string Identity, int Step, byte[]? Fit, double[][][] Values)
{
    /// <summary>What a checkpoint must have in common with the run that goes on from it.</summary>
    public static string IdentityOf(
        FeatureInput input,
        IReadOnlyList<IFittedFeature> features,
        IReadOnlyList<IReadOnlyList<WalkForwardFold>> folds,
        long seed
    )
    {
        var text = new StringBuilder(FormattableString.Invariant($"{seed}|{input.Market.Target.ContentHash}"));
        for (var i = 0; i < features.Count; i++)
            text.Append('|').AppendJoin(',', features[i].Columns.Select(c => c.Name)).Append('|').AppendJoin('|', folds[i]);
        var data = new ColumnarBlob { Header = text.ToString() };
        foreach (var related in input.Market.Related)
            data.Add(related.Symbol, related.Last);
        for (var i = 0; i < input.Fixed.ColumnCount; i++)
            data.Add(FormattableString.Invariant($"fixed {i}"), input.Fixed.Columns[i]);
        return ColumnarBlob.Hash(data.ToBytes());
    }

    /// <summary>Copies the values into columns.</summary>
    public void Restore(double[][][] into)
    {
        for (var i = 0; i < into.Length; i++)
        {
            for (var c = 0; c < into[i].Length; c++)
                Values[i][c].CopyTo(into[i][c], 0);
        }
    }

    public byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(Identity);
        writer.Write(Step);
        writer.Write(Fit?.Length ?? -1);
        writer.Write(Fit ?? []);
        writer.Write(Values.Length);
        foreach (var columns in Values)
        {
            var blob = new ColumnarBlob();
            for (var c = 0; c < columns.Length; c++)
                blob.Add(FormattableString.Invariant($"{c}"), columns[c]);
            var bytes = blob.ToBytes();
            writer.Write(bytes.Length);
            writer.Write(bytes);
        }
        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>Reads a checkpoint.</summary>
    /// <exception cref="InvalidDataException">Damaged, or of another walk.</exception>
    public static FeatureCheckpoint FromBytes(byte[] bytes, string identity)
    {
        try
        {
            using var reader = new BinaryReader(new MemoryStream(bytes));
            if (reader.ReadString() != identity)
                throw new InvalidDataException("the checkpoint of the features is of other data, features, folds or seed");
            var step = reader.ReadInt32();
            var length = reader.ReadInt32();
            var fit = length < 0 ? null : reader.ReadBytes(length);
            var values = new double[reader.ReadInt32()][][];
            for (var i = 0; i < values.Length; i++)
            {
                var blob = ColumnarBlob.FromBytes(reader.ReadBytes(reader.ReadInt32()));
                values[i] = [.. blob.Names.Select(blob.Get<double>)];
            }
            return new FeatureCheckpoint(identity, step, fit, values);
        }
        catch (EndOfStreamException e)
        {
            throw new InvalidDataException("the checkpoint of the features is cut short", e);
        }
    }
}
