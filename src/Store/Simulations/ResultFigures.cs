using Simulator.Learning.Pipeline;
using Simulator.Store.Database;

namespace Simulator.Store.Simulations;

/// <summary>The figures of a result that lists show.</summary>
internal static class ResultFigures
{
    public const string TotalReturn = "returnFraction";
    public const string Sharpe = "sharpe";

    public static StoredResult RowOf(string jobId, SimulationResult result, string blobHash, DateTimeOffset stored)
    {
        var accounts = result.Report.Accounts;
        return new StoredResult
        {
            JobId = jobId,
            BlobHash = blobHash,
            ResultHash = result.ResultHash,
            ReturnFraction = Figure(accounts, 0, TotalReturn),
            BenchmarkReturnFraction = Figure(accounts, 1, TotalReturn),
            Sharpe = Figure(accounts, 0, Sharpe),
            Sentence = result.Report.Sentence,
            Device = result.Device,
            CodeVersion = result.CodeVersion,
            Stored = stored,
        };
    }

    /// <summary>NaN is undefined, which a database says with NULL.</summary>
    private static double? Figure(IReadOnlyList<Reporting.AccountReport> accounts, int account, string key) =>
        account < accounts.Count && accounts[account].Statistics.TryGetValue(key, out var value) && double.IsFinite(value) ? value : null;
}
