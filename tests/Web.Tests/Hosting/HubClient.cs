using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Simulator.Tests.Web.Hosting;

/// <summary>SignalR's JSON protocol over a web socket, spoken by hand: messages end with the record separator.</summary>
internal sealed class HubClient : IAsyncDisposable
{
    private const char Separator = '\u001e';
    private const int Item = 2,
        Completion = 3;
    private readonly ClientWebSocket _socket = new();
    private readonly Queue<string> _received = new();
    private string _rest = "";
    private int _calls;

    public static async Task<HubClient> ConnectAsync(Uri server, string? origin = null)
    {
        var client = new HubClient();
        if (origin is not null)
            client._socket.Options.SetRequestHeader("Origin", origin);
        await client._socket.ConnectAsync(new UriBuilder(server) { Scheme = "ws", Path = "/hubs/jobs" }.Uri, CancellationToken.None);
        await client.SendAsync("""{"protocol":"json","version":1}""");
        await client.ReceiveAsync();
        return client;
    }

    /// <summary>Everything that a stream gives until it ends.</summary>
    public async Task<IReadOnlyList<JsonNode>> StreamAsync(string method, params string[] arguments)
    {
        var call = await CallAsync(4, method, arguments);
        var items = new List<JsonNode>();
        while (true)
        {
            var message = await AnswerAsync(call);
            if (message["type"]!.GetValue<int>() == Completion)
                return message["error"] is { } error ? throw new InvalidOperationException(error.GetValue<string>()) : items;
            items.Add(message["item"]!);
        }
    }

    /// <summary>Opens a stream and leaves it open.</summary>
    public Task OpenAsync(string method, params string[] arguments) => CallAsync(4, method, arguments);

    /// <summary>The first state of a stream that <paramref name="reached"/> accepts.</summary>
    public async Task<JsonNode> UntilAsync(string id, Func<JsonNode, bool> reached)
    {
        var call = await CallAsync(4, "Watch", [id]);
        JsonNode? last = null;
        while (true)
        {
            var message = await AnswerAsync(call);
            if (message["type"]!.GetValue<int>() == Completion)
                throw new InvalidOperationException($"the job ended before that: {last?.ToJsonString()}");
            last = message["item"]!;
            if (reached(last))
                return last;
        }
    }

    /// <summary>The error that a stream ends with.</summary>
    public async Task<string> ErrorAsync(string method, params string[] arguments) =>
        (await Assert.ThrowsAsync<InvalidOperationException>(() => StreamAsync(method, arguments))).Message;

    /// <summary>The completion of a call: <c>result</c> or <c>error</c>.</summary>
    public async Task<JsonNode> InvokeAsync(string method, params string[] arguments) =>
        await AnswerAsync(await CallAsync(1, method, arguments));

    public async ValueTask DisposeAsync()
    {
        if (_socket.State == WebSocketState.Open)
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        _socket.Dispose();
    }

    private async Task<string> CallAsync(int type, string method, string[] arguments)
    {
        var call = $"{++_calls}";
        await SendAsync(
            new JsonObject
            {
                ["type"] = type,
                ["invocationId"] = call,
                ["target"] = method,
                ["arguments"] = new JsonArray([.. arguments.Select(a => JsonValue.Create(a))]),
            }.ToJsonString()
        );
        return call;
    }

    private async Task<JsonNode> AnswerAsync(string call)
    {
        while (true)
        {
            var message = JsonNode.Parse(await ReceiveAsync())!;
            if (message["invocationId"]?.GetValue<string>() == call && message["type"]!.GetValue<int>() is Item or Completion)
                return message;
        }
    }

    private Task SendAsync(string json) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(json + Separator), WebSocketMessageType.Text, true, CancellationToken.None);

    private async Task<string> ReceiveAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        var buffer = new byte[64 * 1024];
        while (_received.Count == 0)
        {
            var part = await _socket.ReceiveAsync(buffer, patience.Token);
            var pieces = (_rest + Encoding.UTF8.GetString(buffer, 0, part.Count)).Split(Separator);
            foreach (var whole in pieces[..^1])
                _received.Enqueue(whole);
            _rest = pieces[^1];
        }
        return _received.Dequeue();
    }
}
