using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Simulator.Tests.Web.Hosting;

/// <summary>The product's server as its own process, on a port that the system chose and a data folder of its own.</summary>
internal sealed partial class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task<string> _errors;

    private ServerProcess(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    public required HttpClient Http { get; init; }

    public required Uri Address { get; init; }

    public int Id => _process.Id;

    public static string Program { get; } =
        Path.Combine(SharedFiles.RepositoryRoot, "src", "Web", "bin", Configuration(), "Simulator.Web.dll");

    public static async Task<ServerProcess> StartAsync(string folder, params string[] options)
    {
        var process = Launch(["--data", folder, "--urls", "http://127.0.0.1:0", .. options]);
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (Listening().Match(line) is not { Success: true } match)
                continue;
            _ = process.StandardOutput.ReadToEndAsync();
            var address = new Uri(match.Groups[1].Value);
            return new ServerProcess(process)
            {
                Address = address,
                Http = new HttpClient { BaseAddress = address },
            };
        }
        throw new InvalidOperationException($"the server ended: {await process.StandardError.ReadToEndAsync()}");
    }

    /// <summary>Starts a server that is expected to refuse; its exit code and what it said.</summary>
    public static async Task<(int ExitCode, string Error)> RefusalAsync(params string[] options)
    {
        using var process = Launch(options);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync();
        await output;
        await process.WaitForExitAsync();
        return (process.ExitCode, error);
    }

    /// <summary>Without a chance to tidy up, as a power cut would.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Processes that this server started and that live.</summary>
    public IReadOnlyList<int> Children() =>
        [
            .. Directory
                .EnumerateDirectories("/proc")
                .Select(Path.GetFileName)
                .Where(n => n!.All(char.IsAsciiDigit))
                .Select(n => int.Parse(n!, CultureInfo.InvariantCulture))
                .Where(p => ParentOf(p) == Id),
        ];

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (!_process.HasExited)
        {
            using var terminate = Process.Start("kill", ["-TERM", Id.ToString(CultureInfo.InvariantCulture)]);
            await _process.WaitForExitAsync();
        }
        await _errors;
        _process.Dispose();
    }

    private static Process Launch(string[] options)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. options])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.Combine(SharedFiles.RepositoryRoot, "src", "Web"),
        };
        foreach (var name in new[] { "SIMULATOR_DATA", "SIMULATOR_PORT", "ASPNETCORE_URLS" })
            start.Environment.Remove(name);
        return Process.Start(start)!;
    }

    private static int ParentOf(int pid)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0; // it ended meanwhile
        }
    }

    // …/tests/Web.Tests/bin/Debug/net10.0/ → Debug/net10.0
    private static string Configuration() => Path.Combine(AppContext.BaseDirectory.TrimEnd('/').Split('/')[^2..]);

    [GeneratedRegex("Now listening on: (http://\\S+)")]
    private static partial Regex Listening();
}
