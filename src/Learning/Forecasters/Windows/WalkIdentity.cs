using System.Globalization;
using System.Text;
using Simulator.Artifacts;
using Simulator.Folds;

namespace Simulator.Learning.Forecasters.Windows;

/// <summary>What the numbers of a walk over folds depend on, as one hash: a checkpoint of something else is refused.</summary>
internal static class WalkIdentity
{
    /// <summary>Of a spec in JSON, inputs, folds and seed.</summary>
    public static string Of(string spec, ReturnInputs inputs, IReadOnlyList<WalkForwardFold> folds, long seed)
    {
        var text = new StringBuilder(spec).Append(CultureInfo.InvariantCulture, $"|{seed}|{inputs.RowCount}|{string.Join('|', folds)}");
        var data = new ColumnarBlob { Header = text.ToString() }.Add("next", inputs.NextReturn);
        for (var c = 0; c < inputs.Columns.Count; c++)
            data.Add(c.ToString(CultureInfo.InvariantCulture), inputs.Columns[c]);
        return ColumnarBlob.Hash(data.ToBytes());
    }
}
