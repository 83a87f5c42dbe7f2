using System.CommandLine;
using Simulator.Artifacts;
using Simulator.Cli.CommandLines;
using Simulator.Cli.Faults;
using Simulator.Cli.Terminals;
using Simulator.Store.Database;
using Simulator.Store.Rescue;

namespace Simulator.Cli.Commands;

/// <summary>Groups the commands for a data folder: is it whole, and what to do where it is not.</summary>
internal sealed class StoreCommand : Command
{
    public StoreCommand()
        : base("store", "checks, backs up and rescues a data folder")
    {
        Add(new CheckCommand());
        Add(new BackupCommand());
        Add(new RestoreCommand());
        Add(new RepairCommand());
        Add(new RebuildCommand());
        Add(new NewCommand());
    }

    private abstract class FolderCommand : ProductCommand
    {
        private readonly Option<string?> _data = NewOption.DataFolder();

        protected FolderCommand(string name, string summary)
            : base(name, summary) => Add(_data);

        protected DataFolder Folder(ParseResult parse) => new(DataFolder.Choose(parse.GetValue(_data)));

        protected static async Task<int> SayAsync(Terminal terminal, RescueReport report)
        {
            foreach (var line in report.Told)
                await terminal.Out.WriteLineAsync(line);
            if (Directory.Exists(report.Aside))
                await terminal.Out.WriteLineAsync($"what was there before is in {report.Aside}");
            return ExitCode.Ok;
        }
    }

    private sealed class CheckCommand() : FolderCommand("check", "compares the database, every row and every file with their checksums")
    {
        public override string Details => "Changes nothing and may run beside a server. Exit code 1 if something is damaged or missing.";

        public override IReadOnlyList<string> Examples => ["store check"];

        public override async Task<int> RunAsync(ParseResult parse, Terminal terminal, CancellationToken cancellation)
        {
            var report = await StoreExamination.RunAsync(Folder(parse), TimeProvider.System, cancellation);
            foreach (var line in report.Told)
                await terminal.Out.WriteLineAsync(line);
            foreach (var fault in report.Faults)
                await terminal.Error.WriteLineAsync(fault);
            await terminal.Out.WriteLineAsync(
                report.Faults.Count == 0 ? "nothing is damaged" : FormattableString.Invariant($"{report.Faults.Count} faults")
            );
            return report.Faults.Count == 0 ? ExitCode.Ok : ExitCode.Failed;
        }
    }

    private sealed class BackupCommand : FolderCommand
    {
        private readonly Option<bool> _list = NewOption.Switch("--list", "list the backups that there are, and make none");

        public BackupCommand()
            : base("backup", "copies the database, also while a server uses it") => Add(_list);

        public override string Details =>
            """
                The server does this once a day and before every change of the database's form. The copy is checked before it
                counts. Kept are the newest of 7 days and of 4 weeks, and the last 4 from before a change of form. Series and
                results are files that never change; copy the folders 'series' and 'results' as they are.
                """;

        public override IReadOnlyList<string> Examples => ["store backup", "store backup --list"];

        public override async Task<int> RunAsync(ParseResult parse, Terminal terminal, CancellationToken cancellation)
        {
            var folder = Folder(parse);
            var backups = new Backups(folder, TimeProvider.System);
            if (!parse.GetValue(_list))
            {
                if (!File.Exists(folder.Database))
                    throw new StoreException(
                        $"data folder {folder.Root}: has no database to copy. Remedy: name another with --data FOLDER."
                    );
                await terminal.Out.WriteLineAsync(backups.Make());
                return ExitCode.Ok;
            }
            foreach (var backup in backups.List())
                await terminal.Out.WriteLineAsync(
                    FormattableString.Invariant($"{backup.Made:yyyy-MM-dd HH:mm:ss} UTC  {backup.Bytes >> 10, 8} KiB  {backup.Path}")
                );
            return ExitCode.Ok;
        }
    }

    private sealed class RestoreCommand : FolderCommand
    {
        private readonly Argument<string?> _backup = new("BACKUP")
        {
            Description = "the backup; the newest that is whole if none is named",
            Arity = ArgumentArity.ZeroOrOne,
        };

        public RestoreCommand()
            : base("restore", "puts a backup in the place of the database") => Add(_backup);

        public override string Details => "Stop the server first. What was there before is moved to 'backups', not removed.";

        public override IReadOnlyList<string> Examples => ["store restore", "store restore daily-20261128-031500.db"];

        public override Task<int> RunAsync(ParseResult parse, Terminal terminal, CancellationToken cancellation) =>
            SayAsync(terminal, StoreRescue.Restore(Folder(parse), parse.GetValue(_backup), TimeProvider.System));
    }

    private sealed class RepairCommand() : FolderCommand("repair", "keeps what of a damaged database can be read")
    {
        public override string Details =>
            """
                Copies every row that can be read into a new database. Rows that differ from their checksum are set aside at the
                next start and named on the page Data. Stop the server first. What was there before is moved to 'backups'.
                """;

        public override IReadOnlyList<string> Examples => ["store repair"];

        public override Task<int> RunAsync(ParseResult parse, Terminal terminal, CancellationToken cancellation) =>
            SayAsync(terminal, StoreRescue.Repair(Folder(parse), TimeProvider.System));
    }

    private sealed class RebuildCommand() : FolderCommand("rebuild", "makes a new database from the files of series and results")
    {
        public override string Details =>
            """
                Brings back every series and every simulation whose file is whole. Share links, searches, trials of the terminal
                and jobs without a result are lost. Stop the server first. What was there before is moved to 'backups'.
                """;

        public override IReadOnlyList<string> Examples => ["store rebuild"];

        public override async Task<int> RunAsync(ParseResult parse, Terminal terminal, CancellationToken cancellation) =>
            await SayAsync(terminal, await StoreRescue.RebuildAsync(Folder(parse), TimeProvider.System, cancellation));
    }

    private sealed class NewCommand() : FolderCommand("new", "sets database, series and results aside and starts with an empty store")
    {
        public override string Details => "Stop the server first. What was there before is moved to 'backups', not removed.";

        public override IReadOnlyList<string> Examples => ["store new"];

        public override Task<int> RunAsync(ParseResult parse, Terminal terminal, CancellationToken cancellation) =>
            SayAsync(terminal, StoreRescue.StartNew(Folder(parse), TimeProvider.System));
    }
}
