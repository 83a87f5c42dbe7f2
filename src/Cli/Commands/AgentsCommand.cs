using System.CommandLine;
using Simulator.Checks;
using Simulator.Cli.CommandLines;
using Simulator.Cli.Faults;
using Simulator.Cli.Progress;
using Simulator.Cli.Reports;
using Simulator.Cli.Terminals;

namespace Simulator.Cli.Commands;

/// <summary>Groups the commands for agents.</summary>
internal sealed class AgentsCommand : Command
{
    public AgentsCommand()
        : base("agents", "compares agents, and checks them where it is known what can be earned")
    {
        Add(new CompareAgentsCommand());
        Add(new CheckCommand());
    }

    private sealed class CheckCommand : ProductCommand
    {
        private readonly SpecMarket _market = new();
        private readonly Option<bool> _json = NewOption.Json("all figures");
        private readonly Option<int?> _markets = NewOption.OptionalCount(
            "--markets",
            "N",
            "markets of each kind (default: 5 on which nothing can be known, 3 with each signal)",
            1
        );

        public CheckCommand()
            : base("check", "trains the agent of a spec on markets of which it is known what can be earned, and compares")
        {
            Add(_market.Spec);
            AddAll([.. _market.Files, _markets, _json, _market.Data]);
        }

        public override string StrayHint => "; it checks one spec at a time";

        public override string Details =>
            $"""
                The agent is trained {AgentChecks.TrainingsOf()} times as the spec says, with its features, split, fills and costs,
                on the days of its target: shown tomorrow's return it must earn most of what that allows; on the
                target's bars in random order it must not profit; on walks without drift it must leave its baseline
                alone; signals of 2, 3 and 5 % of the variance must be found in proportion. The environment's contract
                is tried, too.
                Forecasters and learned features are left out. The test part of the spec's own market is decided on
                with tomorrow's return alone. docs/algorithms/do-no-harm.md says how each figure is made.
                Exit code 1 if a check fails.
                """;

        public override IReadOnlyList<string> Examples => ["agents check docs/examples/ppo-daily.json --bars GS=GS.csv"];

        public override Task<int> RunAsync(ParseResult parse, Terminal terminal, CancellationToken cancellation) =>
            _market.UseAsync(
                parse,
                terminal,
                "agents check",
                async (spec, series) =>
                {
                    if (new AgentCheckRequest(spec, null).LeftOut is { } left)
                        await terminal.Error.WriteLineAsync($"note: {left}");
                    AgentCheckResult result;
                    using (var progress = new LineProgress(terminal))
                    {
                        result = await Task.Run(
                            () =>
                                Misuse.Of(() =>
                                    AgentChecks.Of(
                                        spec,
                                        series,
                                        Environment.ProcessorCount,
                                        progress.Report,
                                        cancellation,
                                        parse.GetValue(_markets)
                                    )
                                ),
                            CancellationToken.None
                        );
                    }
                    await terminal.Out.WriteLineAsync(
                        parse.GetValue(_json) ? AgentCheckPrinter.Json(result) : AgentCheckPrinter.Text(result)
                    );
                    return result.Failed == 0 ? ExitCode.Ok : ExitCode.Failed;
                }
            );
    }
}
