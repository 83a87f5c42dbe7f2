using Simulator.Cli.CommandLines;
using Simulator.Cli.Terminals;
using Simulator.Learning.Catalogue;

BuiltInLearners.Register();
using var stop = new StopSignals(isSilent: args is ["worker", ..]);
return await CommandSet.Product.RunAsync(args, Terminal.OfProcess(), stop.Token);
