using Simulator.Learners;
using Simulator.Tests.Features;

namespace Simulator.Tests.Learners;

/// <summary>Learners that live only in the tests: what a new learner costs is one row each.</summary>
public static class ToyLearners
{
    /// <summary>Puts them into the table.</summary>
    public static void Register() =>
        LearnerTable.Register(ToyForecasterRow.Description, ToyAgentRow.Description, ToyFeatureRow.Description);
}
