namespace Simulator.Generation;

/// <summary>A path of a market, bar by bar.</summary>
/// <param name="Return">[bar] log-return, close to close.</param>
/// <param name="Volatility">[bar] standard deviation of that return as known a bar before.</param>
/// <param name="Activity">
/// [bar] log-volume less its usual level (the mean of the log-volumes of the bars before, at most
/// <see cref="MarketHistory.LevelBars"/>); empty without volume.
/// </param>
public sealed record ReturnPath(double[] Return, double[] Volatility, double[] Activity)
{
    /// <summary>Bars.</summary>
    public int Count => Return.Length;

    /// <summary>Whether it has volume.</summary>
    public bool HasActivity => Activity.Length > 0;

    /// <summary>The bars [start, start + bars).</summary>
    public ReturnPath Slice(int start, int bars) =>
        new(Return[start..(start + bars)], Volatility[start..(start + bars)], HasActivity ? Activity[start..(start + bars)] : []);

    /// <summary>The bars at places of this path, in their order.</summary>
    public ReturnPath At(ReadOnlySpan<int> places)
    {
        var (returns, volatility) = (new double[places.Length], new double[places.Length]);
        var activity = new double[HasActivity ? places.Length : 0];
        for (var i = 0; i < places.Length; i++)
        {
            (returns[i], volatility[i]) = (Return[places[i]], Volatility[places[i]]);
            if (HasActivity)
                activity[i] = Activity[places[i]];
        }
        return new(returns, volatility, activity);
    }
}
