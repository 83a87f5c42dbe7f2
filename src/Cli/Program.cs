using Simulator.Cli.CommandLines;
using Simulator.Cli.Terminals;

using var stop = new StopSignals();
return await CommandSet.Product.RunAsync(args, Terminal.OfProcess(), stop.Token);
