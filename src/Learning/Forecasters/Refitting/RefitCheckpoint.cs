using System.Text;
using Simulator.Forecasting;
using Simulator.Stages;

namespace Simulator.Learning.Forecasters.Refitting;

/// <summary>Where a <see cref="RefittedForecaster"/> stands: the tape so far and the next fit. A fit itself is never interrupted.</summary>
internal static class RefitCheckpoint
{
    /// <summary>Name and version of the form.</summary>
    public const string Form = "refit checkpoint 2";

    /// <summary>The checkpoint's bytes.</summary>
    /// <param name="stamp">What the numbers depend on.</param>
    /// <param name="tape">The tape so far.</param>
    /// <param name="nextFold">The next fit.</param>
    public static byte[] Write(CheckpointStamp stamp, TapeWriter tape, int nextFold)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        stamp.Write(writer);
        writer.Write(nextFold);
        writer.Write(tape.ToBytes());
        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>Reads a checkpoint.</summary>
    /// <exception cref="InvalidDataException">Not one of these, cut short, or of another run; the text says what differs.</exception>
    public static (TapeWriter Tape, int NextFold) Read(byte[] bytes, CheckpointStamp stamp)
    {
        try
        {
            using var stream = new MemoryStream(bytes);
            using var reader = new BinaryReader(stream, Encoding.UTF8);
            stamp.Require(reader);
            var next = reader.ReadInt32();
            return (new TapeWriter(bytes[(int)stream.Position..]), next);
        }
        catch (EndOfStreamException e)
        {
            throw new InvalidDataException("the forecaster's checkpoint is cut short; delete it to start again", e);
        }
    }
}
