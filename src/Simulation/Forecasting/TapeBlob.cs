using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Simulator.Artifacts;

namespace Simulator.Forecasting;

/// <summary>
/// A tape as bytes and back, bit for bit. A tape with one horizon and without logarithmic scores is written in format 1, so that its bytes
/// and its hash are those that they always were; every other tape in format 2, whose header lists the horizons. Both are read. Notes
/// stand in the header where there are any; the method and the inputs of reasons, too, and their columns behind all others.
/// </summary>
public static class TapeBlob
{
    private const int Newest = 2;

    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>The tape's bytes.</summary>
    public static byte[] Write(ForecastTape tape)
    {
        var isFirstFormat = tape.Horizons is [{ LogScore: null }];
        var header = new Header(tape.Forecaster, tape.HorizonBars, tape.FirstBar)
        {
            Format = isFirstFormat ? null : Newest,
            Horizons = isFirstFormat ? null : [.. tape.Horizons.Select(h => h.Bars)],
            Notes = tape.Notes.Count == 0 ? null : tape.Notes,
            Reasons = tape.Reasons is { } why ? new(why.Method, why.Inputs) : null,
        };
        var blob = new ColumnarBlob { Header = JsonSerializer.Serialize(header, s_json) }.Add("levels", tape.Levels);
        AddFigures(blob, tape.Horizons[0], "");
        blob.Add("fold", tape.Fold).Add("cutoff", tape.Cutoff);
        AddQuantiles(blob, tape.Horizons[0], "");
        foreach (var further in tape.Horizons.Skip(1))
        {
            AddFigures(blob, further, Prefix(further.Bars));
            AddQuantiles(blob, further, Prefix(further.Bars));
        }
        foreach (var scored in tape.Horizons.Where(h => h.LogScore is not null))
            blob.Add(Prefix(scored.Bars) + "logScore", scored.LogScore!);
        if (tape.Reasons is { } reasons)
            ReasonsWriter.AddTo(blob, reasons);
        return blob.ToBytes();
    }

    /// <summary>Reads a tape of any format so far.</summary>
    /// <exception cref="InvalidDataException">Not a tape, cut short, or of a later format.</exception>
    public static ForecastTape Read(byte[] bytes)
    {
        var blob = ColumnarBlob.FromBytes(bytes);
        var header = ReadHeader(blob.Header);
        var levels = blob.Get<double>("levels");
        var horizons = header.Horizons ?? [header.HorizonBars];
        return new ForecastTape
        {
            Forecaster = header.Forecaster,
            FirstBar = header.FirstBar,
            Levels = levels,
            Horizons = [.. horizons.Select((bars, i) => ReadHorizon(blob, bars, i == 0 ? "" : Prefix(bars), levels.Length))],
            Fold = blob.Get<int>("fold"),
            Cutoff = blob.Get<int>("cutoff"),
            Notes = header.Notes ?? [],
            Reasons = header.Reasons is { } reasons ? ReasonsWriter.Read(blob, reasons.Method, reasons.Inputs) : null,
        };
    }

    private static Header ReadHeader(string text)
    {
        try
        {
            var header =
                JsonSerializer.Deserialize<Header>(text, s_json) ?? throw new InvalidDataException("a forecast tape has no header");
            return header.Format is null or Newest
                ? header
                : throw new InvalidDataException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"the forecast tape has format {header.Format}; this program reads 1 and {Newest}: update it, or run the "
                            + $"forecaster again"
                    )
                );
        }
        catch (JsonException e)
        {
            throw new InvalidDataException("the header of a forecast tape cannot be read", e);
        }
    }

    private static HorizonForecast ReadHorizon(ColumnarBlob blob, int bars, string prefix, int levels) =>
        new()
        {
            Bars = bars,
            Quantiles = [.. Enumerable.Range(0, levels).Select(i => blob.Get<double>(Quantile(prefix, i)))],
            Mean = blob.Get<double>(prefix + "mean"),
            StandardDeviation = blob.Get<double>(prefix + "standardDeviation"),
            ProbabilityOfRise = blob.Get<double>(prefix + "probabilityOfRise"),
            Crps = blob.Get<double>(prefix + "crps"),
            LogScore = blob.Names.Contains(Prefix(bars) + "logScore") ? blob.Get<double>(Prefix(bars) + "logScore") : null,
        };

    private static void AddFigures(ColumnarBlob blob, HorizonForecast horizon, string prefix) =>
        blob.Add(prefix + "mean", horizon.Mean)
            .Add(prefix + "standardDeviation", horizon.StandardDeviation)
            .Add(prefix + "probabilityOfRise", horizon.ProbabilityOfRise)
            .Add(prefix + "crps", horizon.Crps);

    private static void AddQuantiles(ColumnarBlob blob, HorizonForecast horizon, string prefix)
    {
        for (var i = 0; i < horizon.Quantiles.Length; i++)
            blob.Add(Quantile(prefix, i), horizon.Quantiles[i]);
    }

    private static string Prefix(int bars) => FormattableString.Invariant($"h{bars}/");

    private static string Quantile(string prefix, int index) => FormattableString.Invariant($"{prefix}q{index}");

    private sealed record Header(string Forecaster, int HorizonBars, int FirstBar)
    {
        public int? Format { get; init; }

        public IReadOnlyList<int>? Horizons { get; init; }

        public IReadOnlyList<string>? Notes { get; init; }

        public ReasonsHeader? Reasons { get; init; }
    }

    private sealed record ReasonsHeader(string Method, IReadOnlyList<string> Inputs);
}
