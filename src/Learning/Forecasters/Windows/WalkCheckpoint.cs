using System.Text;
using Simulator.Stages;

namespace Simulator.Learning.Forecasters.Windows;

/// <summary>Where a forecaster stands: the tape so far, the fold in work, and its training (absent between folds).</summary>
/// <param name="Fold">Index of the fold in work; all before it are on the tape.</param>
/// <param name="EpochsBefore">Epochs trained in the folds before.</param>
/// <param name="Tape">Bytes of the tape.</param>
/// <param name="Training">Bytes of the training, empty at the start of a fold.</param>
internal sealed record WalkCheckpoint(int Fold, int EpochsBefore, byte[] Tape, byte[] Training)
{
    /// <summary>The checkpoint's bytes.</summary>
    /// <param name="stamp">What the numbers depend on.</param>
    public byte[] ToBytes(CheckpointStamp stamp)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        stamp.Write(writer);
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
    /// <exception cref="InvalidDataException">Not one of these, cut short, or of another run; the text says what differs.</exception>
    public static WalkCheckpoint FromBytes(byte[] bytes, CheckpointStamp stamp)
    {
        try
        {
            using var reader = new BinaryReader(new MemoryStream(bytes), Encoding.UTF8);
            stamp.Require(reader);
            return new WalkCheckpoint(
                reader.ReadInt32(),
                reader.ReadInt32(),
                reader.ReadBytes(reader.ReadInt32()),
                reader.ReadBytes(reader.ReadInt32())
            );
        }
        catch (EndOfStreamException e)
        {
            throw new InvalidDataException("the forecaster's checkpoint is cut short; delete it to start again", e);
        }
    }
}
