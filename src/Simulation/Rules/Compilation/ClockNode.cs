using System.Globalization;
using Simulator.Rules.Clocks;
using Simulator.Rules.Syntax;

namespace Simulator.Rules.Compilation;

/// <summary>Bars that parts of a rule are computed on: those of the traded series, of another symbol, of another timeframe.</summary>
internal sealed class ClockNode
{
    private readonly Dictionary<string, ColumnNode> _byKey = new(StringComparer.Ordinal);

    private ClockNode(ClockNode? parent, string? symbol, Timeframe? frame, RuleText? text, Extent at) =>
        (Parent, Symbol, Frame, Text, At, Level, Spent) = (
            parent,
            symbol,
            frame,
            text,
            at,
            parent is null ? 0 : parent.Level + 1,
            parent?.Spent ?? new Budget()
        );

    /// <summary>The bars around these; null for those of the traded series.</summary>
    public ClockNode? Parent { get; }

    /// <summary>Whose bars; null for the traded series.</summary>
    public string? Symbol { get; }

    /// <summary>Which bars; null for the series' own.</summary>
    public Timeframe? Frame { get; }

    /// <summary>The expression that first asked for them.</summary>
    public RuleText? Text { get; }

    /// <summary>Where in it.</summary>
    public Extent At { get; }

    /// <summary>How many others are around them.</summary>
    public int Level { get; }

    /// <summary>Size of the whole rule so far.</summary>
    public Budget Spent { get; }

    /// <summary>Bars asked for from inside these.</summary>
    public List<ClockNode> Children { get; } = [];

    /// <summary>Columns of these bars, inputs first.</summary>
    public List<ColumnNode> Columns { get; } = [];

    /// <summary>Columns of these bars that the bars around them read.</summary>
    public List<ColumnNode> Read { get; } = [];

    /// <summary>The bars of the traded series.</summary>
    public static ClockNode Root() => new(null, null, null, null, default);

    /// <summary>Bars asked for from inside these, the same ones again when they were asked for before.</summary>
    public ClockNode Child(string? symbol, Timeframe? frame, RuleText text, Extent at)
    {
        foreach (var child in Children)
        {
            if (string.Equals(child.Symbol, symbol, StringComparison.OrdinalIgnoreCase) && child.Frame == frame)
                return child;
        }
        var made = new ClockNode(this, symbol, frame, text, at);
        Children.Add(made);
        Spent.Clocks++;
        return made;
    }

    /// <summary>The column of a recipe over inputs; one that is there already is shared.</summary>
    public ColumnNode Column(Recipe recipe, ReadOnlySpan<ColumnNode> inputs, bool isLine = false)
    {
        var key = KeyOf(recipe.Key, inputs);
        if (_byKey.TryGetValue(key, out var known))
            return known;
        var made = new ColumnNode(this, Columns.Count, recipe, inputs.ToArray()) { IsLine = isLine };
        foreach (var input in inputs)
            input.Keep(recipe.KeptBars);
        _byKey.Add(key, made);
        Columns.Add(made);
        Spent.Columns++;
        Spent.LookBackBars += recipe.LookBackBars;
        return made;
    }

    /// <summary>The column of a recipe's key over inputs, or null.</summary>
    public ColumnNode? Find(string recipe, ReadOnlySpan<ColumnNode> inputs) => _byKey.GetValueOrDefault(KeyOf(recipe, inputs));

    private static string KeyOf(string recipe, ReadOnlySpan<ColumnNode> inputs)
    {
        var key = recipe;
        foreach (var input in inputs)
            key += string.Create(CultureInfo.InvariantCulture, $"#{input.Index}");
        return key;
    }

    /// <summary>The place of a column among those that the bars around read.</summary>
    public int Link(ColumnNode column)
    {
        var place = Read.IndexOf(column);
        if (place >= 0)
            return place;
        Read.Add(column);
        return Read.Count - 1;
    }

    /// <summary>Size of a rule.</summary>
    internal sealed class Budget
    {
        /// <summary>Columns.</summary>
        public int Columns { get; set; }

        /// <summary>Bars that they look back upon, summed.</summary>
        public long LookBackBars { get; set; }

        /// <summary>Steps that indicators take at every bar.</summary>
        public long StepsPerBar { get; set; }

        /// <summary>The indicator that takes most of them, and how many.</summary>
        public (string Name, long Steps) Heaviest { get; set; } = ("", 0);

        /// <summary>Steps that setting up indicators takes.</summary>
        public long SetUpSteps { get; set; }

        /// <summary>Other symbols and timeframes.</summary>
        public int Clocks { get; set; }
    }
}
