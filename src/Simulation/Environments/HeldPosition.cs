using Simulator.Backtesting;

namespace Simulator.Environments;

/// <summary>What is wanted and held, as the engine has it at the close of a bar.</summary>
/// <param name="Target">Target exposure that was ordered last, −1 to 1. It differs from what is held where volume, margin or lots
/// intervened.</param>
/// <param name="Exposure">Signed value of the position ÷ (equity · leverage): ±1 is all that the account may hold; 0 when flat.</param>
/// <param name="EntryPrice">Mean price of the entries, slippage included; 0 when flat.</param>
/// <param name="BarsHeld">Bars since the oldest open entry, its own bar included; 0 when flat.</param>
public readonly record struct HeldPosition(double Target, double Exposure, double EntryPrice, int BarsHeld)
{
    /// <summary>Nothing wanted and nothing held.</summary>
    public static HeldPosition Flat => default;

    /// <summary>Log-return since the entry, signed by the position, if it were closed at <paramref name="price"/>; 0 when flat.</summary>
    public double UnrealisedLogReturn(double price) => Exposure == 0 ? 0 : Math.Sign(Exposure) * Math.Log(price / EntryPrice);

    /// <summary>What a portfolio holds at the close of a bar.</summary>
    /// <param name="portfolio">What is open.</param>
    /// <param name="target">Target ordered last.</param>
    /// <param name="bar">The bar.</param>
    /// <param name="close">Its close.</param>
    /// <param name="equity">Equity there; with nothing of it left nothing is held.</param>
    /// <param name="leverage">Leverage of the account.</param>
    internal static HeldPosition Of(Portfolio portfolio, double target, int bar, double close, double equity, double leverage) =>
        portfolio.Units == 0 || !(equity > 0)
            ? new HeldPosition(target, 0, 0, 0)
            : new HeldPosition(
                target,
                portfolio.Units * close / (equity * leverage),
                portfolio.EntryPrice,
                bar - portfolio.Open[0].EntryBar + 1
            );
}
