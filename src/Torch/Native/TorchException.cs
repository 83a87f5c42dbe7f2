using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>
/// A libtorch operation failed. The message names the operation, libtorch's reason and the shapes of all operands.
/// Derives from <see cref="ExternalException"/>, which is what code written against TorchSharp catches.
/// </summary>
public sealed class TorchException : ExternalException
{
    /// <summary>Creates the exception with libtorch's message.</summary>
    public TorchException(string message)
        : base(message) { }
}

/// <summary>libtorch, or the library that connects it to .NET, could not be loaded. The message says which and how to install it.</summary>
public sealed class LibtorchNotFoundException : DllNotFoundException
{
    /// <summary>Creates the exception with the reason and the remedy.</summary>
    public LibtorchNotFoundException(string message)
        : base(message) { }
}
