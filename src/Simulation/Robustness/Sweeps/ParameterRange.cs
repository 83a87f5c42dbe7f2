using System.Globalization;

namespace Simulator.Robustness.Sweeps;

/// <summary>The values that one parameter takes in a sweep: levels, or an interval.</summary>
/// <param name="Name">The parameter.</param>
public abstract record ParameterRange(string Name)
{
    /// <summary>Most levels of a range.</summary>
    public const int MostLevels = 100_000;

    /// <summary>Number of levels; 0 for an interval, which has infinitely many values.</summary>
    public abstract int LevelCount { get; }

    /// <summary>Whole numbers from … to by a step.</summary>
    /// <exception cref="ArgumentException">An end below the beginning, a step below one, or too many levels.</exception>
    public static ParameterRange Whole(string name, int from, int to, int step = 1) => Steps(name, from, to, step);

    /// <summary>Numbers from … to by a step, exact in decimals: 0.1, 0.2, 0.3.</summary>
    /// <exception cref="ArgumentException">An end below the beginning, a step that is not positive, or too many levels.</exception>
    public static ParameterRange Steps(string name, decimal from, decimal to, decimal step)
    {
        if (to < from || step <= 0)
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"range {name}: from {from} to {to} by {step} is empty; the end must not "
                        + $"be below the start, and the step must be above 0"
                )
            );
        if (((double)to - (double)from) / (double)step >= MostLevels)
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"range {name}: from {from} to {to} by {step} has more than {MostLevels:N0} levels; use a larger step"
                )
            );
        var levels = new List<string>();
        for (var value = from; value <= to; value += step)
            levels.Add((value / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture));
        return new Levels(name, levels);
    }

    /// <summary>A number of values from … to in equal ratios; whole numbers where both ends are, doubles among them taken once.</summary>
    /// <exception cref="ArgumentException">Ends that are not positive and increasing, or a count below two.</exception>
    public static ParameterRange LogSteps(string name, double from, double to, int count)
    {
        CheckLog(name, from, to);
        if (count is < 2 or > MostLevels)
            throw new ArgumentException(
                FormattableString.Invariant($"range {name}: a logarithmic range has 2 to {MostLevels:N0} levels, was {count}")
            );
        var whole = from == Math.Floor(from) && to == Math.Floor(to);
        var values = Enumerable.Range(0, count).Select(i => i == count - 1 ? to : from * Math.Pow(to / from, i / (count - 1.0)));
        return new Levels(
            name,
            [.. values.Select(v => whole ? Math.Round(v) : v).Distinct().Select(v => v.ToString("R", CultureInfo.InvariantCulture))]
        );
    }

    /// <summary>Any number in [from, to); on a logarithmic scale if wished.</summary>
    /// <exception cref="ArgumentException">Ends that do not increase, or (logarithmic) are not positive.</exception>
    public static ParameterRange Real(string name, double from, double to, bool log = false)
    {
        if (log)
            CheckLog(name, from, to);
        if (!(from < to) || !double.IsFinite(to - from))
            throw new ArgumentException(
                FormattableString.Invariant($"range {name}: from {from} to {to} is empty; the end must be above the start")
            );
        return new Interval(name, from, to, log);
    }

    /// <summary>Texts to choose from.</summary>
    /// <exception cref="ArgumentException">None, or one twice.</exception>
    public static ParameterRange Choice(string name, params IReadOnlyList<string> values)
    {
        if (values.Count == 0 || values.Any(string.IsNullOrWhiteSpace))
            throw new ArgumentException($"range {name}: the list of values is empty");
        if (values.Distinct(StringComparer.Ordinal).Count() != values.Count)
            throw new ArgumentException($"range {name}: a value is listed twice in {string.Join(",", values)}");
        return new Levels(name, values);
    }

    /// <summary>Where a share u ∈ [0, 1) of the range lies: a level's index, or u itself.</summary>
    internal abstract double Coordinate(double u);

    /// <summary>The text at a coordinate.</summary>
    internal abstract string At(double coordinate);

    private static void CheckLog(string name, double from, double to)
    {
        if (!(from > 0) || !(from < to) || !double.IsFinite(to))
            throw new ArgumentException(
                FormattableString.Invariant($"range {name}: a logarithmic range needs 0 < from < to, was {from} to {to}")
            );
    }

    /// <summary>Finitely many values.</summary>
    /// <param name="Name">The parameter.</param>
    /// <param name="Values">The values in their order.</param>
    public sealed record Levels(string Name, IReadOnlyList<string> Values) : ParameterRange(Name)
    {
        /// <inheritdoc/>
        public override int LevelCount => Values.Count;

        internal override double Coordinate(double u) => Math.Min((int)(u * Values.Count), Values.Count - 1);

        internal override string At(double coordinate) => Values[(int)coordinate];
    }

    /// <summary>Any value in [From, To).</summary>
    /// <param name="Name">The parameter.</param>
    /// <param name="From">Smallest.</param>
    /// <param name="To">Bound above.</param>
    /// <param name="Log">Equal ratios are equally likely, instead of equal differences.</param>
    public sealed record Interval(string Name, double From, double To, bool Log) : ParameterRange(Name)
    {
        /// <inheritdoc/>
        public override int LevelCount => 0;

        internal override double Coordinate(double u) => u;

        internal override string At(double coordinate) =>
            (Log ? From * Math.Pow(To / From, coordinate) : From + (coordinate * (To - From))).ToString("R", CultureInfo.InvariantCulture);
    }
}
