using System.Runtime.CompilerServices;
using Simulator.Learning.Catalogue;

namespace Simulator.Tests.Cli;

internal static class TestSetup
{
    [ModuleInitializer]
    internal static void RegisterTables()
    {
        BuiltInLearners.Register();
        BuiltInMakers.Register();
    }
}
