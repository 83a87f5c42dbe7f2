using System.Text.Json;
using Simulator.Artifacts;
using Simulator.Learning.Specs;
using Simulator.Store.Simulations;

namespace Simulator.Web.Sweeps;

/// <summary>Keeps the runs of sweeps as trials in the store of the data folder.</summary>
internal sealed class StoredSweepTrials(DataFolder folder) : ISweepTrials
{
    /// <inheritdoc/>
    public Task AddAsync(SweepRequest request, long runs)
    {
        var what = JsonSerializer.SerializeToUtf8Bytes(new { spec = SpecJson.Hash(request.Spec), values = request.Values.OrderBy(v => v.Key, StringComparer.Ordinal), where = request.Where, rank = request.RankBy });
        return StoredTrials.RecordAsync(folder, request.Spec.Data.Target, ColumnarBlob.Hash(what), runs, CancellationToken.None);
    }
}
