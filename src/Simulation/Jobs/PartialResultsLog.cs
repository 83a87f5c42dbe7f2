using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Simulator.Artifacts;
using Simulator.Robustness.Resuming;

namespace Simulator.Jobs;

/// <summary>
/// <see cref="IPartialResults"/> in a file that only grows: a head with the key of what is worked out, then pieces, each a columnar blob
/// with its length and SHA-256 before it. A piece that a kill cut short is dropped when the file is opened again, with all that follow it.
/// </summary>
public sealed class PartialResultsLog : IPartialResults, IDisposable
{
    private static readonly byte[] s_magic = "SIMP\u0001"u8.ToArray();
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(500);
    private readonly Lock _lock = new();
    private readonly Dictionary<(int Part, long Index), PartialRow> _earlier = [];
    private readonly List<(int Part, long Index, PartialRow Row)> _unsaved = [];
    private readonly FileStream _file;
    private readonly TimeProvider _time;
    private readonly Action<long>? _saved;
    private long _lastSave;
    private long _rows;

    private PartialResultsLog(FileStream file, TimeProvider time, Action<long>? saved) => (_file, _time, _saved) = (file, time, saved);

    /// <summary>Rows that an earlier run left.</summary>
    public long Resumed { get; private set; }

    /// <summary>Why what an earlier run left is not used, in a sentence; null where it is, or there was nothing.</summary>
    public string? StartsOver { get; private set; }

    /// <summary>Opens the file, or makes it; what it holds of another key is thrown away.</summary>
    /// <param name="path">The file.</param>
    /// <param name="key">Hash of everything that the rows depend on, the code included.</param>
    /// <param name="time">Clock of the saves.</param>
    /// <param name="saved">Told the number of rows in the file after each save; null for nobody.</param>
    public static PartialResultsLog Open(string path, string key, TimeProvider time, Action<long>? saved)
    {
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, 1);
        try
        {
            var log = new PartialResultsLog(file, time, saved);
            log.Load(key);
            log._lastSave = time.GetTimestamp();
            return log;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public PartialRow? Find(int part, long index)
    {
        if (Resumed == 0)
            return null;
        lock (_lock)
            return _earlier.GetValueOrDefault((part, index));
    }

    /// <inheritdoc/>
    public void Add(int part, long index, PartialRow row)
    {
        lock (_lock)
        {
            _unsaved.Add((part, index, row));
            // The first row is saved at once, so that not even a job that dies soon and often stays where it is.
            if (_rows == Resumed || _time.GetElapsedTime(_lastSave) >= s_interval)
                SaveHeld();
        }
    }

    /// <summary>Saves what is not saved yet.</summary>
    public void Save()
    {
        lock (_lock)
            SaveHeld();
    }

    /// <summary>Saves and closes.</summary>
    public void Dispose()
    {
        Save();
        _file.Dispose();
    }

    private void SaveHeld()
    {
        if (_unsaved.Count == 0)
            return;
        Append(ToBytes(_unsaved));
        _rows += _unsaved.Count;
        _unsaved.Clear();
        _lastSave = _time.GetTimestamp();
        _saved?.Invoke(_rows);
    }

    private void Load(string key)
    {
        var head = Head(key);
        if (!StartsWith(head))
        {
            StartsOver = _file.Length == 0 ? null : "starts over: what was worked out before is of another version of the program";
            _file.SetLength(0);
            _file.Write(head);
            return;
        }
        _file.Position = head.Length;
        var whole = _file.Position;
        while (ReadPiece() is { } piece)
        {
            Take(piece);
            whole = _file.Position;
        }
        _file.SetLength(whole);
        _file.Position = whole;
        Resumed = _rows = _earlier.Count;
    }

    private bool StartsWith(byte[] head)
    {
        var start = new byte[head.Length];
        _file.Position = 0;
        return _file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.AsSpan().SequenceEqual(head);
    }

    /// <summary>The next piece; null at the end of what is whole.</summary>
    private byte[]? ReadPiece()
    {
        var head = new byte[sizeof(int) + SHA256.HashSizeInBytes];
        if (_file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length)
            return null;
        var length = BinaryPrimitives.ReadInt32LittleEndian(head);
        if (length <= 0 || length > _file.Length - _file.Position)
            return null;
        var piece = new byte[length];
        _file.ReadExactly(piece);
        return SHA256.HashData(piece).AsSpan().SequenceEqual(head.AsSpan(sizeof(int))) ? piece : null;
    }

    private void Append(byte[] piece)
    {
        var bytes = new byte[sizeof(int) + SHA256.HashSizeInBytes + piece.Length];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, piece.Length);
        SHA256.HashData(piece, bytes.AsSpan(sizeof(int), SHA256.HashSizeInBytes));
        piece.CopyTo(bytes, sizeof(int) + SHA256.HashSizeInBytes);
        _file.Write(bytes);
        _file.Flush();
    }

    private void Take(byte[] piece)
    {
        var blob = ColumnarBlob.FromBytes(piece);
        var (parts, indexes, lengths) = (blob.Get<int>("part"), blob.Get<long>("index"), blob.Get<int>("length"));
        var values = blob.Get<double>("value");
        var texts = JsonSerializer.Deserialize<Dictionary<int, string>>(blob.Header)!;
        var from = 0;
        for (var i = 0; i < parts.Length; i++)
        {
            _earlier[(parts[i], indexes[i])] = new PartialRow(values[from..(from + lengths[i])], texts.GetValueOrDefault(i));
            from += lengths[i];
        }
    }

    private static byte[] ToBytes(List<(int Part, long Index, PartialRow Row)> rows) =>
        new ColumnarBlob
        {
            Header = JsonSerializer.Serialize(
                rows.Select((r, i) => (r.Row.Text, i)).Where(r => r.Text is not null).ToDictionary(r => r.i, r => r.Text!)
            ),
        }
            .Add("part", [.. rows.Select(r => r.Part)])
            .Add("index", [.. rows.Select(r => r.Index)])
            .Add("length", [.. rows.Select(r => r.Row.Values.Length)])
            .Add("value", [.. rows.SelectMany(r => r.Row.Values)])
            .ToBytes();

    private static byte[] Head(string key) => [.. s_magic, .. Encoding.UTF8.GetBytes(key)];
}
