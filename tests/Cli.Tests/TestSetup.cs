using System.Runtime.CompilerServices;
using Simulator.Learning.Catalogue;

namespace Simulator.Tests.Cli;

internal static class TestSetup
{
    [ModuleInitializer]
    internal static void RegisterLearners() => BuiltInLearners.Register();
}
