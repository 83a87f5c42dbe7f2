using System.Diagnostics;
using System.Reflection;
using TorchSharp;

namespace Simulator.Tests.Learning.Native;

public sealed class UnoptimisedTests
{
    // Else a garbage collection may free a number while libtorch reads it (docs/decisions/0022); SideBySideTests shows what follows.
    [Fact]
    public void TorchSharp_InTheOutput_IsTheCopyThatRunsUnoptimised() =>
        Assert.True(typeof(torch).Assembly.GetCustomAttribute<DebuggableAttribute>()!.IsJITOptimizerDisabled);
}
