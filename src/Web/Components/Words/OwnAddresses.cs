namespace Simulator.Web.Components.Words;

/// <summary>
/// Addresses that a page gave itself, so that it does not begin anew when it is told of them. They come back one after the other, after the
/// browser took each: by then the form may be two changes further, and beginning with an older one would undo what was typed since.
/// </summary>
public sealed class OwnAddresses
{
    private readonly List<string> _given = [];

    /// <summary>Notes an address before the page goes to it.</summary>
    public void Give(string address) => _given.Add(address);

    /// <summary>Whether this is one that the page gave itself; each comes back once.</summary>
    public bool Take(string address) => _given.Remove(address);
}
