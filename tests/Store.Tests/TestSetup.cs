using System.Runtime.CompilerServices;
using Simulator.Learning.Catalogue;

namespace Simulator.Tests.Store;

internal static class TestSetup
{
    [ModuleInitializer]
    internal static void RegisterLearners() => BuiltInLearners.Register();
}
