using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Simulator.Tests.Cli;

/// <summary>./run, as far as it can be tested without starting the product.</summary>
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class RunScriptTests : IDisposable
{
    private static readonly Dictionary<string, string> s_same = [];
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Help_FromAnyFolder_NamesPortAndData()
    {
        var run = Script("run", s_same, "--help");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("http://127.0.0.1:5080", run.Out, StringComparison.Ordinal);
        Assert.Contains("--data FOLDER", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Port_ThatIsTaken_IsNamedWithTheRemedyBeforeAnythingIsBuilt()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        var run = Script("run", s_same, "--port", port);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"Port {port} on 127.0.0.1 is in use", run.Error, StringComparison.Ordinal);
        Assert.Contains("./run --port", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("build", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--port", "x")]
    [InlineData("--port", "70000")]
    [InlineData("--prot", "5080")]
    public void Option_ThatIsWrong_EndsWith2(string option, string value)
    {
        var run = Script("run", s_same, option, value);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(option == "--prot" ? "--prot" : $"'{value}'", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void MissingPackages_ForAnOrdinaryUser_ComeAsOneCommand()
    {
        Pretend("dpkg-query", "case \"$*\" in *zlib1g*|*libstdc++6*) exit 1;; esac; printf 'install ok installed'");
        Pretend("id", "echo 1000");
        var run = Script(
            "eng/packages",
            new Dictionary<string, string> { ["PATH"] = _folder.Path + ":" + Environment.GetEnvironmentVariable("PATH") },
            "install",
            "product"
        );
        Assert.Equal(3, run.ExitCode);
        Assert.Contains(
            "sudo apt-get update && sudo apt-get install -y --no-install-recommends zlib1g libstdc++6",
            run.Error,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("bookworm", "libicu72", "libssl3")]
    [InlineData("trixie", "libicu76", "libssl3t64")]
    [InlineData("jammy", "libicu70", "libssl3")]
    [InlineData("noble", "libicu74", "libssl3t64")]
    [InlineData("", "libicu-dev", "openssl")]
    public void Packages_OfASystem_HaveItsNames(string codename, string icu, string ssl)
    {
        var release = _folder.Write("os-release", $"ID=some\nVERSION_CODENAME={codename}\n");
        var run = Script("eng/packages", new Dictionary<string, string> { ["OS_RELEASE"] = release }, "list", "product");
        string[] trees = codename == "bookworm" ? ["libxgboost0"] : [];
        Assert.Equal(
            ["ca-certificates", "zlib1g", "libstdc++6", icu, ssl, .. trees],
            run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        );
    }

    private void Pretend(string command, string script)
    {
        var file = _folder.Write(command, "#!/bin/sh\n" + script + "\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static CommandRun Script(string name, IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        ChildProcess.Run(Path.Combine(SharedFiles.RepositoryRoot, name), environment, arguments);
}
