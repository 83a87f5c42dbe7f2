using Simulator.Markets;

namespace Simulator.Artifacts;

/// <summary>
/// The one place where the bars of a stored series are read. Its file is named by the content hash of the series, and what was read must
/// have that hash: a changed bit anywhere in the file is an error, never another price.
/// </summary>
public static class SeriesFile
{
    /// <summary>The series of a file.</summary>
    /// <param name="path">The file; its name is the content hash of the series.</param>
    /// <exception cref="InvalidDataException">It is missing, damaged or cannot be read; the message names it and the remedy.</exception>
    public static BarSeries Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            var series = SeriesBlob.FromBytes(File.ReadAllBytes(path));
            return series.ContentHash == Path.GetFileName(path)
                ? series
                : throw new InvalidDataException("it is damaged, its content does not have the hash that it was stored under");
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"series file {path}: {e.Message.TrimEnd('.')}. Remedy: import the series again.", e);
        }
    }

    /// <summary>Whether the file is there with every bit in its place.</summary>
    /// <param name="path">The file; its name is the content hash of the series.</param>
    public static bool IsWhole(string path)
    {
        if (!File.Exists(path))
            return false;
        try
        {
            _ = Read(path);
            return true;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>
    /// Some closes of a file, oldest first, evenly spread. Only these are read, so a million bars cost as much as fifty, and the file's
    /// hash is not verified: for small pictures, never for a figure.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="count">Closes at most, the first and the last among them; two or more.</param>
    /// <returns>Empty where the file is missing or damaged.</returns>
    public static double[] SomeCloses(string path, int count)
    {
        try
        {
            using var file = File.OpenHandle(path);
            return ColumnarBlob.Some(file, "close", count);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return [];
        }
    }
}
