using System.Globalization;
using Simulator.Cli.Terminals;

namespace Simulator.Cli.Progress;

/// <summary>
/// One line of progress on standard error: rewritten in place on a terminal, otherwise a new line every ten seconds.
/// </summary>
internal sealed class LineProgress(Terminal terminal) : IDisposable
{
    private static readonly TimeSpan s_rewritten = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_repeated = TimeSpan.FromSeconds(10);
    private readonly Lock _gate = new();
    private long _last = terminal.Time.GetTimestamp();
    private int _width;

    /// <summary>Shows the progress. May be called from any thread and at any rate.</summary>
    public void Report(double fraction, string doing)
    {
        lock (_gate)
        {
            if (terminal.Time.GetElapsedTime(_last) < (terminal.IsInteractive ? s_rewritten : s_repeated))
                return;
            _last = terminal.Time.GetTimestamp();
            var line = string.Create(CultureInfo.InvariantCulture, $"{fraction, 4:0%} {doing}");
            if (!terminal.IsInteractive)
            {
                terminal.Error.WriteLine(line);
                return;
            }
            terminal.Error.Write("\r" + line.PadRight(_width));
            terminal.Error.Flush();
            _width = line.Length;
        }
    }

    /// <summary>Removes the line.</summary>
    public void Dispose()
    {
        if (_width > 0)
            terminal.Error.Write("\r" + new string(' ', _width) + "\r");
    }
}
