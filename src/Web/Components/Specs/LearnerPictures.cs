using Simulator.Jobs;
using Simulator.Learners;
using Simulator.Runs;
using Simulator.Store;
using Simulator.Store.Jobs;

namespace Simulator.Web.Components.Specs;

/// <summary>
/// Small pictures of learners: how the newest run here that trained one did on validation while it trained, beside its baseline. Which
/// values these are is in the learner's row: the first chart that has a baseline. The server itself trains nothing.
/// </summary>
public sealed class LearnerPictures(SimulatorStore store, JobLibrary library)
{
    private const int Newest = 30;

    /// <summary>The pictures that there are, by the key of the card, each with the name of the run.</summary>
    public async Task<IReadOnlyDictionary<string, (StrategyPicture Picture, string Run)>> AllAsync(CancellationToken cancellation)
    {
        var pictures = new Dictionary<string, (StrategyPicture, string)>(StringComparer.Ordinal);
        var wanted = GalleryCard.All.Where(c => c.Role is not null).ToList();
        foreach (var job in (await library.ListAsync([SimulationKind.Word], 0, Newest, cancellation)).Rows)
        {
            if (pictures.Count == wanted.Count)
                break;
            if (
                job.State != JobState.Succeeded
                || store.Jobs.Find(job.Id) is not { } row
                || StagesJson.TryRead(row.StagesJson) is not { } stages
            )
                continue;
            foreach (var card in wanted.Where(c => !pictures.ContainsKey(c.Key)))
            {
                var stage = stages.FirstOrDefault(s => s.Stage == card.Group && s.Learner == card.Name);
                if (stage is not null && Draw(card, store.Jobs.Curves(job.Id)) is { } picture)
                    pictures[card.Key] = (picture, job.Name);
            }
        }
        return pictures;
    }

    /// <summary>The picture of a card from the points of a run; null where the row has no baseline or the run no points of both.</summary>
    internal static StrategyPicture? Draw(GalleryCard card, IReadOnlyList<JobEvent.Evaluated> points)
    {
        var chart = LearnerTable.Find(card.Role!.Value, card.Name)?.Charts.FirstOrDefault(c => c.Lines.Any(l => l.IsBaseline));
        if (chart is null)
            return null;
        var own = Values(points, card.Group, chart.Lines.First(l => !l.IsBaseline).Value);
        var baseline = Values(points, card.Group, chart.Lines.First(l => l.IsBaseline).Value);
        if (own.Count < 2 || baseline.Count < 2)
            return null;
        var (low, high) = (own.Concat(baseline).Min(), own.Concat(baseline).Max());
        return new StrategyPicture(PictureLine.Of(baseline, low, high), PictureLine.Of(own, low, high));
    }

    // Of several folds or seeds the first one's.
    private static List<double> Values(IReadOnlyList<JobEvent.Evaluated> points, string stage, string value)
    {
        var of = points.Where(p => p.Stage == stage && p.Values.TryGetValue(value, out var v) && double.IsFinite(v)).ToList();
        return of.Count == 0 ? [] : [.. of.Where(p => p.Group == of[0].Group).Select(p => p.Values[value])];
    }
}
