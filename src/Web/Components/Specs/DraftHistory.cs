namespace Simulator.Web.Components.Specs;

/// <summary>
/// The texts that a draft had, in order, with the present one among them. Changes at one place in quick succession, as typing makes
/// them, are one step.
/// </summary>
public sealed class DraftHistory(TimeProvider time)
{
    private const int Most = 200;
    private static readonly TimeSpan s_together = TimeSpan.FromSeconds(1.5);

    private readonly List<string> _texts = [];
    private int _at = -1;
    private string _place = "";
    private long _written;

    /// <summary>Whether there is a text before the present one.</summary>
    public bool CanUndo => _at > 0;

    /// <summary>Whether there is a text after the present one.</summary>
    public bool CanRedo => _at < _texts.Count - 1;

    /// <summary>Notes the present text after a change at a place; what was undone before is given up.</summary>
    public void Note(string text, string place)
    {
        if (_at >= 0 && _texts[_at] == text)
            return;
        var goesOn = _at > 0 && !CanRedo && place == _place && time.GetElapsedTime(_written) < s_together;
        _texts.RemoveRange(_at + 1, _texts.Count - _at - 1);
        if (goesOn)
            _texts[_at] = text;
        else
            _texts.Add(text);
        if (_texts.Count > Most)
            _texts.RemoveAt(0);
        (_at, _place, _written) = (_texts.Count - 1, place, time.GetTimestamp());
    }

    /// <summary>Goes back; null where there is nothing to go back to.</summary>
    public string? Undo() => Go(-1);

    /// <summary>Goes forward again; null where nothing was undone.</summary>
    public string? Redo() => Go(1);

    private string? Go(int step)
    {
        if (_at + step < 0 || _at + step >= _texts.Count)
            return null;
        (_at, _place) = (_at + step, "");
        return _texts[_at];
    }
}
