using System.Globalization;
using Simulator.Bench;
using Simulator.Bench.Agents;
using Simulator.Bench.Engine;
using Simulator.Bench.Environments;
using Simulator.Bench.Forecasters;
using Simulator.Bench.Fuzz;
using Simulator.Bench.Gan;
using Simulator.Bench.Generators;
using Simulator.Bench.Reliability;
using Simulator.Bench.Server;
using Simulator.Bench.Torch;
using Simulator.Learning.Catalogue;

if (ReliabilityRuns.Child(args) is { } child)
    return await child;
switch (args.FirstOrDefault())
{
    case "agents":
        return AgentBench.Run(args[1..]);
    case "import":
        ImportBench.Run();
        return 0;
    case "engine":
        EngineBench.Run(args.ElementAtOrDefault(1));
        return 0;
    case "environment":
        EnvironmentBench.Run(args.ElementAtOrDefault(1));
        return 0;
    case "rules":
        RuleBench.Run();
        return 0;
    case "portfolio":
        PortfolioBench.Run(args.ElementAtOrDefault(1));
        return 0;
    case "charts":
        return await ChartBench.RunAsync();
    case "latency":
        return await LatencyBench.RunAsync(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 20);
    case "forecasters":
        BuiltInLearners.Register();
        return ForecastBench.Run(args[1..]);
    case "gan":
        return GanBench.Run(args[1..]);
    case "generators":
        return GeneratorBench.Run(args[1..]);
    case "timegan":
        return TimeGanProtocol.Run(args[1..]);
    case "torch":
        return TorchCosts.Run(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 100);
    case "fuzz":
        return FuzzRun.Run(args[1..]);
    case "damage":
        return await ReliabilityRuns.DamageAsync(args[1..]);
    case "kill":
        return await ReliabilityRuns.KillAsync(args[1..]);
    case "diskfull":
        return await ReliabilityRuns.DiskFullAsync(args[1..]);
    case "opening":
        return OpeningCost.Run(args[1..]);
    default:
        Console.Error.WriteLine(
            "what to measure: agents speed|learning [part of a name] [--seeds N] [--out FILE], charts, "
                + "engine [part of a row's name], environment [part of a row's name], "
                + "forecasters FILE… [--level FILE] [--only KIND] [--networks|--augmentation], gan [PAIRS [STEPS]], "
                + "generators SEEDS FILE…, import, latency [seconds], portfolio, "
                + "rules, timegan SEEDS FILE [SOURCE…], torch; or what to try: "
                + "fuzz [--inputs N] [--seed S] [--only TARGET] [--input I], "
                + "damage [N] [seed], kill [N] [seed], diskfull [N] [seed], opening [MB]"
        );
        return 2;
}
