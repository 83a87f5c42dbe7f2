using Simulator.Cli.CommandLines;

namespace Simulator.Cli.Commands;

/// <summary>The product's commands, in the order of the help.</summary>
internal static class ProductCommands
{
    /// <summary>All of them.</summary>
    public static CommandSet Set { get; } =
        new(() =>
            [
                new SimulateCommand(),
                new DiagnoseCommand(),
                new ImportanceCommand(),
                new AgentsCommand(),
                new AnomaliesCommand(),
                new LeaderboardCommand(),
                new PathsCommand(),
                new BacktestCommand(),
                new PortfolioCommand(),
                new SweepCommand(),
                new WalkForwardCommand(),
                new CrossValidateCommand(),
                new RobustnessCommand(),
                new RulesCommand(),
                new ImportCommand(),
                new DeriveCommand(),
                new StoreCommand(),
                new WorkerCommand(),
                new DoctorCommand(),
                new VersionCommand(),
                new CompletionCommand(),
                new HelpCommand(),
            ]
        );
}
