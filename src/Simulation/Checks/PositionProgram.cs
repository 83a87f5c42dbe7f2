namespace Simulator.Checks;

/// <summary>
/// The positions that earn most in the long run under a cost of each change: average-reward dynamic programming over what is known of the
/// next return (Puterman 1994, section 8.5, relative value iteration). With W(s, h) the relative value of knowing s and holding h,
/// W(s, h) = max over a of { g(s, a) − c·|e(a) − e(h)| + Σ P(s, s′)·W(s′, a) } less a constant.
/// </summary>
internal sealed class PositionProgram
{
    private const int MostSweeps = 20_000;
    private const double Tolerance = 1e-10;
    private readonly double[][] _growth; // [state][action]
    private readonly double[][] _later; // [state][action] Σ P(s, s′)·W(s′, a)
    private readonly double[] _exposures;
    private readonly double _cost;

    private PositionProgram(double[][] growth, double[] exposures, double cost)
    {
        (_growth, _exposures, _cost) = (growth, exposures, cost);
        _later = [.. growth.Select(g => new double[g.Length])];
    }

    /// <summary>Log-growth per bar of an account that decides so for ever.</summary>
    public double Gain { get; private set; }

    /// <summary>Solves it.</summary>
    /// <param name="growth">[state][action] expected log-growth over the next bar, without costs.</param>
    /// <param name="transition">[state][state] probabilities; each row sums to 1.</param>
    /// <param name="exposures">[action] exposure, a multiple of equity.</param>
    /// <param name="cost">Cost of a unit of exposure traded, a fraction.</param>
    public static PositionProgram Solve(double[][] growth, double[][] transition, ReadOnlySpan<double> exposures, double cost)
    {
        var program = new PositionProgram(growth, exposures.ToArray(), cost);
        for (var sweep = 0; sweep < MostSweeps; sweep++)
            if (program.Sweep(transition) < Tolerance)
                break;
        return program;
    }

    /// <summary>The action that is best when <paramref name="state"/> is known and <paramref name="held"/> is held.</summary>
    public int Decide(int state, int held)
    {
        var best = 0;
        for (var a = 1; a < _exposures.Length; a++)
            best = Worth(state, held, a) > Worth(state, held, best) ? a : best;
        return best;
    }

    private double Worth(int state, int held, int action) =>
        _growth[state][action] - (_cost * Math.Abs(_exposures[action] - _exposures[held])) + _later[state][action];

    // One step of value iteration; the largest change, which is 0 at the solution.
    private double Sweep(double[][] transition)
    {
        var (states, actions) = (_growth.Length, _exposures.Length);
        var values = new double[states][]; // W(s, h)
        for (var s = 0; s < states; s++)
            values[s] = [.. Enumerable.Range(0, actions).Select(held => Worth(s, held, Decide(s, held)))];
        var most = 0.0;
        Gain = values[0][0]; // the values before were relative to it
        for (var s = 0; s < states; s++)
        for (var a = 0; a < actions; a++)
        {
            var later = 0.0;
            for (var next = 0; next < states; next++)
                later += transition[s][next] * (values[next][a] - values[0][0]);
            most = Math.Max(most, Math.Abs(later - _later[s][a]));
            _later[s][a] = later;
        }
        return most;
    }
}
