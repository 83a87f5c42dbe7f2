using Simulator.Jobs;
using Simulator.Kinds;

namespace Simulator.Web.Components.Words;

/// <summary>A kind of work in words of a page: the page's side of the kind's row.</summary>
public static class JobPage
{
    /// <summary>Words of the kinds that search for parameters.</summary>
    public static IReadOnlyList<string> Searches { get; } =
    [.. BuiltInKinds.All.All.Where(k => k.Share == JobShare.Search).Select(k => k.Name)];

    /// <summary>A kind's name for people.</summary>
    public static string TitleOf(string kind) => BuiltInKinds.All.Find(kind)?.Title ?? kind;
}
