using System.Globalization;
using Simulator.Text;

namespace Simulator.Portfolios.Pairs;

/// <summary>
/// Trades the spread log y − α − β·log x of two assets: short when it is high, long when it is low, closed when it has reverted. α, β,
/// the deviation and the Engle–Granger test are estimated on a trailing window at intervals; no position is opened unless the test finds
/// cointegration. Weights are gross/(1 + |β|) for the first asset and −β times that for the second, set at entry and unchanged until exit.
/// A pair is closed if one asset is gone or if a refit finds no line.
/// </summary>
public sealed class PairsTrading : IPortfolioStrategy
{
    private readonly (string Y, string X) _symbols;
    private readonly PairsOptions _options;
    private readonly double[] _logY;
    private readonly double[] _logX;
    private readonly double[] _returns;
    private int[] _pair = [];
    private double[] _weights = [];
    private (double Y, double X) _level;
    private int _sinceFit;
    private int _side;
    private bool _givenUp;
    private bool _isWaiting;

    /// <summary>Trades <paramref name="y"/> against <paramref name="x"/>.</summary>
    /// <exception cref="ArgumentException">Options that contradict each other.</exception>
    public PairsTrading(string y, string x, PairsOptions? options = null)
    {
        (_symbols, _options) = ((y, x), options ?? new PairsOptions());
        _options.Check();
        (_logY, _logX, _returns) = (
            new double[_options.WindowBars],
            new double[_options.WindowBars],
            new double[2 * (_options.WindowBars - 1)]
        );
    }

    /// <inheritdoc/>
    public string Name => $"pair {_symbols.Y}/{_symbols.X}";

    /// <summary>The last fit; null before the first, and where the window allowed none.</summary>
    public CointegrationResult? Fit { get; private set; }

    private double Hedge => double.IsNaN(_options.Hedge) ? Fit!.Hedge : _options.Hedge;

    /// <inheritdoc/>
    public void Start(IReadOnlyList<string> symbols)
    {
        _pair = [IndexOf(_symbols.Y), IndexOf(_symbols.X)];
        if (_pair[0] == _pair[1])
            throw new ArgumentException($"a pair needs two assets, '{_symbols.Y}' is given twice");
        _weights = new double[symbols.Count];
        (_level, _sinceFit, _side, _givenUp, _isWaiting, Fit) = (default, 0, 0, false, true, null);

        int IndexOf(string symbol)
        {
            for (var i = 0; i < symbols.Count; i++)
            {
                if (symbols[i] == symbol)
                    return i;
            }
            throw new ArgumentException($"the pair needs '{symbol}', which is not one of the assets{Suggestion.Hint(symbol, symbols)}");
        }
    }

    /// <inheritdoc/>
    public void Decide(PortfolioContext context)
    {
        if (!PairLegs.AreThere(context, _pair[0], _pair[1]))
        {
            if (_side != 0)
                PairLegs.Close(context, _pair[0], _pair[1], _weights);
            _side = 0;
            return;
        }
        if (!context.IsStep)
            return;
        if (Fit is null || ++_sinceFit >= _options.RefitBars)
            Refit(context);
        else
            MoveOn(context);
        if (Fit is null)
        {
            GiveUp(context);
            return;
        }
        var z = (_level.Y - Fit.Intercept - (Hedge * _level.X)) / Fit.ResidualDeviation;
        var wanted = Side(z);
        if (wanted == _side)
            return;
        _side = wanted;
        Array.Clear(_weights);
        var first = _side * _options.Gross / (1 + Math.Abs(Hedge));
        (_weights[_pair[0]], _weights[_pair[1]]) = (first, -first * Hedge);
        context.Target(_weights);
    }

    /// <inheritdoc/>
    public IEnumerable<string> Conclude()
    {
        if (_isWaiting)
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{Name} over {_options.WindowBars} bars: the two assets had no common history of "
                    + $"that length by the end of the run; the account stayed in cash"
            );
    }

    // Without a fit nothing says when to get out.
    private void GiveUp(PortfolioContext context)
    {
        if (_side == 0)
            return;
        context.Note($"{Name}: no fit over the last {_options.WindowBars} steps: the pair is closed");
        _side = 0;
        Array.Clear(_weights);
        context.Target(_weights);
    }

    // −1 shorts the spread, +1 buys it.
    private int Side(double z)
    {
        if (_givenUp && Math.Abs(z) <= _options.ExitZ)
            _givenUp = false;
        if (_side != 0 && Math.Abs(z) >= _options.StopZ)
            _givenUp = true;
        if (_givenUp || (_side != 0 && -_side * z <= _options.ExitZ))
            return 0;
        return _side == 0 && Math.Abs(z) >= _options.EntryZ && Math.Abs(z) < _options.StopZ && Fit!.Test.PValue <= _options.MaxPValue
            ? -Math.Sign(z)
            : _side;
    }

    // Log prices are rebuilt from returns, so that a split is no step; the window begins at 0 and the intercept takes that up.
    private void Refit(PortfolioContext context)
    {
        if (!context.TryReturns(_pair, _options.WindowBars - 1, _returns))
            return;
        for (var k = 1; k < _options.WindowBars; k++)
        {
            _logY[k] = _logY[k - 1] + Math.Log(1 + _returns[2 * (k - 1)]);
            _logX[k] = _logX[k - 1] + Math.Log(1 + _returns[(2 * (k - 1)) + 1]);
        }
        (_sinceFit, _isWaiting, _level) = (0, false, (_logY[^1], _logX[^1]));
        Fit = CointegrationTest.TryRun(_logY, _logX, _options.Lags, _options.Hedge);
    }

    private void MoveOn(PortfolioContext context)
    {
        var last = _returns.AsSpan(0, 2);
        if (context.TryReturns(_pair, 1, last))
            _level = (_level.Y + Math.Log(1 + last[0]), _level.X + Math.Log(1 + last[1]));
    }
}
