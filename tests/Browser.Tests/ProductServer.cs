using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;

namespace Simulator.Tests.Browser;

/// <summary>The built product as a process of its own, on a free port of the loopback, with a data folder of its own.</summary>
public sealed class ProductServer : IAsyncDisposable
{
    private readonly StringBuilder _output = new();
    private readonly string[] _options;
    private Process? _process;

    /// <summary>Prepares a server; <see cref="StartAsync"/> starts it.</summary>
    /// <param name="demo">Whether it runs the demo simulation.</param>
    /// <param name="options">More options of its command line.</param>
    public ProductServer(bool demo = false, params string[] options)
    {
        (Demo, _options) = (demo, options);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
        Client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromMinutes(2) };
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Its data folder.</summary>
    public string Data { get; } = Directory.CreateTempSubdirectory("simulator-browser-").FullName;

    /// <summary>Calls its HTTP API.</summary>
    public HttpClient Client { get; }

    private bool Demo { get; }

    /// <summary>Starts it and waits until it is well; returns how long that took.</summary>
    public async Task<TimeSpan> StartAsync()
    {
        var configuration = typeof(ProductServer)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .First(a => a.Key == "Configuration")
            .Value!;
        var program = Path.Combine(SharedFiles.RepositoryRoot, "src", "Web", "bin", configuration, "net10.0", "Simulator.Web.dll");
        var start = new ProcessStartInfo("dotnet", [program, "--urls", Address.ToString(), .. _options])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Data,
        };
        start.Environment["SIMULATOR_DATA"] = Data;
        start.Environment["Jobs__DemoAtFirstStart"] = Demo ? "true" : "false";
        // Each end of a job would warm up another worker beside the browsers; SpareWorkerTests and the bench have it.
        start.Environment["Jobs__SpareWorker"] = "false";
        var watch = Stopwatch.StartNew();
        _process = Process.Start(start)!;
        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        while (!await IsWellAsync())
        {
            if (_process.HasExited || watch.Elapsed > TimeSpan.FromMinutes(2))
                throw new InvalidOperationException(
                    $"the server did not come up in {watch.Elapsed.TotalSeconds:0} s:{Environment.NewLine}{Output}"
                );
            await Task.Delay(50);
        }
        return watch.Elapsed;
    }

    /// <summary>What it wrote.</summary>
    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    /// <summary>Ends it at once, as a crash would.</summary>
    public async Task KillAsync()
    {
        if (_process is null)
            return;
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Submits a spec and returns the simulation's id.</summary>
    public async Task<string> SubmitAsync(string spec)
    {
        using var content = new StringContent(spec, Encoding.UTF8, "application/json");
        using var answer = await Client.PostAsync("api/simulations", content);
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, body);
        return JsonNode.Parse(body)!["id"]!.GetValue<string>();
    }

    /// <summary>Waits for a simulation's result.</summary>
    public async Task<JsonNode> ResultAsync(string id, TimeSpan patience)
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < patience; await Task.Delay(200))
        {
            using var answer = await Client.GetAsync($"api/simulations/{id}/result");
            if (answer.IsSuccessStatusCode)
                return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
        }
        throw new TimeoutException($"simulation {id} has no result after {patience.TotalSeconds:0} s:{Environment.NewLine}{Output}");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        Client.Dispose();
        Directory.Delete(Data, recursive: true);
    }

    private async Task<bool> IsWellAsync()
    {
        try
        {
            using var answer = await Client.GetAsync("health");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (_output)
            _output.AppendLine(line.Data);
    }
}
