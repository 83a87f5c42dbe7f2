namespace Simulator.Web.Components.Charts;

/// <summary>
/// A small picture that the server draws as SVG: it needs no script and no library, takes any width, and prints with its axes. A script
/// adds the values under the pointer.
/// </summary>
/// <param name="X">The horizontal axis.</param>
/// <param name="Y">The vertical axis.</param>
/// <param name="Layers">What is drawn, the lowest first.</param>
public sealed record Plot(PlotAxis X, PlotAxis Y, IReadOnlyList<PlotLayer> Layers);

/// <summary>An axis from <paramref name="Low"/> to <paramref name="High"/>.</summary>
/// <param name="Low">Value at its beginning.</param>
/// <param name="High">Value at its end, above <paramref name="Low"/>.</param>
/// <param name="Format">How values are written: <c>percent</c>, <c>number</c>, <c>money</c>, <c>day</c>, <c>instant</c>, <c>name</c>.
/// </param>
/// <param name="Ticks">Marks with their words.</param>
public sealed record PlotAxis(double Low, double High, string Format, IReadOnlyList<PlotTick> Ticks)
{
    /// <summary>What the values are; null where the heading tells it.</summary>
    public string? Title { get; init; }

    /// <summary>Names of the values 0, 1, 2 … of an axis of names.</summary>
    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>Where a value lies: 0 at the beginning, 1 at the end.</summary>
    public double At(double value) => (value - Low) / (High - Low);
}

/// <summary>A mark on an axis.</summary>
public readonly record struct PlotTick(double Value, string Text);

/// <summary>Something drawn; a closed set.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Color">A token's name.</param>
public abstract record PlotLayer(string Name, string Color);

/// <summary>A line; a NaN interrupts it.</summary>
public sealed record PlotLine(string Name, string Color, double[] X, double[] Y) : PlotLayer(Name, Color)
{
    /// <summary>The space between the line and zero is filled.</summary>
    public bool Filled { get; init; }

    /// <summary>Drawn broader than the others.</summary>
    public bool Bold { get; init; }
}

/// <summary>The space between two lines.</summary>
public sealed record PlotBand(string Name, string Color, double[] X, double[] Low, double[] High, double Opacity) : PlotLayer(Name, Color);

/// <summary>Bars from zero, centred at X; <see cref="Below"/> colours those under zero, or all whose X is below zero.</summary>
public sealed record PlotBars(string Name, string Color, double[] X, double[] Y, double Width) : PlotLayer(Name, Color)
{
    /// <summary>Colour of bars of losses; null for the same colour.</summary>
    public string? Below { get; init; }

    /// <summary>Losses are told by X, not by Y.</summary>
    public bool BelowByX { get; init; }
}

/// <summary>Points.</summary>
public sealed record PlotDots(string Name, string Color, double[] X, double[] Y) : PlotLayer(Name, Color);

/// <summary>Short horizontal marks, each as broad as a bar: a value that was promised.</summary>
public sealed record PlotMarks(string Name, string Color, double[] X, double[] Y, double Width) : PlotLayer(Name, Color);
