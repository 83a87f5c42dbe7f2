using System.Globalization;

namespace Simulator.Parameters;

/// <summary>Parameters that were checked against their ranges one by one.</summary>
internal sealed class StrategyValues(IReadOnlyList<StrategyParameter> table, IReadOnlyDictionary<string, string> given)
{
    public string Text(string name) => given.TryGetValue(name, out var value) ? value : table.First(p => p.Name == name).Default;

    /// <summary>The number; NaN where the parameter's word stands in its place.</summary>
    public double Number(string name) =>
        double.TryParse(Text(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : double.NaN;

    public int Whole(string name) => (int)Number(name);

    public bool Is(string name, string word) => Text(name) == word;

    public TradeSide Side =>
        Text("side") switch
        {
            "long" => TradeSide.Long,
            "short" => TradeSide.Short,
            _ => TradeSide.Both,
        };
}
