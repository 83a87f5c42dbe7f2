using System.Runtime.InteropServices;
using Simulator.Errors;

namespace Simulator.Learning.Trees;

/// <summary>Turns a failed call of XGBoost into an error that says what failed and why.</summary>
internal static class XgboostCall
{
    /// <summary>Throws where a call did not return 0.</summary>
    /// <param name="returned">What it returned.</param>
    /// <param name="doing">What it was to do, for the message.</param>
    /// <exception cref="SimulationException">It failed; the text has XGBoost's first line, without the trace below it.</exception>
    public static void Check(int returned, string doing)
    {
        if (returned == 0)
            return;
        var text = Marshal.PtrToStringUTF8(XgboostApi.LastError()) ?? "no reason given";
        var line = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .FirstOrDefault("no reason given");
        throw new SimulationException($"XGBoost could not do this: {doing}: {line}");
    }
}
