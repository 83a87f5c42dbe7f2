using System.Text;
using Simulator.Stages;

namespace Simulator.Learning.Forecasters.Windows;

/// <summary>Where a forecaster stands in a fold: the tape so far and the training.</summary>
/// <param name="IsDone">Whether the fold's rows are on the tape.</param>
/// <param name="EpochsBefore">Epochs of the fold's models whose training is over.</param>
/// <param name="Tape">Bytes of the tape.</param>
/// <param name="Training">Bytes of the models and of the training; empty where the fold is done.</param>
internal sealed record WalkCheckpoint(bool IsDone, int EpochsBefore, byte[] Tape, byte[] Training)
{
    /// <summary>The checkpoint's bytes.</summary>
    /// <param name="stamp">What the numbers depend on.</param>
    public byte[] ToBytes(CheckpointStamp stamp)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        stamp.Write(writer);
        writer.Write(IsDone);
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
                reader.ReadBoolean(),
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
