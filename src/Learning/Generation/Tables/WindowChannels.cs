using Simulator.Learning.Forecasters.Gan;
using static TorchSharp.torch;

namespace Simulator.Learning.Generation.Tables;

/// <summary>
/// What the critic sees of a window: of a level its standardised values and its standardised changes (0 in the first row), of another part
/// its standardised values.
/// </summary>
/// <param name="parts">The columns that are drawn.</param>
internal sealed class WindowChannels(ColumnCode[] parts)
{
    private const double LargestTail = 0.3;

    /// <summary>How many parts are levels.</summary>
    public int Levels => parts.Count(p => p.IsIntegrated);

    /// <summary>Channels.</summary>
    public int Count => parts.Length + Levels;

    /// <summary>Of values of a <see cref="RowCode"/>, [channel · rows + row].</summary>
    public float[] Of(double[] values, int rows)
    {
        var channels = new List<float>(Count * rows);
        for (var p = 0; p < parts.Length; p++)
        {
            var (own, part) = (values.AsSpan(p * rows, rows).ToArray(), parts[p]);
            channels.AddRange(own.Select(v => (float)((v - part.Mean) / part.Deviation)));
            if (part.IsIntegrated)
                channels.AddRange(own.Select((v, t) => t == 0 ? 0 : (float)((v - own[t - 1] - part.StepMean) / part.StepDeviation)));
        }
        return [.. channels];
    }

    /// <summary>Of what a <see cref="WindowNetwork"/> drew.</summary>
    /// <param name="drawn">[batch, parts, rows].</param>
    /// <param name="starts">Standardised levels of the first row, [batch, levels].</param>
    /// <returns>[batch, channels, rows].</returns>
    public Tensor Of(Tensor drawn, Tensor starts)
    {
        var (channels, level, rows) = (new List<Tensor>(), 0, drawn.shape[2]);
        for (var p = 0; p < parts.Length; p++)
        {
            var own = drawn.select(1, p); // [batch, rows]
            if (!parts[p].IsIntegrated)
            {
                channels.Add(own);
                continue;
            }
            var zero = zeros([own.shape[0], 1]);
            var change = own.narrow(1, 1, rows - 1);
            var moved = ((change * parts[p].StepDeviation) + parts[p].StepMean) / parts[p].Deviation;
            channels.Add(starts.select(1, level++).unsqueeze(1) + cat([zero, moved.cumsum(1)], 1));
            channels.Add(cat([zero, change], 1));
        }
        return stack(channels, 1);
    }

    /// <summary>[part · rows + row] values of a <see cref="RowCode"/> of a window's channels; changes are not looked at.</summary>
    public double[] Values(ReadOnlySpan<float> channels, int rows)
    {
        var (values, from) = (new double[parts.Length * rows], 0);
        for (var p = 0; p < parts.Length; p++)
        {
            for (var t = 0; t < rows; t++)
                values[(p * rows) + t] = parts[p].Mean + (parts[p].Deviation * channels[from + t]);
            from += (parts[p].IsIntegrated ? 2 : 1) * rows;
        }
        return values;
    }

    /// <summary>[part] laws of what a network draws, fitted to the past.</summary>
    /// <param name="values">[part · rows + row] values of the whole past as one window.</param>
    /// <param name="rows">Rows of it.</param>
    public HeavyTails[] Tails(double[] values, int rows) =>
        [
            .. parts.Select(
                (part, p) =>
                {
                    var own = values.AsSpan(p * rows, rows).ToArray();
                    return HeavyTails.Fit(
                        part.IsIntegrated
                            ? [.. own.Skip(1).Zip(own, (now, before) => (now - before - part.StepMean) / part.StepDeviation)]
                            : Array.ConvertAll(own, v => (v - part.Mean) / part.Deviation),
                        LargestTail
                    );
                }
            ),
        ];

    /// <summary>[level] standardised levels of a row.</summary>
    /// <param name="values">[part · rows + row].</param>
    /// <param name="rows">Rows.</param>
    /// <param name="row">Which.</param>
    public double[] Starts(double[] values, int rows, int row) =>
        [
            .. parts
                .Select((part, p) => (part, p))
                .Where(x => x.part.IsIntegrated)
                .Select(x => (values[(x.p * rows) + row] - x.part.Mean) / x.part.Deviation),
        ];
}
