using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace Simulator.Web.Components.Controls;

/// <summary>A small line of some values, read when it is first seen.</summary>
public sealed partial class Sparkline
{
    /// <summary>Values that a line of its width can show.</summary>
    public const int Points = 64;

    private const double Width = 96;
    private const double Height = 24;
    private const double Margin = 2;

    private readonly CancellationTokenSource _leaving = new();
    private string? _shown;
    private string _points = "";
    private string _start = "0";
    private double _change;

    /// <summary>What it is a line of: with another key, its values are read again.</summary>
    [Parameter, EditorRequired]
    public required string Key { get; set; }

    /// <summary>Reads the values, oldest first.</summary>
    [Parameter, EditorRequired]
    public required Func<CancellationToken, Task<double[]>> Values { get; set; }

    /// <summary>A faint line at the height of the first value; the line has the colour of a gain or a loss.</summary>
    [Parameter]
    public bool Baseline { get; set; }

    /// <summary>As wide as its place, and higher: for a card, not for a row.</summary>
    [Parameter]
    public bool Large { get; set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (_shown == Key)
            return;
        _shown = Key;
        var key = Key;
        try
        {
            var values = await Values(_leaving.Token);
            if (key == Key)
                Draw(values);
        }
        catch (OperationCanceledException) when (_leaving.IsCancellationRequested)
        {
            // Its row was scrolled away.
        }
    }

    /// <summary>The line of values in a box of 96 × 24, as the points of a polyline.</summary>
    internal static string Line(IReadOnlyList<double> values)
    {
        var (low, high) = (values.Min(), values.Max());
        return string.Join(' ', values.Select((v, i) => $"{Text(X(i, values.Count))},{Text(Y(v, low, high))}"));
    }

    private static double X(int at, int count) => count == 1 ? 0 : at * Width / (count - 1);

    private static double Y(double value, double low, double high) =>
        high > low ? Margin + ((Height - (2 * Margin)) * (high - value) / (high - low)) : Height / 2;

    private static string Text(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    private void Draw(double[] values)
    {
        double[] known = [.. values.Where(double.IsFinite)];
        if (known.Length < 2)
        {
            _points = "";
            return;
        }
        _points = Line(known);
        _start = Text(Y(known[0], known.Min(), known.Max()));
        _change = Baseline ? known[^1] - known[0] : 0;
    }
}
