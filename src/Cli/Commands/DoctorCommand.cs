using System.Runtime.InteropServices;
using Simulator.Artifacts;
using Simulator.Cli.CommandLines;
using Simulator.Cli.Terminals;
using Simulator.Learning.Pipeline;
using Simulator.Store.Database;

namespace Simulator.Cli.Commands;

/// <summary>Says what the product finds on this machine, and what is missing.</summary>
internal sealed class DoctorCommand : Command
{
    public override string Name => "doctor";

    public override string Summary => "what the product finds on this machine: versions, libtorch, SQLite, device, data folder";

    public override IReadOnlyList<Option> Options => [Option.Data];

    public override async Task<int> RunAsync(Arguments arguments, Terminal terminal, CancellationToken cancellation)
    {
        var healthy = true;
        await terminal.Out.WriteLineAsync($"{"product", -12} {VersionCommand.Product} (code {CodeVersion.Current})");
        await terminal.Out.WriteLineAsync(
            $"{"runtime", -12} {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, {Environment.ProcessorCount} processors"
        );
        await SayAsync("device", () => ComputeDevice.Choose("auto").Description);
        await SayAsync("sqlite", () => SqliteLibrary.Version);
        await SayAsync("data folder", () => DescribeFolder(new DataFolder(DataFolder.Choose(arguments.Value(Option.Data)))));
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
