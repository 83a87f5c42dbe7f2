using Simulator.Artifacts;

namespace Simulator.Forecasting;

/// <summary>Collects the reasons of forecasts bar by bar, keeping the strongest parts of each.</summary>
internal sealed class ReasonsWriter(string method, IReadOnlyList<string> inputs)
{
    private const string Prefix = "reasons/";
    private readonly List<int> _bars = [];
    private readonly Figure _mean = new();
    private readonly Figure _deviation = new();

    /// <summary>Continues from reasons.</summary>
    public ReasonsWriter(ForecastReasons reasons)
        : this(reasons.Method, reasons.Inputs) => Append(reasons);

    /// <summary>Adds reasons of later bars.</summary>
    public void Append(ForecastReasons reasons)
    {
        _bars.AddRange(reasons.Bars);
        _mean.Take(reasons.Mean);
        _deviation.Take(reasons.LogDeviation);
    }

    /// <summary>Adds a bar.</summary>
    /// <exception cref="ArgumentException">A bar before the last one, or parts of another number of inputs.</exception>
    public void Add(int bar, AttributedFigure mean, AttributedFigure logDeviation, IReadOnlyList<double> levels)
    {
        if (_bars.Count > 0 && _bars[^1] >= bar)
            throw new ArgumentException(FormattableString.Invariant($"bar {bar} is explained after bar {_bars[^1]}"), nameof(bar));
        if (mean.Parts.Length != inputs.Count || logDeviation.Parts.Length != inputs.Count || levels.Count != inputs.Count)
            throw new ArgumentException(
                FormattableString.Invariant($"bar {bar} is split into {mean.Parts.Length} and {logDeviation.Parts.Length} parts with ")
                    + FormattableString.Invariant($"{levels.Count} levels; there are {inputs.Count} inputs")
            );
        _bars.Add(bar);
        _mean.Add(mean, levels);
        _deviation.Add(logDeviation, levels);
    }

    /// <summary>The reasons so far.</summary>
    public ForecastReasons ToReasons() =>
        new()
        {
            Method = method,
            Inputs = inputs,
            Bars = [.. _bars],
            Mean = _mean.ToColumns(),
            LogDeviation = _deviation.ToColumns(),
        };

    /// <summary>Adds the columns of reasons to a blob, whose header says method and inputs.</summary>
    public static void AddTo(ColumnarBlob blob, ForecastReasons reasons)
    {
        blob.Add(Prefix + "bars", reasons.Bars);
        foreach (var (name, figure) in new[] { ("mean", reasons.Mean), ("logDeviation", reasons.LogDeviation) })
        {
            blob.Add($"{Prefix}{name}/start", figure.Start).Add($"{Prefix}{name}/rest", figure.Rest);
            for (var k = 0; k < ForecastReasons.Kept; k++)
            {
                var rank = FormattableString.Invariant($"{Prefix}{name}/{k}/");
                blob.Add(rank + "input", figure.Input[k]).Add(rank + "part", figure.Part[k]).Add(rank + "level", figure.Level[k]);
            }
        }
    }

    /// <summary>Reads what <see cref="AddTo"/> added.</summary>
    public static ForecastReasons Read(ColumnarBlob blob, string method, IReadOnlyList<string> inputs) =>
        new()
        {
            Method = method,
            Inputs = inputs,
            Bars = blob.Get<int>(Prefix + "bars"),
            Mean = ReadFigure(blob, "mean"),
            LogDeviation = ReadFigure(blob, "logDeviation"),
        };

    private static ReasonColumns ReadFigure(ColumnarBlob blob, string name)
    {
        T[][] Ranks<T>(string column)
            where T : unmanaged =>
            [
                .. Enumerable
                    .Range(0, ForecastReasons.Kept)
                    .Select(k => blob.Get<T>(FormattableString.Invariant($"{Prefix}{name}/{k}/{column}"))),
            ];
        return new()
        {
            Start = blob.Get<double>($"{Prefix}{name}/start"),
            Rest = blob.Get<double>($"{Prefix}{name}/rest"),
            Input = Ranks<int>("input"),
            Part = Ranks<double>("part"),
            Level = Ranks<double>("level"),
        };
    }

    private sealed class Figure
    {
        private readonly List<double> _start = [];
        private readonly List<double> _rest = [];
        private readonly List<int>[] _input = Columns<int>();
        private readonly List<double>[] _part = Columns<double>();
        private readonly List<double>[] _level = Columns<double>();

        public void Add(AttributedFigure figure, IReadOnlyList<double> levels)
        {
            // Equal parts in the order of the inputs, so that the choice is always the same.
            int[] strongest =
            [
                .. Enumerable
                    .Range(0, figure.Parts.Length)
                    .Where(c => figure.Parts[c] != 0)
                    .OrderByDescending(c => Math.Abs(figure.Parts[c]))
                    .Take(ForecastReasons.Kept),
            ];
            for (var k = 0; k < ForecastReasons.Kept; k++)
            {
                var input = k < strongest.Length ? strongest[k] : -1;
                _input[k].Add(input);
                _part[k].Add(input < 0 ? 0 : figure.Parts[input]);
                _level[k].Add(input < 0 ? 0 : levels[input]);
            }
            _start.Add(figure.Start);
            _rest.Add(Enumerable.Range(0, figure.Parts.Length).Except(strongest).Sum(c => figure.Parts[c]));
        }

        public void Take(ReasonColumns columns)
        {
            _start.AddRange(columns.Start);
            _rest.AddRange(columns.Rest);
            for (var k = 0; k < ForecastReasons.Kept; k++)
            {
                _input[k].AddRange(columns.Input[k]);
                _part[k].AddRange(columns.Part[k]);
                _level[k].AddRange(columns.Level[k]);
            }
        }

        public ReasonColumns ToColumns() =>
            new()
            {
                Start = [.. _start],
                Rest = [.. _rest],
                Input = [.. _input.Select(c => c.ToArray())],
                Part = [.. _part.Select(c => c.ToArray())],
                Level = [.. _level.Select(c => c.ToArray())],
            };

        private static List<T>[] Columns<T>() => [.. Enumerable.Range(0, ForecastReasons.Kept).Select(_ => new List<T>())];
    }
}
