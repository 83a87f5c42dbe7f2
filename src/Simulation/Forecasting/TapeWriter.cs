using System.Globalization;
using System.Text.Json;
using Simulator.Artifacts;
using Simulator.Distributions;
using Simulator.Folds;

namespace Simulator.Forecasting;

/// <summary>
/// Fills a <see cref="ForecastTape"/> row by row, from whatever law a forecaster has: a sample, quantiles or a parametric one. Can be saved
/// half filled and continued.
/// </summary>
public sealed class TapeWriter
{
    private readonly HorizonColumns[] _horizons;
    private readonly int[] _fold;
    private readonly int[] _cutoff;
    private readonly List<string> _notes = [];
    private ReasonsWriter? _reasons;

    /// <summary>An empty tape of the next bar over so many bars.</summary>
    public TapeWriter(int barCount)
        : this(barCount, [1]) { }

    /// <summary>An empty tape.</summary>
    /// <param name="barCount">Bars of the target.</param>
    /// <param name="horizons">Bars ahead, each ≥ 1, increasing.</param>
    public TapeWriter(int barCount, params IReadOnlyList<int> horizons)
    {
        if (horizons.Count == 0 || horizons[0] < 1 || horizons.Zip(horizons.Skip(1)).Any(pair => pair.First >= pair.Second))
            throw new ArgumentException($"horizons must be 1 or more and increase; they were {string.Join(", ", horizons)}");
        _horizons = [.. horizons.Select(bars => new HorizonColumns(bars, barCount))];
        (_fold, _cutoff) = (new int[barCount], new int[barCount]);
        Array.Fill(_fold, -1);
        Array.Fill(_cutoff, -1);
    }

    /// <summary>Continues from <see cref="ToBytes"/>.</summary>
    /// <exception cref="InvalidDataException">Not what <see cref="ToBytes"/> writes.</exception>
    public TapeWriter(byte[] bytes)
    {
        var blob = ColumnarBlob.FromBytes(bytes);
        _horizons = [.. blob.Get<int>("horizons").Select(bars => new HorizonColumns(bars, blob))];
        (_fold, _cutoff) = (blob.Get<int>("fold"), blob.Get<int>("cutoff"));
        if (blob.Header.Length == 0)
            return;
        var header = ReadHeader(blob.Header);
        _notes.AddRange(header.Notes);
        if (header is { Method: { } method, Inputs: { } inputs })
            _reasons = new(ReasonsWriter.Read(blob, method, inputs));
    }

    /// <summary>Number of bars.</summary>
    public int BarCount => _fold.Length;

    /// <summary>[bar] CRPS of the nearest horizon so far.</summary>
    public IReadOnlyList<double> Crps => _horizons[0].Crps;

    /// <summary>Adds what a reader of the tape must know.</summary>
    public void Note(string text) => _notes.Add(text);

    /// <summary>Says by what method and over which inputs rows will be explained; what was said first counts.</summary>
    public void ExplainBy(string method, IReadOnlyList<string> inputs) => _reasons ??= new(method, inputs);

    /// <summary>Explains the nearest horizon of a row; rows in increasing order.</summary>
    /// <param name="row">The row.</param>
    /// <param name="mean">Mean of the log-return over all inputs.</param>
    /// <param name="logDeviation">Natural logarithm of its standard deviation over all inputs.</param>
    /// <param name="levels">[input] where it stands at the row, in standard deviations from its mean.</param>
    /// <exception cref="InvalidOperationException"><see cref="ExplainBy"/> was not called.</exception>
    public void Explain(int row, AttributedFigure mean, AttributedFigure logDeviation, IReadOnlyList<double> levels)
    {
        if (_reasons is not { } reasons)
            throw new InvalidOperationException("a tape is told the method and the inputs of reasons before the reasons: call ExplainBy");
        reasons.Add(row, mean, logDeviation, levels);
    }

    /// <summary>Writes the nearest horizon of a row.</summary>
    /// <inheritdoc cref="Write(int, WalkForwardFold, int, IPredictiveLaw, double)"/>
    public void Write(int row, WalkForwardFold fold, IPredictiveLaw law, double outcome) =>
        Write(row, fold, _horizons[0].Bars, law, outcome);

    /// <summary>Writes one horizon of a row.</summary>
    /// <param name="row">Bar at whose close the forecast is made.</param>
    /// <param name="fold">The fold whose model makes it.</param>
    /// <param name="horizonBars">Bars ahead.</param>
    /// <param name="law">Distribution of the log-return over those bars.</param>
    /// <param name="outcome">What it became, log(close[row + horizonBars] / close[row]); NaN where that is not known yet.</param>
    /// <exception cref="ArgumentException">A row that the fold does not serve, or a horizon that the tape does not have.</exception>
    public void Write(int row, WalkForwardFold fold, int horizonBars, IPredictiveLaw law, double outcome)
    {
        if (row < fold.ForecastStart || row >= fold.ForecastEnd || fold.Cutoff > row)
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"fold {fold.Index} serves rows {fold.ForecastStart} to {fold.ForecastEnd - 1} from its cut-off {fold.Cutoff} on, "
                        + $"not row {row}"
                ),
                nameof(row)
            );
        var columns =
            Array.Find(_horizons, h => h.Bars == horizonBars)
            ?? throw new ArgumentException(
                FormattableString.Invariant(
                    $"the tape has no horizon of {horizonBars} bars; it has {string.Join(", ", _horizons.Select(h => h.Bars))}"
                ),
                nameof(horizonBars)
            );
        columns.Write(row, law, outcome);
        (_fold[row], _cutoff[row]) = (fold.Index, fold.Cutoff);
    }

    /// <summary>
    /// Takes over the written rows, the notes and the reasons of a tape of the same bars and horizons; earlier rows come first.
    /// </summary>
    public void Take(TapeWriter part)
    {
        for (var row = 0; row < BarCount; row++)
        {
            if (part._fold[row] < 0)
                continue;
            foreach (var (columns, others) in _horizons.Zip(part._horizons))
                columns.Copy(others, row);
            (_fold[row], _cutoff[row]) = (part._fold[row], part._cutoff[row]);
        }
        _notes.AddRange(part._notes);
        if (part._reasons?.ToReasons() is not { } reasons)
            return;
        ExplainBy(reasons.Method, reasons.Inputs);
        _reasons!.Append(reasons);
    }

    /// <summary>The tape as it stands.</summary>
    public ForecastTape ToTape(string forecaster)
    {
        var first = Array.FindIndex(_fold, f => f >= 0);
        return new()
        {
            Forecaster = forecaster,
            FirstBar = first < 0 ? BarCount : first,
            Levels = [.. ForecastTape.StandardLevels],
            Horizons = [.. _horizons.Select(h => h.ToForecast())],
            Fold = _fold,
            Cutoff = _cutoff,
            Notes = [.. _notes],
            Reasons = _reasons?.ToReasons(),
        };
    }

    /// <summary>The rows so far, exactly.</summary>
    public byte[] ToBytes()
    {
        var reasons = _reasons?.ToReasons();
        var header =
            reasons is not null ? JsonSerializer.Serialize(new HalfHeader(_notes, reasons.Method, reasons.Inputs))
            : _notes.Count == 0 ? ""
            : JsonSerializer.Serialize(_notes);
        var blob = new ColumnarBlob { Header = header }
            .Add("horizons", Array.ConvertAll(_horizons, h => h.Bars))
            .Add("fold", _fold)
            .Add("cutoff", _cutoff);
        foreach (var horizon in _horizons)
            horizon.AddTo(blob);
        if (reasons is not null)
            ReasonsWriter.AddTo(blob, reasons);
        return blob.ToBytes();
    }

    // Without reasons the notes alone, as they always were.
    private static HalfHeader ReadHeader(string header)
    {
        try
        {
            return header[0] == '['
                ? new(JsonSerializer.Deserialize<string[]>(header) ?? [], null, null)
                : JsonSerializer.Deserialize<HalfHeader>(header) ?? new([], null, null);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException("the notes of a half-written tape cannot be read", e);
        }
    }

    private sealed record HalfHeader(IReadOnlyList<string> Notes, string? Method, IReadOnlyList<string>? Inputs);
}
