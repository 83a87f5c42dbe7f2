using Simulator.Reporting;
using Simulator.Runs;
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
            BenchmarkReturnFraction = Figure(accounts, Benchmark(accounts), TotalReturn),
            Sharpe = Figure(accounts, 0, Sharpe),
            Sentence = result.Report.Sentence,
            Device = result.Device,
            CodeVersion = result.CodeVersion,
            Stored = stored,
        };
    }

    /// <summary>The buy-and-hold account; the run itself if it is buy-and-hold.</summary>
    private static int Benchmark(IReadOnlyList<AccountReport> accounts)
    {
        for (var i = 1; i < accounts.Count; i++)
        {
            if (accounts[i].Name == ReportBuilder.BuyAndHoldName)
                return i;
        }
        return 0;
    }

    /// <summary>NaN is undefined: NULL in the database.</summary>
    private static double? Figure(IReadOnlyList<AccountReport> accounts, int account, string key) =>
        account < accounts.Count && accounts[account].Statistics.TryGetValue(key, out var value) && double.IsFinite(value) ? value : null;
}
