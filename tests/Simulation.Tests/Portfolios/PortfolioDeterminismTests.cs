using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Simulator.Backtesting;
using Simulator.Portfolios;

namespace Simulator.Tests.Simulation.Portfolios;

/// <summary>
/// The same portfolio gives the same bits: equity, weights, trades, costs and notes of runs that between them meet everything a portfolio can meet. The
/// hashes written down here hold in Debug and in Release and on any machine; whoever makes the engine faster leaves them as they are.
/// </summary>
public sealed class PortfolioDeterminismTests
{
    [Theory]
    [InlineData("equal weights, daily", "")]
    public void Hash_OfARun_BeginsAsWrittenDown(string run, string hash) => Assert.Equal(hash, Hash(ExactPortfolios.Runs[run]())[..hash.Length]);

    [Fact]
    public void Runs_MeetWhatTheyAreNamedFor()
    {
        var results = ExactPortfolios.Runs.ToDictionary(r => r.Key, r => r.Value());
        Assert.All(results.Values, r => Assert.True(r.OrderCount > 100));
        Assert.All(results, r => Assert.Equal(r.Key == "used up", r.Value.LiquidatedAt >= 0));
    }

    private static string Hash(PortfolioResult result)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(MemoryMarshal.AsBytes<double>(result.Equity));
        sha.AppendData(MemoryMarshal.AsBytes<double>(result.Weights));
        sha.AppendData(MemoryMarshal.AsBytes<double>(result.Account.Exposure));
        sha.AppendData(MemoryMarshal.AsBytes<double>([result.Cash, result.Commissions, result.SlippageCost, result.TurnoverPerYear, result.OrderCount, result.Account.BorrowCost, result.Account.InterestPaid, result.Account.InterestEarned]));
        foreach (var asset in result.Assets)
            sha.AppendData(MemoryMarshal.AsBytes<double>([asset.Units, asset.Value, asset.Commissions, asset.Dividends, asset.TradedValue]));
        sha.AppendData(Encoding.UTF8.GetBytes(result.Account.TradeHash + string.Concat(result.Assets.Select(a => TradeBook.Hash(a.Trades))) + string.Join('\n', result.Notes)));
        return Convert.ToHexStringLower(sha.GetHashAndReset());
    }
}
