using System.Text;

namespace Simulator.Learning.Forecasters.Windows;

/// <summary>Where a forecaster stands: the tape so far, the fold in work, and its training (absent between folds).</summary>
/// <param name="Identity">What the numbers depend on; a checkpoint of something else is refused.</param>
/// <param name="Fold">Index of the fold in work; all before it are on the tape.</param>
/// <param name="EpochsBefore">Epochs trained in the folds before.</param>
/// <param name="Tape">Bytes of the tape.</param>
/// <param name="Training">Bytes of the training, empty at the start of a fold.</param>
internal sealed record WalkCheckpoint(string Identity, int Fold, int EpochsBefore, byte[] Tape, byte[] Training)
{
    /// <summary>The checkpoint's bytes.</summary>
    /// <param name="form">Name and version of what <see cref="Training"/> holds.</param>
    public byte[] ToBytes(string form)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        writer.Write(form);
        writer.Write(Identity);
        writer.Write(Fold);
        writer.Write(EpochsBefore);
        writer.Write(Tape.Length);
        writer.Write(Tape);
        writer.Write(Training.Length);
        writer.Write(Training);
        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>Reads a checkpoint.</summary>
    /// <exception cref="InvalidDataException">Not one of these, cut short, or of another run.</exception>
    public static WalkCheckpoint FromBytes(byte[] bytes, string form, string identity)
    {
        try
        {
            using var reader = new BinaryReader(new MemoryStream(bytes), Encoding.UTF8);
            if (reader.ReadString() != form)
                throw new InvalidDataException($"not a '{form}'; delete the checkpoint to start the forecaster again");
            var read = new WalkCheckpoint(
                reader.ReadString(),
                reader.ReadInt32(),
                reader.ReadInt32(),
                reader.ReadBytes(reader.ReadInt32()),
                reader.ReadBytes(reader.ReadInt32())
            );
            return read.Identity == identity
                ? read
                : throw new InvalidDataException(
                    "the checkpoint belongs to another spec, seed or series; delete it to start the forecaster again"
                );
        }
        catch (EndOfStreamException e)
        {
            throw new InvalidDataException("the forecaster's checkpoint is cut short; delete it to start again", e);
        }
    }
}
