using System.Collections;
using Simulator.Seeding;

namespace Simulator.Robustness.Sweeps;

/// <summary>How the points of a sweep are chosen.</summary>
public enum SweepMethod
{
    /// <summary>Every combination of levels, in order.</summary>
    Grid,

    /// <summary>Independent draws; on a grid none twice.</summary>
    Random,

    /// <summary>Sobol's sequence under a random digital shift: spread evenly; on a grid none twice.</summary>
    Sobol,
}

/// <summary>The points of a sweep, one after the other; the same for the same space, method and seed.</summary>
internal static class SweepPoints
{
    // Grid points remembered as drawn: 2 MiB at most. Beyond that a second draw of one is rare.
    private const long RememberedPoints = 1L << 24;
    private const long DrawsPerPoint = 1_000;

    /// <summary>
    /// The points; a grid may have fewer than <paramref name="runs"/>, and so may a space whose constraints hardly anything meets.
    /// </summary>
    /// <exception cref="ArgumentException">A grid over an interval, or more dimensions than the method has.</exception>
    public static IEnumerable<ParameterSet> Of(ParameterSpace space, SweepMethod method, int runs, long seed) =>
        method switch
        {
            SweepMethod.Grid => Grid(space, runs),
            SweepMethod.Random => Drawn(space, runs, Uniform(space.Ranges.Count, Seeds.Generator(seed, "sweep/random"))),
            SweepMethod.Sobol => Drawn(space, runs, Sobol(space.Ranges.Count, Seeds.Generator(seed, "sweep/sobol"))),
            _ => throw new ArgumentOutOfRangeException(nameof(method), method, "unknown method"),
        };

    private static IEnumerable<ParameterSet> Grid(ParameterSpace space, int runs)
    {
        if (space.Ranges.FirstOrDefault(r => r.LevelCount == 0) is { } interval)
            throw new ArgumentException(
                $"range {interval.Name} has no levels; give it a step, or draw points at random or from a Sobol sequence"
            );
        return Walk(space, space.GridSize).Take(runs);
    }

    private static IEnumerable<ParameterSet> Walk(ParameterSpace space, long size)
    {
        for (var i = 0L; i < size; i++)
        {
            if (space.At(space.GridCoordinates(i)) is { } set)
                yield return set;
        }
    }

    private static IEnumerable<ParameterSet> Drawn(ParameterSpace space, int runs, IEnumerator<double[]> draws)
    {
        var size = space.Ranges.All(r => r.LevelCount > 0) ? space.GridSize : 0;
        var seen = size is > 0 and <= RememberedPoints ? new BitArray((int)size) : null;
        var (found, misses) = (0, 0L);
        while (found < runs && misses < DrawsPerPoint * (found + 64) && (seen is null || found < size) && draws.MoveNext())
        {
            var coordinates = new double[draws.Current.Length];
            for (var i = 0; i < coordinates.Length; i++)
                coordinates[i] = space.Ranges[i].Coordinate(draws.Current[i]);
            if ((seen is not null && seen[(int)space.GridIndex(coordinates)]) || space.At(coordinates) is not { } set)
            {
                misses++;
                continue;
            }
            if (seen is not null)
                seen[(int)space.GridIndex(coordinates)] = true;
            found++;
            yield return set;
        }
    }

    private static IEnumerator<double[]> Uniform(int dimensions, SplitMix64 random)
    {
        while (true)
        {
            var point = new double[dimensions];
            for (var i = 0; i < dimensions; i++)
                point[i] = random.NextDouble();
            yield return point;
        }
    }

    private static IEnumerator<double[]> Sobol(int dimensions, SplitMix64 random)
    {
        var sequence = new SobolSequence(dimensions, [.. Enumerable.Range(0, dimensions).Select(_ => (uint)random.NextUInt64())]);
        while (true)
            yield return sequence.Next();
    }
}
