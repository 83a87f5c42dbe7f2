namespace Simulator.Text;

/// <summary>Names in a message: the first ones, and how many more there are.</summary>
public static class Listing
{
    private const int Most = 20;

    /// <summary>“A, B, C” or “A, B, … and 2,042 more”.</summary>
    public static string Of(IReadOnlyCollection<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        return names.Count <= Most
            ? string.Join(", ", names)
            : FormattableString.Invariant($"{string.Join(", ", names.Take(Most))} and {names.Count - Most:N0} more");
    }
}
