using Simulator.Text;

namespace Simulator.Portfolios.Pairs;

/// <summary>
/// Trades two listings of one asset against each other: if one is more expensive than the other by more than <c>entryBps</c> (after the
/// ratio of shares), it is sold and the other bought in equal amounts of money; both are closed when the difference has fallen to
/// <c>exitBps</c>. Decisions are taken at closes and fill at the next opens, so a difference that is gone by then is a loss: bars offer no
/// riskless profit. If one listing is gone, the other is closed.
/// </summary>
public sealed class ListingArbitrage : IPortfolioStrategy
{
    private readonly (string First, string Second) _symbols;
    private readonly double _ratio;
    private readonly double _entry;
    private readonly double _exit;
    private readonly double _gross;
    private (int First, int Second) _assets;
    private double[] _weights = [];
    private int _side;

    /// <summary>Trades <paramref name="first"/> against <paramref name="second"/>, prices in the account's currency.</summary>
    /// <param name="first">One listing.</param>
    /// <param name="second">The other.</param>
    /// <param name="ratio">Units of the second listing that equal one unit of the first (10 if one receipt holds ten shares).</param>
    /// <param name="entryBps">Logarithm of the quotient of both, in basis points, that opens a position; it has to pay for both ways of
    /// both.</param>
    /// <param name="exitBps">Difference that closes it, below the entry.</param>
    /// <param name="gross">Sum of the absolute weights, &gt; 0.</param>
    /// <exception cref="ArgumentException">Numbers that contradict each other.</exception>
    public ListingArbitrage(string first, string second, double ratio = 1, double entryBps = 50, double exitBps = 5, double gross = 1)
    {
        if (!(ratio > 0) || !(entryBps > exitBps) || !(exitBps >= 0) || !(gross > 0) || !double.IsFinite(ratio + entryBps + gross))
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"arbitrage: ratio {ratio} and gross {gross} must be above 0, and 0 ≤ exitBps {exitBps} < entryBps {entryBps} must hold"
                )
            );
        (_symbols, _ratio, _entry, _exit, _gross) = ((first, second), ratio, entryBps * 1e-4, exitBps * 1e-4, gross);
    }

    /// <inheritdoc/>
    public string Name => $"arbitrage {_symbols.First}/{_symbols.Second}";

    /// <inheritdoc/>
    public void Start(IReadOnlyList<string> symbols)
    {
        var list = symbols.ToList();
        _assets = (list.IndexOf(_symbols.First), list.IndexOf(_symbols.Second));
        if (_assets.First < 0 || _assets.Second < 0)
        {
            var missing = _assets.First < 0 ? _symbols.First : _symbols.Second;
            throw new ArgumentException(
                $"the arbitrage needs '{missing}', which is not one of the " + $"assets{Suggestion.Hint(missing, symbols)}"
            );
        }
        (_weights, _side) = (new double[symbols.Count], 0);
    }

    /// <inheritdoc/>
    public void Decide(PortfolioContext context)
    {
        var (first, second) = _assets;
        if (!PairLegs.AreThere(context, first, second))
        {
            if (_side != 0)
                PairLegs.Close(context, first, second, _weights);
            _side = 0;
            return;
        }
        // A close compared with an older one is no difference in price: both must have closed just now.
        if (!context.HasNewBar(first) || !context.HasNewBar(second))
            return;
        var gap = Math.Log(context.Close(first)[^1] / (_ratio * context.Close(second)[^1]));
        var wanted =
            Math.Abs(gap) >= _entry ? -Math.Sign(gap)
            : _side != 0 && -_side * gap > _exit ? _side
            : 0;
        if (wanted == _side)
            return;
        _side = wanted;
        Array.Clear(_weights);
        (_weights[first], _weights[second]) = (_side * _gross / 2, -_side * _gross / 2);
        context.Target(_weights);
    }
}
