using Microsoft.EntityFrameworkCore;
using Simulator.Store.Database;

namespace Simulator.Store.Jobs;

/// <summary>Search and order of a list of jobs, as the database does them.</summary>
internal static class JobOrdering
{
    public static IQueryable<StoredJob> Matching(IQueryable<StoredJob> jobs, JobQuery query)
    {
        if (query.Kinds is { } kinds)
            jobs = jobs.Where(j => kinds.Contains(j.Kind));
        return Containing(jobs, query.Search);
    }

    /// <summary>Jobs whose name, target or strategy contains some words; all of them without words.</summary>
    public static IQueryable<StoredJob> Containing(IQueryable<StoredJob> jobs, string? search)
    {
        if (string.IsNullOrWhiteSpace(search))
            return jobs;
        var pattern = LikePattern.Containing(search);
        return jobs.Where(j =>
            EF.Functions.Like(j.Name, pattern, "\\")
            || EF.Functions.Like(j.Target, pattern, "\\")
            || EF.Functions.Like(j.Strategy, pattern, "\\")
        );
    }

    public static IQueryable<StoredJob> Of(IQueryable<StoredJob> jobs, JobOrder order, bool descending) =>
        order switch
        {
            JobOrder.Name => Newest(jobs.Ordered(j => j.Name, descending)),
            JobOrder.Kind => Newest(jobs.Ordered(j => j.Kind, descending)),
            JobOrder.State => Newest(jobs.Ordered(j => j.State, descending)),
            JobOrder.Runs => Newest(jobs.Ordered(j => j.Result == null ? 0 : j.Result.Runs, descending)),
            // A Sharpe ratio is not compared with a return: the figures of one kind stand together.
            JobOrder.Figure when descending => Newest(
                jobs.OrderBy(j => j.Result!.Figure == null).ThenBy(j => j.Result!.FigureKey).ThenByDescending(j => j.Result!.Figure)
            ),
            JobOrder.Figure => Newest(
                jobs.OrderBy(j => j.Result!.Figure == null).ThenBy(j => j.Result!.FigureKey).ThenBy(j => j.Result!.Figure)
            ),
            _ => jobs.Ordered(j => j.Created, descending).ThenByDescending(j => j.Id),
        };

    /// <summary>The newest first among equal ones.</summary>
    public static IOrderedQueryable<StoredJob> Newest(IOrderedQueryable<StoredJob> jobs) =>
        jobs.ThenByDescending(j => j.Created).ThenByDescending(j => j.Id);
}
