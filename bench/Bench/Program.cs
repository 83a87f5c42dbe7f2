using Simulator.Bench;

switch (args.FirstOrDefault())
{
    case "import":
        ImportBench.Run();
        return 0;
    default:
        Console.Error.WriteLine("what to measure: import");
        return 2;
}
