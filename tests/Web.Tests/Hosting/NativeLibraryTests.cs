using System.Diagnostics;

namespace Simulator.Tests.Web.Hosting;

/// <summary>
/// Learning's native library stays in child processes: what ends it (a defect of it, a shape that it does not accept) never ends the
/// server.
/// </summary>
public sealed class NativeLibraryTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);
    private readonly string _folder = Directory.CreateTempSubdirectory("simulator-native-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [SkippableFact]
    public async Task Server_WhileItsWorkerTrains_HoldsNothingOfTorch()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "needs /proc");
        await using var server = await ServerProcess.StartAsync(_folder, "--Jobs:DemoAtFirstStart=true");
        foreach (var page in new[] { "/", "/new", "/simulations", "/data", "/sweep", "/health" })
            await server.Http.GetStringAsync(new Uri(page, UriKind.Relative));

        await WaitForAsync(() => server.Children().Any(child => Loaded(child).Contains("libtorch_cpu")));

        Assert.Contains("Simulator.Web.dll", Loaded(server.Id));
        Assert.DoesNotContain(Loaded(server.Id), file => file.Contains("torch", StringComparison.OrdinalIgnoreCase));
    }

    private static async Task WaitForAsync(Func<bool> condition)
    {
        var started = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < s_patience, "no worker loaded libtorch");
            await Task.Delay(100);
        }
    }

    // Files that a process holds in memory, without their folders and ".so".
    private static HashSet<string> Loaded(int process)
    {
        try
        {
            return
            [
                .. File.ReadLines($"/proc/{process}/maps")
                    .Where(line => line.Contains('/', StringComparison.Ordinal))
                    .Select(line => line[(line.LastIndexOf('/') + 1)..].Replace(".so", "", StringComparison.Ordinal)),
            ];
        }
        catch (IOException)
        {
            return []; // it ended meanwhile
        }
    }
}
