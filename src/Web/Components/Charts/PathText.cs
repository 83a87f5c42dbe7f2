using System.Globalization;
using System.Text;

namespace Simulator.Web.Components.Charts;

/// <summary>
/// An SVG path in whole units of a square of <see cref="Side"/>, every point as its step from the last one: a third of the text that places
/// would take. Steps are between rounded places, so that nothing adds up.
/// </summary>
internal sealed class PathText(Plot plot)
{
    /// <summary>Width and height of the square.</summary>
    public const int Side = 4000;

    private readonly StringBuilder _text = new();
    private (int X, int Y) _last;
    private char _command;

    /// <summary>Begins at a point; false where it is undefined.</summary>
    public bool Move(double x, double y) => Add('m', x, y);

    /// <summary>Goes to a point in a line; false where it is undefined.</summary>
    public bool Line(double x, double y) => Add('l', x, y);

    /// <summary>A mark of no length, which round ends turn into a dot.</summary>
    public void Dot() => Append("h0");

    /// <summary>Back to the point where it began.</summary>
    public void Close((double X, double Y) began)
    {
        Append("z");
        _last = At(began.X, began.Y);
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    private void Append(string command)
    {
        _text.Append(command);
        _command = ' ';
    }

    private bool Add(char command, double x, double y)
    {
        if (!double.IsFinite(x) || !double.IsFinite(y))
            return false;
        var at = At(x, y);
        var (right, down) = (at.X - _last.X, at.Y - _last.Y);
        // A command goes on by itself, and a minus separates two numbers. An m that goes on would draw lines.
        if (command != _command || command == 'm')
            _text.Append(command);
        else if (right >= 0)
            _text.Append(' ');
        _text.Append(CultureInfo.InvariantCulture, $"{right}{(down < 0 ? "" : " ")}{down}");
        (_last, _command) = (at, command);
        return true;
    }

    private (int X, int Y) At(double x, double y) => ((int)Math.Round(plot.X.At(x) * Side), Side - (int)Math.Round(plot.Y.At(y) * Side));
}
