using System.Text;
using Simulator.Artifacts;
using Simulator.Folds;
using Simulator.Stages;

namespace Simulator.Features;

/// <summary>Where a <see cref="FeatureWalk"/> stands.</summary>
/// <param name="Step">Folds that are done, over all features.</param>
/// <param name="Fit">What the fit of the next fold stored of itself; null where it has not begun.</param>
/// <param name="Values">[feature][column][bar] the values so far.</param>
internal sealed record FeatureCheckpoint(int Step, byte[]? Fit, double[][][] Values)
{
    private const string Form = "features checkpoint 2";

    /// <summary>What a checkpoint must have in common with the run that goes on from it.</summary>
    public static CheckpointStamp StampOf(
        FeatureInput input,
        IReadOnlyList<IFittedFeature> features,
        IReadOnlyList<IReadOnlyList<WalkForwardFold>> folds,
        long seed
    )
    {
        var data = new ColumnarBlob { Header = input.Market.Target.ContentHash };
        foreach (var related in input.Market.Related)
            data.Add(related.Symbol, related.Last);
        for (var i = 0; i < input.Fixed.ColumnCount; i++)
            data.Add(FormattableString.Invariant($"fixed {i}"), input.Fixed.Columns[i]);
        var code = features.Select(f => f.GetType().Module.ModuleVersionId).Append(typeof(FeatureWalk).Module.ModuleVersionId);
        return new CheckpointStamp(Form)
            .WithHash("program", Encoding.UTF8.GetBytes(string.Join('|', code)))
            .With("seed", seed)
            .WithNames("fixed columns", input.Fixed.Names)
            .WithNames("fitted columns", features.SelectMany(f => f.Columns).Select(c => c.Name))
            .With("cut-offs", string.Join(", ", folds.SelectMany(f => f).Select(f => FormattableString.Invariant($"{f.Cutoff}"))))
            .WithHash("folds", Encoding.UTF8.GetBytes(string.Join('|', folds.SelectMany(f => f))))
            .WithHash("data", data.ToBytes());
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

    /// <summary>The checkpoint's bytes.</summary>
    /// <param name="stamp">What the values depend on.</param>
    public byte[] ToBytes(CheckpointStamp stamp)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        stamp.Write(writer);
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
    /// <exception cref="InvalidDataException">Damaged, or of another walk; the text says what differs.</exception>
    public static FeatureCheckpoint FromBytes(byte[] bytes, CheckpointStamp stamp)
    {
        try
        {
            using var reader = new BinaryReader(new MemoryStream(bytes));
            stamp.Require(reader);
            var step = reader.ReadInt32();
            var length = reader.ReadInt32();
            var fit = length < 0 ? null : reader.ReadBytes(length);
            var values = new double[reader.ReadInt32()][][];
            for (var i = 0; i < values.Length; i++)
            {
                var blob = ColumnarBlob.FromBytes(reader.ReadBytes(reader.ReadInt32()));
                values[i] = [.. blob.Names.Select(blob.Get<double>)];
            }
            return new FeatureCheckpoint(step, fit, values);
        }
        catch (EndOfStreamException e)
        {
            throw new InvalidDataException("the checkpoint of the features is cut short", e);
        }
    }
}
