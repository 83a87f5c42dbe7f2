using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Simulator.Backtesting;
using Simulator.Portfolios;

namespace Simulator.Tests.Simulation.Portfolios;

/// <summary>
/// The same portfolio gives the same bits: equity, weights, trades, costs and notes of runs that between them meet everything a portfolio
/// can meet. The
/// hashes written down here hold in Debug and in Release and on any machine; whoever makes the engine faster leaves them as they are.
/// </summary>
public sealed class PortfolioDeterminismTests
{
    [Theory]
    [InlineData("equal weights, daily", "f6fa99282c52e2aff9436d7b161dee60c7995122")]
    [InlineData("equal weights, daily, little capital", "ab5a8dc77a449deffea272f14d9df3bd36d30a1f")]
    [InlineData("a basket at a drift", "06e2ea335c95d92d19ef249fa3d4132401974978")]
    [InlineData("minimum variance, daily", "9be79f8500bb5ce991de6e3dfcd49da2b9f4ca27")]
    [InlineData("risk parity, weekly", "b330dffc408eaaeb448942e5739fdae74a36efa7")]
    [InlineData("long and short", "521b1ac0e6bba239e3ddd631d60b5a5c6aa12201")]
    [InlineData("shorting off", "138c696afac0581c51747f0ed01228f2d709d95b")]
    [InlineData("missing bars, four calendars", "aabae7e62a0e5eef671a06ab85f91d984332e627")]
    [InlineData("missing bars, long and short", "d18162f64de5f37aed8f1aef35b7805ff403458c")]
    [InlineData("several currencies", "dfe289baa981140b038304f30dabf0ecc910a573")]
    [InlineData("volume limit", "1918a8ff5e9a533de60d2ff878666461641e6ef9")]
    [InlineData("spread, tick, lots, commission with minimum and cap", "3a3fc9894738e3c417972be0714fcc723298a7eb")]
    [InlineData("no slippage, rebates, interest", "71cb53837b36f1f6de47b2cad021cd126f88f659")]
    [InlineData("margin calls at the next open", "87988cbdf13738826ac39f5f7f1e02f63d9f900d")]
    [InlineData("margin calls at the close", "a79d7d2d2c6b0834aa91710c291d6e2fa4bdfe15")]
    [InlineData("used up", "0adebf5c9a09b21f0d8d3637cd7f10edcdb34506")]
    [InlineData("corporate actions, whole units", "59649e253e027c834808247db47795225c032ea3")]
    [InlineData("corporate actions, long and short", "25f120f690224e90181ab61eb5ec3605d6d19136")]
    [InlineData("parts as trades", "78ec76b507244aa89be3f884e89880126528537f")]
    [InlineData("hedged, orders in the queue's order", "801b878deacddde04ce956a49eaa788212950dc8")]
    [InlineData("targets among orders", "a0d5ba2c347ee396b7e41db904fa9cafd276f685")]
    [InlineData("targets among orders, missing bars, volume limit", "bd7215eb004c1cb97be88459d4617f39569db507")]
    [InlineData("targets among orders, corporate actions, margin", "ff92f060ab9ff2266b146cac18041875107332ef")]
    [InlineData("from the middle to before the end", "673755ca3ebd791e6cd3f1cb6fe5d84f03378b32")]
    public void Hash_OfARun_BeginsAsWrittenDown(string run, string hash) =>
        Assert.Equal(hash, Hash(ExactPortfolios.Runs[run]())[..hash.Length]);

    [Fact]
    public void Runs_MeetWhatTheyAreNamedFor()
    {
        var results = ExactPortfolios.Runs.ToDictionary(r => r.Key, r => r.Value());
        Assert.All(results.Values, r => Assert.True(r.OrderCount > 200));
        Assert.Equal(["used up"], results.Where(r => r.Value.LiquidatedAt >= 0).Select(r => r.Key));
        Assert.All(
            results.Where(r => r.Key.Contains("margin", StringComparison.Ordinal)),
            r => Assert.Contains(r.Value.Notes, n => n.Contains("margin call", StringComparison.Ordinal))
        );
        Assert.All(
            results.Where(r => r.Key.Contains("volume limit", StringComparison.Ordinal)),
            r => Assert.True(r.Value.Account.PartialFills > 100)
        );
        Assert.All(
            results.Where(r => r.Key.Contains("long and short", StringComparison.Ordinal)),
            r => Assert.True(r.Value.Weights.Count(w => w < 0) > 300)
        );
        Assert.All(
            results.Where(r => r.Key.Contains("among orders", StringComparison.Ordinal)),
            r => Assert.True(r.Value.Account.Trades.Count > 300)
        );
        Assert.All(
            results.Where(r => r.Key.Contains("corporate actions, ", StringComparison.Ordinal)),
            r => Assert.Contains(r.Value.Notes, n => n.Contains("delisted", StringComparison.Ordinal))
        );
    }

    private static string Hash(PortfolioResult result)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(MemoryMarshal.AsBytes<double>(result.Equity));
        sha.AppendData(MemoryMarshal.AsBytes<double>(result.Weights));
        sha.AppendData(MemoryMarshal.AsBytes<double>(result.Account.Exposure));
        sha.AppendData(
            MemoryMarshal.AsBytes<double>([
                result.Cash,
                result.Commissions,
                result.SlippageCost,
                result.TurnoverPerYear,
                result.OrderCount,
                result.Account.BorrowCost,
                result.Account.InterestPaid,
                result.Account.InterestEarned,
            ])
        );
        foreach (var asset in result.Assets)
            sha.AppendData(
                MemoryMarshal.AsBytes<double>([asset.Units, asset.Value, asset.Commissions, asset.Dividends, asset.TradedValue])
            );
        sha.AppendData(
            Encoding.UTF8.GetBytes(
                result.Account.TradeHash
                    + string.Concat(result.Assets.Select(a => TradeBook.Hash(a.Trades)))
                    + string.Join('\n', result.Notes)
            )
        );
        return Convert.ToHexStringLower(sha.GetHashAndReset());
    }
}
