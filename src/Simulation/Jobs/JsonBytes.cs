using System.Runtime.InteropServices;
using System.Text.Json;

namespace Simulator.Jobs;

/// <summary>The bytes of a JSON element as they were read.</summary>
internal static class JsonBytes
{
    public static byte[] Of(JsonElement element) => JsonMarshal.GetRawUtf8Value(element).ToArray();
}
