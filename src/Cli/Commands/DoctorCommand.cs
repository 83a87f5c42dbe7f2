using System.CommandLine;
using System.Runtime.InteropServices;
using Simulator.Artifacts;
using Simulator.Cli.CommandLines;
using Simulator.Cli.Faults;
using Simulator.Cli.Terminals;
using Simulator.Learning.Native;
using Simulator.Runs;
using Simulator.Store.Database;

namespace Simulator.Cli.Commands;

/// <summary>Checks what the product needs on this machine and says what is missing.</summary>
internal sealed class DoctorCommand : ProductCommand
{
    private readonly Option<string?> _data = NewOption.DataFolder();

    public DoctorCommand()
        : base("doctor", "checks this machine: versions, libtorch, SQLite, device, data folder") => Add(_data);

    public override string Details => "Exit code 1 if something is missing; the line says how to install it.";

    public override IReadOnlyList<string> Examples => ["doctor"];

    public override async Task<int> RunAsync(ParseResult parse, Terminal terminal, CancellationToken cancellation)
    {
        var healthy = true;
        await terminal.Out.WriteLineAsync($"{"product", -12} {VersionCommand.Product} (code {CodeVersion.Current})");
        await terminal.Out.WriteLineAsync(
            $"{"runtime", -12} {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, "
                + $"{Environment.ProcessorCount} processors"
        );
        await SayAsync("device", () => TorchRuntime.Instance.Choose("auto").Description);
        await SayAsync("sqlite", () => SqliteLibrary.Version);
        await SayAsync("data folder", () => DescribeFolder(new DataFolder(DataFolder.Choose(parse.GetValue(_data)))));
        return healthy ? ExitCode.Ok : ExitCode.Failed;

        async Task SayAsync(string subject, Func<string> find)
        {
            string found;
            try
            {
                found = find();
            }
            catch (Exception e) when (e is DataFolderException || RunFailure.Describe(e) is not null)
            {
                healthy = false;
                found = "MISSING: " + (RunFailure.Describe(e) ?? e.Message);
            }
            await terminal.Out.WriteLineAsync($"{subject, -12} {found}");
        }
    }

    private static string DescribeFolder(DataFolder folder)
    {
        var free = new DriveInfo(folder.Root).AvailableFreeSpace >> 20;
        return FormattableString.Invariant(
            $"{folder.Root}, {free} MiB free, {(File.Exists(folder.Database) ? "with a database" : "no database yet")}"
        );
    }
}
