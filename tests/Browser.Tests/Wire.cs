using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Simulator.Tests.Browser;

/// <summary>The cable between a browser and a server on the loopback: it can be pulled and put back.</summary>
internal sealed class Wire : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<TcpClient, byte> _open = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly int _port;
    private readonly Task _accepting;
    private volatile bool _isCut;

    /// <summary>Lies between its own address and a server.</summary>
    public Wire(Uri server)
    {
        _port = server.Port;
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        _accepting = AcceptAsync();
    }

    /// <summary>Where the browser goes.</summary>
    public Uri Address { get; }

    /// <summary>Ends every connection and lets none in.</summary>
    public void Cut()
    {
        _isCut = true;
        foreach (var client in _open.Keys)
            client.Close();
    }

    /// <summary>Lets connections in again.</summary>
    public void Mend() => _isCut = false;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        Cut();
        _listener.Stop();
        await _accepting;
        _ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = CarryAsync(await _listener.AcceptTcpClientAsync(_ending.Token));
        }
        catch (OperationCanceledException)
        {
            // The test ends.
        }
    }

    private async Task CarryAsync(TcpClient browser)
    {
        using var near = browser;
        using var far = new TcpClient();
        _open[near] = _open[far] = 0;
        try
        {
            if (_isCut)
                return;
            await far.ConnectAsync(IPAddress.Loopback, _port, _ending.Token);
            await Task.WhenAny(
                near.GetStream().CopyToAsync(far.GetStream(), _ending.Token),
                far.GetStream().CopyToAsync(near.GetStream(), _ending.Token)
            );
        }
        catch (Exception e) when (e is SocketException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // It was cut, or the server is not there.
        }
        catch (OperationCanceledException)
        {
            // The test ends.
        }
        finally
        {
            _open.TryRemove(near, out _);
            _open.TryRemove(far, out _);
        }
    }
}
