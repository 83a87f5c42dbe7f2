using System.Numerics;

namespace Simulator.Robustness.Sweeps;

/// <summary>
/// Sobol's low-discrepancy sequence in Gray-code order (Antonov, Saleev, 1979) with the direction numbers of Joe and Kuo,
/// “Constructing Sobol sequences with better two-dimensional projections”, 2008 (their set D(6)). Of the first 2ᵏ points each
/// coordinate has exactly one in every interval [i/2ᵏ, (i+1)/2ᵏ), shifted or not.
/// </summary>
public sealed class SobolSequence
{
    /// <summary>Most dimensions.</summary>
    public const int MostDimensions = 21;

    private const int Bits = 32;
    private const double Scale = 1.0 / (1UL << Bits);

    // Per dimension from the second on: the coefficients of its primitive polynomial and the first direction numbers.
    private static readonly (uint Polynomial, uint[] Initial)[] s_joeKuo =
    [
        (0, [1]),
        (1, [1, 3]),
        (1, [1, 3, 1]),
        (2, [1, 1, 1]),
        (1, [1, 1, 3, 3]),
        (4, [1, 3, 5, 13]),
        (2, [1, 1, 5, 5, 17]),
        (4, [1, 1, 5, 5, 5]),
        (7, [1, 1, 7, 11, 19]),
        (11, [1, 1, 5, 1, 1]),
        (13, [1, 1, 1, 3, 11]),
        (14, [1, 3, 5, 5, 31]),
        (1, [1, 3, 3, 9, 7, 49]),
        (13, [1, 1, 1, 15, 21, 21]),
        (16, [1, 3, 1, 13, 27, 49]),
        (19, [1, 1, 1, 15, 7, 5]),
        (22, [1, 3, 1, 15, 13, 25]),
        (25, [1, 1, 5, 5, 19, 61]),
        (1, [1, 3, 7, 11, 23, 15, 103]),
        (4, [1, 3, 7, 13, 13, 15, 69]),
    ];

    private readonly uint[][] _directions;
    private readonly uint[] _state;
    private uint _next;

    /// <summary>Starts before the first point, which is the origin (or the shift).</summary>
    /// <param name="dimensions">1 … <see cref="MostDimensions"/>.</param>
    /// <param name="shift">A random digital shift, one word per dimension, added without carry to every point; null for none.</param>
    /// <exception cref="ArgumentException">Too many dimensions, or a shift of another length.</exception>
    public SobolSequence(int dimensions, uint[]? shift = null)
    {
        if (dimensions is < 1 or > MostDimensions)
            throw new ArgumentOutOfRangeException(
                nameof(dimensions),
                dimensions,
                FormattableString.Invariant(
                    $"the Sobol sequence supports 1 to {MostDimensions} dimensions; vary fewer parameters, or draw at random"
                )
            );
        if (shift is not null && shift.Length != dimensions)
            throw new ArgumentException(
                FormattableString.Invariant($"the shift has {shift.Length} words for {dimensions} dimensions"),
                nameof(shift)
            );
        _directions = [.. Enumerable.Range(0, dimensions).Select(Directions)];
        _state = shift is null ? new uint[dimensions] : [.. shift];
    }

    /// <summary>The next point, each coordinate in [0, 1). After 2³² points the sequence begins again.</summary>
    public double[] Next()
    {
        var point = Array.ConvertAll(_state, x => x * Scale);
        var bit = BitOperations.TrailingZeroCount(~_next); // the bit in which the next Gray code differs
        for (var i = 0; i < _state.Length && bit < Bits; i++)
            _state[i] ^= _directions[i][bit];
        _next++;
        return point;
    }

    /// <summary>v[k] = m[k]·2^(32−k), the m of a dimension by the recurrence of its polynomial.</summary>
    private static uint[] Directions(int dimension)
    {
        var v = new uint[Bits];
        if (dimension == 0)
        {
            for (var k = 0; k < Bits; k++)
                v[k] = 1u << (Bits - 1 - k);
            return v;
        }
        var (polynomial, initial) = s_joeKuo[dimension - 1];
        var degree = initial.Length;
        for (var k = 0; k < Bits; k++)
        {
            if (k < degree)
            {
                v[k] = initial[k] << (Bits - 1 - k);
                continue;
            }
            v[k] = v[k - degree] ^ (v[k - degree] >> degree);
            for (var j = 1; j < degree; j++)
                v[k] ^= ((polynomial >> (degree - 1 - j)) & 1) * v[k - j];
        }
        return v;
    }
}
