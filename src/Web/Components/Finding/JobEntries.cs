using Simulator.Runs;
using Simulator.Store.Jobs;
using Simulator.Web.Components.Controls;
using Simulator.Web.Components.Layout;
using Simulator.Web.Components.Words;

namespace Simulator.Web.Components.Finding;

/// <summary>Runs and searches: the newest by any letters of their names, all by a part of name, target or strategy.</summary>
internal sealed class JobEntries(JobLibrary library) : IPaletteSource
{
    private const int Newest = 200;
    private const int MostFound = 20;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<PaletteEntry>> OfferAsync(string words, CancellationToken cancellation)
    {
        var found = words.Length == 0 ? [] : (await ListAsync(words, MostFound, cancellation)).Rows;
        var newest = (await ListAsync(null, Newest, cancellation)).Rows;
        return [.. found.Concat(newest).Select(Entry).OrderBy(e => e.Section != FindingText.Runs)];
    }

    private Task<JobListPage> ListAsync(string? words, int take, CancellationToken cancellation) =>
        library.ListAsync(new JobQuery { Search = words, Take = take }, cancellation);

    private static PaletteEntry Entry(JobRow job)
    {
        var isRun = job.Kind == SimulationKind.Word;
        return new(
            $"job:{job.Id}",
            isRun ? FindingText.Runs : FindingText.Searches,
            isRun ? Glyphs.QueryStats : Glyphs.GridOn,
            job.Name,
            $"{(isRun ? "" : $"{JobPage.TitleOf(job.Kind)} · ")}{job.Target} · {Figures.Day(job.Created.UtcDateTime)}"
        )
        {
            Href = Addresses.Job(job.Kind, job.Id),
        };
    }
}
