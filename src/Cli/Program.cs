using Simulator.Cli.Commands;
using Simulator.Cli.Terminals;
using Simulator.Learning.Catalogue;

BuiltInLearners.Register();
BuiltInMakers.Register();
using var stop = new StopSignals(isSilent: args is ["worker", ..]);
return await ProductCommands.Set.RunAsync(args, Terminal.OfProcess(), stop.Token);
