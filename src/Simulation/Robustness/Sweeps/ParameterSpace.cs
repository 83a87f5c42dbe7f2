namespace Simulator.Robustness.Sweeps;

/// <summary>
/// The space of a sweep: a range for each parameter that varies, fixed values for others, and constraints between them.
/// </summary>
public sealed class ParameterSpace
{
    private readonly string[] _names;
    private readonly string[] _fixedValues;

    /// <summary>Joins ranges, fixed values and constraints.</summary>
    /// <exception cref="ArgumentException">No range, a name given twice, or a constraint on a name that there is not.</exception>
    public ParameterSpace(
        IReadOnlyList<ParameterRange> ranges,
        IEnumerable<string>? constraints = null,
        IReadOnlyDictionary<string, string>? fixedValues = null
    )
    {
        if (ranges.Count == 0)
            throw new ArgumentException("a sweep needs a range; give at least one parameter that varies");
        var set = fixedValues ?? new Dictionary<string, string>();
        _names = [.. ranges.Select(r => r.Name), .. set.Keys];
        _fixedValues = [.. set.Values];
        if (_names.GroupBy(n => n, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new ArgumentException($"parameter '{twice.Key}' is given more than once; give it one range or one value");
        Ranges = ranges;
        Constraints = [.. (constraints ?? []).Select(c => ParameterConstraint.Parse(c, _names))];
    }

    /// <summary>The ranges, in the order given; the last varies fastest on a grid.</summary>
    public IReadOnlyList<ParameterRange> Ranges { get; }

    /// <summary>The constraints on every parameter set.</summary>
    public IReadOnlyList<ParameterConstraint> Constraints { get; }

    /// <summary>Points of the grid before constraints; 0 where a range is an interval; at most <see cref="long.MaxValue"/>.</summary>
    public long GridSize
    {
        get
        {
            var size = 1.0;
            foreach (var range in Ranges)
                size *= range.LevelCount;
            return size >= long.MaxValue ? long.MaxValue : (long)size;
        }
    }

    /// <summary>How many points of the grid meet the constraints, counted no further than <paramref name="most"/>.</summary>
    public long CountPoints(long most)
    {
        var points = 0L;
        for (var i = 0L; i < GridSize && points < most; i++)
            points += At(GridCoordinates(i)) is null ? 0 : 1;
        return points;
    }

    /// <summary>The choice at coordinates (one per range), or null where a constraint is not met.</summary>
    internal ParameterSet? At(double[] coordinates)
    {
        var values = new string[_names.Length];
        for (var i = 0; i < coordinates.Length; i++)
            values[i] = Ranges[i].At(coordinates[i]);
        _fixedValues.CopyTo(values, coordinates.Length);
        var set = new ParameterSet(_names, values, coordinates);
        foreach (var constraint in Constraints)
        {
            if (!constraint.Accepts(set))
                return null;
        }
        return set;
    }

    /// <summary>Grid point <paramref name="index"/>, the last range varying fastest.</summary>
    internal double[] GridCoordinates(long index)
    {
        var coordinates = new double[Ranges.Count];
        for (var i = Ranges.Count - 1; i >= 0; i--)
            (index, coordinates[i]) = (index / Ranges[i].LevelCount, index % Ranges[i].LevelCount);
        return coordinates;
    }

    /// <summary>The number of a point of the grid.</summary>
    internal long GridIndex(double[] coordinates)
    {
        var index = 0L;
        for (var i = 0; i < coordinates.Length; i++)
            index = (index * Ranges[i].LevelCount) + (long)coordinates[i];
        return index;
    }
}
