using System.Linq.Expressions;
using Simulator.Store.Database;
using Simulator.Store.Jobs;

namespace Simulator.Store.Simulations;

/// <summary>Search and order of a list of simulations, as the database does them.</summary>
internal static class SimulationOrdering
{
    public static IQueryable<StoredJob> Matching(IQueryable<StoredJob> jobs, SimulationQuery query)
    {
        if (query.State is { } state)
            jobs = jobs.Where(j => j.State == state);
        return JobOrdering.Containing(jobs, query.Search);
    }

    public static IQueryable<StoredJob> Of(IQueryable<StoredJob> jobs, SimulationOrder order, bool descending) =>
        order switch
        {
            SimulationOrder.Name => JobOrdering.Newest(jobs.Ordered(j => j.Name, descending)),
            SimulationOrder.Target => JobOrdering.Newest(jobs.Ordered(j => j.Target, descending)),
            SimulationOrder.Strategy => JobOrdering.Newest(jobs.Ordered(j => j.Strategy, descending)),
            SimulationOrder.State => JobOrdering.Newest(jobs.Ordered(j => j.State, descending)),
            SimulationOrder.ReturnFraction => ByFigure(
                jobs,
                j => j.Result!.ReturnFraction,
                j => j.Result!.ReturnFraction == null,
                descending
            ),
            SimulationOrder.BenchmarkReturnFraction => ByFigure(
                jobs,
                j => j.Result!.BenchmarkReturnFraction,
                j => j.Result!.BenchmarkReturnFraction == null,
                descending
            ),
            SimulationOrder.Sharpe => ByFigure(jobs, j => j.Result!.Sharpe, j => j.Result!.Sharpe == null, descending),
            _ => jobs.Ordered(j => j.Created, descending).ThenByDescending(j => j.Id),
        };

    private static IOrderedQueryable<StoredJob> ByFigure(
        IQueryable<StoredJob> jobs,
        Expression<Func<StoredJob, double?>> figure,
        Expression<Func<StoredJob, bool>> isMissing,
        bool descending
    )
    {
        var present = jobs.OrderBy(isMissing);
        return JobOrdering.Newest(descending ? present.ThenByDescending(figure) : present.ThenBy(figure));
    }
}
