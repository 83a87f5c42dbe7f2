using System.Text;
using Simulator.Forecasting;

namespace Simulator.Learning.Forecasters.Refitting;

/// <summary>Where a <see cref="RefittedForecaster"/> stands: the tape so far and the next fit. A fit itself is never interrupted.</summary>
internal static class RefitCheckpoint
{
    private const string Form = "refit checkpoint 1";

    /// <summary>The checkpoint's bytes.</summary>
    public static byte[] Write(string identity, TapeWriter tape, int nextFold)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        writer.Write(Form);
        writer.Write(identity);
        writer.Write(nextFold);
        writer.Write(tape.ToBytes());
        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>Reads a checkpoint.</summary>
    /// <exception cref="InvalidDataException">Not one of these, cut short, or of another run.</exception>
    public static (TapeWriter Tape, int NextFold) Read(byte[] bytes, string identity)
    {
        try
        {
            using var stream = new MemoryStream(bytes);
            using var reader = new BinaryReader(stream, Encoding.UTF8);
            if (reader.ReadString() != Form)
                throw new InvalidDataException($"not a '{Form}'; delete the checkpoint to start the forecaster again");
            if (reader.ReadString() != identity)
                throw new InvalidDataException("the checkpoint belongs to another spec or series; delete it to start the forecaster again");
            var next = reader.ReadInt32();
            return (new TapeWriter(bytes[(int)stream.Position..]), next);
        }
        catch (EndOfStreamException e)
        {
            throw new InvalidDataException("the forecaster's checkpoint is cut short; delete it to start again", e);
        }
    }
}
