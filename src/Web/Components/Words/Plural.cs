namespace Simulator.Web.Components.Words;

/// <summary>The words for a number of things: a text for one and a text for none or many, each a whole phrase.</summary>
public static class Plural
{
    /// <summary><paramref name="one"/> where <paramref name="count"/> is 1, else <paramref name="many"/>.</summary>
    public static string Of(long count, string one, string many) => count == 1 ? one : many;
}
