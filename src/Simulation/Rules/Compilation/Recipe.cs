using Simulator.Rules.Columns;

namespace Simulator.Rules.Compilation;

/// <summary>How a column is computed from others.</summary>
/// <param name="Key">Equal keys over equal inputs are the same column, which is then computed once.</param>
/// <param name="LookBackBars">Bars before its own that it reads; its first value comes that many bars after those of its inputs.</param>
/// <param name="Make">Makes the column for a run.</param>
internal sealed record Recipe(string Key, int LookBackBars, Func<ColumnBuild, Column> Make)
{
    /// <summary>The first bar with a value, from those of the inputs; null for the latest input plus <see cref="LookBackBars"/>.</summary>
    public Func<ReadyBuild, int>? ReadyBar { get; init; }

    /// <summary>Bars that its inputs keep for it.</summary>
    public int KeptBars { get; init; }
}

/// <summary>What a column is made of in a run.</summary>
/// <param name="Inputs">Columns of its inputs.</param>
/// <param name="Run">The bars that it belongs to.</param>
/// <param name="History">Bars before the block that it keeps.</param>
internal readonly record struct ColumnBuild(Column[] Inputs, ClockRun Run, int History);

/// <summary>What the first bar with a value is computed from.</summary>
/// <param name="Inputs">First bars of the inputs.</param>
/// <param name="Clock">The bars that the column belongs to, bound to a market.</param>
internal readonly record struct ReadyBuild(int[] Inputs, BoundClock Clock);

/// <summary>A column of the compiled rule.</summary>
internal sealed class ColumnNode(ClockNode clock, int index, Recipe recipe, ColumnNode[] inputs)
{
    /// <summary>The bars that it belongs to.</summary>
    public ClockNode Clock { get; } = clock;

    /// <summary>Its place among the columns of these bars; inputs stand before it.</summary>
    public int Index { get; } = index;

    /// <summary>How it is computed.</summary>
    public Recipe Recipe { get; } = recipe;

    /// <summary>Columns of the same bars.</summary>
    public ColumnNode[] Inputs { get; } = inputs;

    /// <summary>Whether it is a line of an indicator, which keeps its values.</summary>
    public bool IsLine { get; init; }

    /// <summary>Bars before a block that it keeps.</summary>
    public int History { get; private set; }

    /// <summary>Makes sure that a number of bars before a block are kept.</summary>
    public void Keep(int bars)
    {
        if (IsLine)
            Inputs[0].Keep(bars);
        else
            History = Math.Max(History, bars);
    }
}
