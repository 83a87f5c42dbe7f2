using Simulator.Portfolios;

namespace Simulator.Reporting;

/// <summary>The assets of an account with several, and how it was divided among them.</summary>
public sealed record PortfolioReport
{
    /// <summary>What the account was measured against: an asset, or all of them in equal parts.</summary>
    public required string Benchmark { get; init; }

    /// <summary>By asset, in the order of their symbols.</summary>
    public required IReadOnlyList<AssetReport> Assets { get; init; }

    /// <summary>Cash at the end, in the account's currency.</summary>
    public required double Cash { get; init; }

    /// <summary>Interest and borrow cost, less what cash earned.</summary>
    public required double FinancingCost { get; init; }

    /// <summary>Value of all fills ÷ mean equity ÷ years.</summary>
    public required double TurnoverPerYear { get; init; }

    /// <summary>Sums a run up.</summary>
    /// <param name="result">The run.</param>
    /// <param name="points">Instants of the run that the report's curves show.</param>
    public static PortfolioReport Of(PortfolioResult result, int[] points) =>
        new()
        {
            Benchmark = result.Benchmark.Symbol,
            Cash = result.Cash,
            FinancingCost = result.Account.FinancingCost,
            TurnoverPerYear = result.TurnoverPerYear,
            Assets = [.. result.Assets.Select((asset, i) => Asset(result, asset, i, points))],
        };

    private static AssetReport Asset(PortfolioResult result, AssetResult asset, int index, int[] points)
    {
        double Weight(int instant) => result.Weights[(instant * result.Symbols.Count) + index];
        return new AssetReport
        {
            Symbol = asset.Symbol,
            Trades = asset.Trades.Count,
            Units = asset.Units,
            Value = asset.Value,
            Commissions = asset.Commissions,
            Dividends = asset.Dividends,
            TradedValue = asset.TradedValue,
            SlippageCost = asset.SlippageCost,
            BorrowCost = asset.BorrowCost,
            ProfitLoss = asset.Trades.Sum(t => t.ProfitLoss) + asset.Dividends,
            MeanWeight = Enumerable.Range(0, result.Equity.Length).Average(Weight),
            LastWeight = Weight(result.Equity.Length - 1),
            Weights = Array.ConvertAll(points, Weight),
        };
    }
}

/// <summary>What one asset did in an account with several. Money in the account's currency.</summary>
public sealed record AssetReport
{
    /// <summary>Its name.</summary>
    public required string Symbol { get; init; }

    /// <summary>Positions from flat to flat, and one that is open.</summary>
    public required int Trades { get; init; }

    /// <summary>Units held at the end, signed.</summary>
    public required double Units { get; init; }

    /// <summary>Their value at the last close.</summary>
    public required double Value { get; init; }

    /// <summary>
    /// What it made: profit of its trades after costs, and its dividends. All assets' together less the cost of financing are the profit of
    /// the account.
    /// </summary>
    public required double ProfitLoss { get; init; }

    /// <summary>Commissions paid.</summary>
    public required double Commissions { get; init; }

    /// <summary>Dividends received less dividends paid on shorts.</summary>
    public required double Dividends { get; init; }

    /// <summary>Σ |units|·price of its fills.</summary>
    public required double TradedValue { get; init; }

    /// <summary>What slippage cost; it is part of the prices of the trades.</summary>
    public double SlippageCost { get; init; }

    /// <summary>Cost of borrowed shares; not part of the trades' profit.</summary>
    public double BorrowCost { get; init; }

    /// <summary>Mean of its signed weight over the run.</summary>
    public required double MeanWeight { get; init; }

    /// <summary>Its weight at the last close.</summary>
    public required double LastWeight { get; init; }

    /// <summary>Signed weight at each point of the report's curves.</summary>
    public required double[] Weights { get; init; }
}
