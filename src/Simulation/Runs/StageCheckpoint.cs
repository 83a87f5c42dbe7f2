using System.Security.Cryptography;

namespace Simulator.Runs;

/// <summary>
/// A stage's checkpoint as it is stored: how far it was, so that a resumed stage can say where it starts, its content, and the SHA-256 of
/// both.
/// </summary>
/// <param name="Content">What the stage wrote.</param>
/// <param name="Fraction">How far it was, 0 … 1.</param>
internal sealed record StageCheckpoint(byte[] Content, double Fraction)
{
    /// <summary>The stored bytes.</summary>
    public byte[] ToBytes()
    {
        byte[] body = [.. BitConverter.GetBytes(Fraction), .. Content];
        return [.. body, .. SHA256.HashData(body)];
    }

    /// <summary>Reads stored bytes; null where they are cut short or changed.</summary>
    public static StageCheckpoint? TryRead(byte[] stored)
    {
        var body = stored.AsSpan(0, Math.Max(0, stored.Length - SHA256.HashSizeInBytes));
        return body.Length >= sizeof(double) && SHA256.HashData(body).AsSpan().SequenceEqual(stored.AsSpan(body.Length))
            ? new StageCheckpoint(body[sizeof(double)..].ToArray(), BitConverter.ToDouble(body))
            : null;
    }
}
