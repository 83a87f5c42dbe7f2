using System.Globalization;

namespace Simulator.Strategies;

/// <summary>Parameters of a strategy that were checked against their ranges one by one.</summary>
internal sealed class StrategyValues(StrategyDescription strategy, IReadOnlyDictionary<string, string> given)
{
    public string Text(string name) => given.TryGetValue(name, out var value) ? value : strategy.Parameters.First(p => p.Name == name).Default;

    public double Number(string name) => double.Parse(Text(name), NumberStyles.Float, CultureInfo.InvariantCulture);

    public int Whole(string name) => (int)Number(name);

    public bool Is(string name, string word) => Text(name) == word;

    public TradeSide Side => Text("side") switch
    {
        "long" => TradeSide.Long,
        "short" => TradeSide.Short,
        _ => TradeSide.Both,
    };
}
