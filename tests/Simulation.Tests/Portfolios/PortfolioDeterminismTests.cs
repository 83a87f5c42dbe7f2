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
    [InlineData("risk parity, weekly", "0a02a97ee97a075766e88f7bb5b8fd53dad3e803")]
    [InlineData("long and short", "521b1ac0e6bba239e3ddd631d60b5a5c6aa12201")]
    [InlineData("shorting off", "138c696afac0581c51747f0ed01228f2d709d95b")]
    [InlineData("missing bars, four calendars", "edd6104c060ed2061f867c9264eb9fb1114bde7c")]
    [InlineData("missing bars, long and short", "6f99049bb09bc836fd1cd1aa32fe7e26382c8f55")]
    [InlineData("several currencies", "dfe289baa981140b038304f30dabf0ecc910a573")]
    [InlineData("volume limit", "1918a8ff5e9a533de60d2ff878666461641e6ef9")]
    [InlineData("spread, tick, lots, commission with minimum and cap", "3a3fc9894738e3c417972be0714fcc723298a7eb")]
    [InlineData("no slippage, rebates, interest", "71cb53837b36f1f6de47b2cad021cd126f88f659")]
    [InlineData("margin calls at the next open", "e9617c43f423c18465d8ca547f604c26a4d23cf3")]
    [InlineData("margin calls at the close", "3bb6b75f0ca20760715e3103f1cb528a6a59c2af")]
    [InlineData("used up", "69d362ab7102551f8e92b5509363b43e35ea0498")]
    [InlineData("corporate actions, whole units", "f6f2297762b8d3d9ca52d21c4cbfb9cb633c86d9")]
    [InlineData("corporate actions, long and short", "252a2e19a09b7394fcd0bc5ef76a08bf1b02cb85")]
    [InlineData("parts as trades", "78ec76b507244aa89be3f884e89880126528537f")]
    [InlineData("hedged, orders in the queue's order", "801b878deacddde04ce956a49eaa788212950dc8")]
    [InlineData("targets among orders", "a0d5ba2c347ee396b7e41db904fa9cafd276f685")]
    [InlineData("targets among orders, missing bars, volume limit", "f7b636bb8e4b074b97d2c0e3b57f8df3674cb417")]
    [InlineData("targets among orders, corporate actions, margin", "95a7031a1674c4749e400625477b0d148bda068f")]
    [InlineData("from the middle to before the end", "6f048721867849cd57d37e820b24ee00227fcdf8")]
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
