namespace Simulator.Import;

/// <summary>
/// Reads market data files as people have them: Yahoo, yfinance, Stooq, Nasdaq.com, Alpha Vantage, Binance, MetaTrader, Investing.com,
/// LEAN, plain and close-only tables, panels. The layout is detected and can be overridden; nothing is repaired without being said.
/// </summary>
public static class CsvImport
{
    /// <summary>Largest text read by default: 512 MiB after decompression.</summary>
    public const long DefaultMaxBytes = 512L << 20;

    /// <summary>How a file would be read.</summary>
    /// <exception cref="ImportException">The file cannot be imported; the text names line, value and remedy.</exception>
    public static ImportPreview Preview(byte[] content, string fileName, ImportOptions? overrides = null) => Read(content, fileName, overrides).Preview;

    /// <summary>Reads a file into series with their quality reports.</summary>
    /// <exception cref="ImportException">The file cannot be imported; the text names line, value and remedy.</exception>
    public static ImportedFile Read(byte[] content, string fileName, ImportOptions? overrides = null)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentException.ThrowIfNullOrWhiteSpace(fileName);
        throw new NotSupportedException("reading is not there yet");
    }
}
