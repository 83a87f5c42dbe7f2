namespace Simulator.Tests.Architecture;

/// <summary>What breaks a rule, by name.</summary>
internal static class Offenders
{
    /// <summary>Fails and lists them where there are any.</summary>
    public static void None<T>(IEnumerable<T> offenders)
    {
        var list = offenders.ToList();
        Assert.True(list.Count == 0, $"{list.Count}: {string.Join(Environment.NewLine, list)}");
    }
}
