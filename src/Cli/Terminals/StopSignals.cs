using System.Runtime.InteropServices;

namespace Simulator.Cli.Terminals;

/// <summary>
/// Turns Ctrl+C and SIGTERM into a cancellation; a second one ends the process at once. Both are announced on standard error, except in a
/// worker, where the server handles them.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;
    private readonly bool _isSilent;

    public StopSignals(bool isSilent)
    {
        _isSilent = isSilent;
        _registrations = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM }.Select(s => PosixSignalRegistration.Create(s, Stop))];
    }

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _source.Dispose();
    }

    private void Stop(PosixSignalContext signal)
    {
        var again = _source.IsCancellationRequested;
        if (!_isSilent)
            Console.Error.WriteLine(again ? "ended at once" : "stopping; Ctrl+C again ends at once");
        signal.Cancel = !again;
        _source.Cancel();
    }
}
