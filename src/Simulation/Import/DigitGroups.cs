namespace Simulator.Import;

/// <summary>
/// Checks that the digits of a number are grouped as people do: in threes, or as in India in twos with three at the end (1,29,610).
/// </summary>
internal struct DigitGroups
{
    private int _count; // groups that ended with a mark
    private int _digits; // of the current group
    private bool _areTwos;
    private bool _isOver;

    /// <summary>A digit.</summary>
    public void Digit() => _digits++;

    /// <summary>A mark between groups; false where no group may end.</summary>
    public bool Next()
    {
        if (_isOver || _digits == 0)
            return false;
        if (_count == 0 && _digits > 3)
            return false;
        if (_count == 1)
            _areTwos = _digits == 2;
        if (_count >= 1 && _digits != (_areTwos ? 2 : 3))
            return false;
        (_count, _digits) = (_count + 1, 0);
        return true;
    }

    /// <summary>The end of the whole digits: a decimal mark, an exponent or the end of the cell.</summary>
    public bool End()
    {
        var ok = _isOver || _count == 0 || _digits == 3;
        (_isOver, _count, _digits) = (true, 0, 0);
        return ok;
    }
}
