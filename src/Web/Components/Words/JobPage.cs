using Simulator.Jobs;
using Simulator.Kinds;
using Simulator.Runs;

namespace Simulator.Web.Components.Words;

/// <summary>Where the page of a kind of work is: the page's side of the kind's row.</summary>
public static class JobPage
{
    /// <summary>Words of the kinds that search for parameters.</summary>
    public static IReadOnlyList<string> Searches { get; } =
    [.. BuiltInKinds.All.All.Where(k => k.Share == JobShare.Search).Select(k => k.Name)];

    /// <summary>Address of a job's page, relative to the site.</summary>
    public static string Of(string kind, string id) => kind == SimulationKind.Word ? $"simulations/{id}" : $"sweep?run={id}";

    /// <summary>A kind's name for people.</summary>
    public static string TitleOf(string kind) => BuiltInKinds.All.Find(kind)?.Title ?? kind;
}
