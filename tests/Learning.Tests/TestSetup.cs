using System.Runtime.CompilerServices;
using Simulator.Learning.Catalogue;
using Simulator.Tests.Learners;

namespace Simulator.Tests.Learning;

internal static class TestSetup
{
    [ModuleInitializer]
    internal static void RegisterLearners()
    {
        BuiltInLearners.Register();
        ToyLearners.Register();
    }
}
