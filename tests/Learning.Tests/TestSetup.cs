using System.Runtime.CompilerServices;
using Simulator.Learners;
using Simulator.Learning.Catalogue;
using Simulator.Tests.Features;

namespace Simulator.Tests.Learning;

internal static class TestSetup
{
    [ModuleInitializer]
    internal static void RegisterLearners()
    {
        BuiltInLearners.Register();
        LearnerTable.Register(ToyFeatureRow.Description);
    }
}
