using System.Globalization;
using System.Net.Sockets;
using System.Text;

/// <summary>
/// Loaded into the server by <c>bench/pages.mjs</c> (<c>DOTNET_STARTUP_HOOKS</c>): whoever connects to the socket that <c>HEAP_PROBE</c>
/// names makes the process collect its garbage and gets the bytes in use then, as JSON. The product itself has no such door.
/// </summary>
// The runtime looks for a type of exactly this name, in no namespace.
#pragma warning disable CA1050
internal static class StartupHook
#pragma warning restore CA1050
{
    private const string Setting = "HEAP_PROBE";

    /// <summary>Called by the runtime before the program's own <c>Main</c>.</summary>
    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(Setting) is not { Length: > 0 } path)
            return;
        File.Delete(path);
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        socket.Listen();
        new Thread(() => Answer(socket)) { IsBackground = true, Name = "heap probe" }.Start();
    }

    private static void Answer(Socket listening)
    {
        while (true)
        {
            using var asking = listening.Accept();
            // Twice: what a finalizer held is free after the second.
            for (var round = 0; round < 2; round++)
            {
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                GC.WaitForPendingFinalizers();
            }
            var text = string.Create(
                CultureInfo.InvariantCulture,
                $$"""{ "heap": {{GC.GetTotalMemory(forceFullCollection: true)}}, "workingSet": {{Environment.WorkingSet}} }"""
            );
            asking.Send(Encoding.UTF8.GetBytes(text));
        }
    }
}
