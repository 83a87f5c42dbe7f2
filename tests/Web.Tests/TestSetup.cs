using System.Runtime.CompilerServices;
using Bunit;
using Simulator.Learning.Catalogue;
using Simulator.Tests.Learners;

namespace Simulator.Tests.Web;

internal static class TestSetup
{
    [ModuleInitializer]
    internal static void RegisterLearners()
    {
        BuiltInLearners.Register();
        ToyLearners.Register();
    }

    // One second is not enough on a busy machine.
    [ModuleInitializer]
    internal static void WaitLonger() => BunitContext.DefaultWaitTimeout = TimeSpan.FromSeconds(30);
}
