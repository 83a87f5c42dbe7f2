using Simulator.Learners;
using Simulator.Learning.Catalogue;

namespace Simulator.Tests.Learning.Learners;

public sealed class LearnerPageTests
{
    [Fact]
    public void Page_IsWhatTheTableSays() => GeneratedPage.AssertCurrent("learners.md", LearnerReference.Markdown(BuiltInLearners.All));
}
