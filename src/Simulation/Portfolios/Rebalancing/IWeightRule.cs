using Simulator.Portfolios.Construction;
using Simulator.Text;

namespace Simulator.Portfolios.Rebalancing;

/// <summary>Computes the target weights of a portfolio.</summary>
public interface IWeightRule
{
    /// <summary>Shown to people.</summary>
    string Name { get; }

    /// <summary>Forgets earlier runs and learns the assets.</summary>
    void Start(IReadOnlyList<string> symbols);

    /// <summary>Writes the weights, one per asset. False leaves the portfolio unchanged.</summary>
    bool TryWeights(PortfolioContext context, Span<double> weights);

    /// <summary>See <see cref="IPortfolioStrategy.Conclude"/>.</summary>
    IEnumerable<string> Conclude() => [];
}

/// <summary>Custom weights: a basket.</summary>
public sealed class FixedWeights : IWeightRule
{
    private readonly IReadOnlyDictionary<string, double> _given;
    private double[] _weights = [];

    /// <summary>Weights by symbol; assets that are not named get none.</summary>
    public FixedWeights(IReadOnlyDictionary<string, double> weights) => _given = weights;

    /// <inheritdoc/>
    public string Name => "given weights";

    /// <inheritdoc/>
    public void Start(IReadOnlyList<string> symbols)
    {
        if (_given.Keys.FirstOrDefault(k => !symbols.Contains(k)) is { } unknown)
            throw new ArgumentException(
                $"a weight is given for '{unknown}', which is not one of the assets{Suggestion.Hint(unknown, symbols)}"
            );
        _weights = [.. symbols.Select(s => _given.GetValueOrDefault(s))];
    }

    /// <inheritdoc/>
    public bool TryWeights(PortfolioContext context, Span<double> weights)
    {
        for (var i = 0; i < weights.Length; i++)
            weights[i] = context.IsTradable(i) ? _weights[i] : 0;
        return true;
    }
}

/// <summary>Fallback if a construction has no solution (<see cref="ConstructionOutcome"/>).</summary>
public enum ConstructionFallback
{
    /// <summary>The portfolio is unchanged until the next rebalancing.</summary>
    Keep,

    /// <summary>Equal weights.</summary>
    Equal,

    /// <summary>Cash.</summary>
    Cash,
}

/// <summary>
/// Weights by a construction over a trailing window. Assets take part once they have a price for the whole window, and no longer
/// when they are delisted; before the first does, the account stays in cash.
/// </summary>
public sealed class ConstructedWeights : IWeightRule
{
    private readonly ConstructionOptions _options;
    private readonly int _window;
    private readonly ConstructionFallback _fallback;
    private PortfolioConstruction? _construction;
    private int[] _members = [];
    private double[] _returns = [];
    private double[] _found = [];
    private bool _isWaiting;

    /// <summary>Builds over the last <paramref name="windowBars"/> returns.</summary>
    /// <exception cref="ArgumentException">A window below two returns.</exception>
    public ConstructedWeights(ConstructionOptions options, int windowBars = 60, ConstructionFallback fallback = ConstructionFallback.Keep)
    {
        if (windowBars < 2)
            throw new ArgumentException(
                FormattableString.Invariant($"weights need a window of at least 2 returns, was {windowBars}; a usual value is 60")
            );
        (_options, _window, _fallback) = (options, windowBars, fallback);
    }

    /// <inheritdoc/>
    public string Name =>
        _options.Method == ConstructionMethod.Equal
            ? "equal weights"
            : FormattableString.Invariant($"{Words(_options.Method)} over {_window} bars");

    /// <inheritdoc/>
    public void Start(IReadOnlyList<string> symbols)
    {
        (_construction, _members, _isWaiting) = (null, new int[symbols.Count], false);
        (_returns, _found) = (new double[symbols.Count * _window], new double[symbols.Count]);
    }

    /// <inheritdoc/>
    public bool TryWeights(PortfolioContext context, Span<double> weights)
    {
        var count = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            if (context.IsTradable(i) && (_options.Method == ConstructionMethod.Equal || context.HasHistory(i, _window)))
                _members[count++] = i;
        }
        if (count == 0)
        {
            _isWaiting = _construction is null;
            return false;
        }
        _isWaiting = false;
        if (_construction?.Assets != count)
            _construction = new PortfolioConstruction(count, _options);
        var members = _members.AsSpan(0, count);
        var found = _found.AsSpan(0, count);
        var returns = _returns.AsSpan(0, _options.Method == ConstructionMethod.Equal ? 0 : count * _window);
        if (returns.Length > 0)
            context.TryReturns(members, _window, returns);
        var outcome = _construction.FromReturns(returns, found);
        if (outcome != ConstructionOutcome.Defined)
        {
            var instead = _fallback switch
            {
                ConstructionFallback.Keep => "the portfolio is unchanged",
                ConstructionFallback.Cash => "cash",
                _ => "equal weights",
            };
            context.Note($"{Name}: no weights ({Reason(outcome)}); {instead}");
            if (_fallback == ConstructionFallback.Keep)
                return false;
            found.Fill(_fallback == ConstructionFallback.Equal ? 1.0 / count : 0);
        }
        weights.Clear();
        for (var k = 0; k < count; k++)
            weights[members[k]] = found[k];
        return true;
    }

    /// <inheritdoc/>
    public IEnumerable<string> Conclude()
    {
        if (_isWaiting)
            yield return _options.Method == ConstructionMethod.Equal
                ? $"{Name}: no asset had a bar by the end of the run; the account stayed in cash"
                : $"{Name}: no asset had enough history by the end of the run; the account stayed in cash";
    }

    private static string Words(ConstructionMethod method) =>
        method switch
        {
            ConstructionMethod.MinimumVariance => "minimum variance",
            ConstructionMethod.Tangency => "tangency portfolio",
            ConstructionMethod.RiskParity => "risk parity",
            ConstructionMethod.HierarchicalRiskParity => "hierarchical risk parity",
            _ => "equal weights",
        };

    private static string Reason(ConstructionOutcome outcome) =>
        outcome switch
        {
            ConstructionOutcome.ShortHistory => "fewer than two returns",
            ConstructionOutcome.SingularCovariance => "the covariance is singular: use a longer window, fewer assets or shrinkage",
            ConstructionOutcome.ConstantPrice => "the price of an asset did not move in the window",
            _ => "no portfolio earned more than the risk-free rate in the window",
        };
}
