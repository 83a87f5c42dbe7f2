using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;

namespace Simulator.Tests.Browser;

/// <summary>
/// Debian's nginx with the example of <c>docs/deployment.md</c>, on a free port of the loopback, with a certificate made for it.
/// </summary>
internal sealed partial class ReverseProxy : IAsyncDisposable
{
    /// <summary>The name in the example; the browser is told where it is.</summary>
    public const string Name = "sim.example.org";

    /// <summary>The user that the proxy knows.</summary>
    public const string User = "ada";

    /// <summary>The user's password.</summary>
    public const string Password = "lovelace";

    private const string Program = "/usr/sbin/nginx";
    private readonly string _folder = Directory.CreateTempSubdirectory("simulator-proxy-").FullName;
    private readonly int _port;
    private Process? _process;

    /// <summary>Chooses a port; <see cref="StartAsync"/> starts it.</summary>
    public ReverseProxy()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        _port = ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>The address that people type.</summary>
    public Uri Address => new($"https://{Name}:{_port}/");

    /// <summary>Skips the calling test where nginx or openssl is not installed.</summary>
    public static void Require() =>
        Skip.IfNot(
            File.Exists(Program) && File.Exists("/usr/bin/openssl"),
            $"needs nginx at {Program} and openssl (apt-get install nginx-light openssl)"
        );

    /// <summary>Starts it before a server and waits until it answers.</summary>
    public async Task StartAsync(Uri server)
    {
        await MakeCertificateAsync();
        var hash = (await RunAsync("openssl", "passwd", "-apr1", Password)).Trim();
        await File.WriteAllTextAsync(PathOf("htpasswd"), $"{User}:{hash}\n");
        await File.WriteAllTextAsync(PathOf("nginx.conf"), Configuration(server));
        _process = Process.Start(Start(Program, "-p", _folder, "-c", PathOf("nginx.conf"), "-e", PathOf("error.log")))!;
        for (var watch = Stopwatch.StartNew(); !await AnswersAsync(); await Task.Delay(50))
        {
            if (_process.HasExited || watch.Elapsed > TimeSpan.FromSeconds(30))
                throw new InvalidOperationException($"nginx did not come up: {await File.ReadAllTextAsync(PathOf("error.log"))}");
        }
    }

    /// <summary>Asks it something, without a browser: the name is resolved to the loopback, the certificate is not checked.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false };
        // Only the certificate that was made a moment ago.
        var own = X509CertificateLoader.LoadCertificateFromFile(PathOf("certificate.pem")).Thumbprint;
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => (shown as X509Certificate2)?.Thumbprint == own;
        handler.ConnectCallback = async (_, cancellation) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(IPAddress.Loopback, _port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        };
        using var client = new HttpClient(handler) { BaseAddress = Address };
        return await client.SendAsync(request);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }
        _process?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    // The example as it stands, but for its port, its files and the server's address.
    private string Configuration(Uri server)
    {
        var page = File.ReadAllText(Path.Combine(SharedFiles.RepositoryRoot, "docs", "deployment.md"));
        var example = Example().Match(page).Groups[1].Value;
        foreach (
            var (from, to) in new[]
            {
                ("listen 443 ssl", $"listen 127.0.0.1:{_port} ssl"),
                ("/etc/ssl/sim.example.org/fullchain.pem", PathOf("certificate.pem")),
                ("/etc/ssl/sim.example.org/privkey.pem", PathOf("key.pem")),
                ("/etc/nginx/simulator.htpasswd", PathOf("htpasswd")),
                ("http://127.0.0.1:5080", server.GetLeftPart(UriPartial.Authority)),
            }
        )
        {
            Assert.Contains(from, example, StringComparison.Ordinal);
            example = example.Replace(from, to, StringComparison.Ordinal);
        }
        var user = Environment.IsPrivilegedProcess ? "user root;" : "";
        return $$"""
            daemon off;
            worker_processes 1;
            {{user}}
            pid {{PathOf("nginx.pid")}};
            events {}
            http {
              access_log off;
              client_body_temp_path {{PathOf("body")}};
              proxy_temp_path {{PathOf("proxy")}};
              fastcgi_temp_path {{PathOf("fastcgi")}};
              uwsgi_temp_path {{PathOf("uwsgi")}};
              scgi_temp_path {{PathOf("scgi")}};
            {{example}}
            }
            """;
    }

    private Task<string> MakeCertificateAsync() =>
        RunAsync(
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-days",
            "2",
            "-subj",
            $"/CN={Name}",
            "-addext",
            $"subjectAltName=DNS:{Name}",
            "-keyout",
            PathOf("key.pem"),
            "-out",
            PathOf("certificate.pem")
        );

    private async Task<bool> AnswersAsync()
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "s/x");
            using var answer = await SendAsync(request);
            return answer.StatusCode == HttpStatusCode.NotFound;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private string PathOf(string file) => Path.Combine(_folder, file);

    private static ProcessStartInfo Start(string program, params string[] arguments) =>
        new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(Start(program, arguments))!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await error);
        return output;
    }

    [GeneratedRegex("```nginx\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
