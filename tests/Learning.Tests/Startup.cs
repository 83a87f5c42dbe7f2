using System.Runtime.CompilerServices;
using Simulator.Learning.Native;

namespace Simulator.Tests.Learning;

/// <summary>Tests of tensors alone use nothing of the product, so that its step for older systems has to be taken here.</summary>
internal static class Startup
{
    [ModuleInitializer]
    internal static void Prepare() => TorchLibrary.Prepare();
}
