using Simulator.Markets;

namespace Simulator.CorporateActions;

/// <summary>
/// A row of a factor file: a raw price of a day up to and including <paramref name="LastDay"/>, and after the row before, is multiplied
/// by both factors to compare with today's.
/// </summary>
/// <param name="LastDay">Last day for which the factors hold.</param>
/// <param name="PriceFactor">For dividends: the product of 1 − dividend/close over all later ex-dates.</param>
/// <param name="SplitFactor">For splits: the product of old units per new unit over all later splits.</param>
/// <param name="ReferencePrice">Raw close of <paramref name="LastDay"/>; NaN where the file has none.</param>
public readonly record struct FactorRow(DateOnly LastDay, double PriceFactor, double SplitFactor, double ReferencePrice);

/// <summary>
/// A factor file of LEAN (<c>date,priceFactor,splitFactor[,referencePrice]</c>): splits and dividends of one security as factors. Splits
/// are read back from the quotient of two rows; since factors have six to nine digits, a quotient within 10⁻⁵ of a ratio of small whole
/// numbers is that ratio, so that 7:1 turns 100 shares into 700.
/// </summary>
public sealed class FactorFile
{
    private const double RatioTolerance = 1e-5;
    private const int LargestDenominator = 20;

    private FactorFile(FactorRow[] rows) => Rows = rows;

    /// <summary>The rows as in the file, oldest first.</summary>
    public IReadOnlyList<FactorRow> Rows { get; }

    /// <summary>
    /// Dividends and splits, oldest first; of one day the dividend first, since it is paid on the units before the split.
    /// </summary>
    public IReadOnlyList<CorporateAction> Actions => [.. ReadActions()];

    /// <summary>Reads a file.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="name">Its name, for errors.</param>
    /// <exception cref="Import.ImportException">An invalid row; the message names the line.</exception>
    public static FactorFile Parse(string text, string name)
    {
        var rows = new List<FactorRow>();
        foreach (var (line, date, cells) in LeanRows.Read(text, name, 3, "date,priceFactor,splitFactor,referencePrice"))
        {
            var reference =
                cells.Length > 3 && double.TryParse(cells[3], System.Globalization.CultureInfo.InvariantCulture, out var close) && close > 0
                    ? close
                    : double.NaN;
            rows.Add(
                new FactorRow(
                    date,
                    LeanRows.Positive(name, line, cells[1], "price factor"),
                    LeanRows.Positive(name, line, cells[2], "split factor"),
                    reference
                )
            );
        }
        return new FactorFile([.. rows]);
    }

    private IEnumerable<CorporateAction> ReadActions()
    {
        for (var i = 0; i + 1 < Rows.Count; i++)
        {
            var (row, next) = (Rows[i], Rows[i + 1]);
            var fraction = 1 - (row.PriceFactor / next.PriceFactor);
            if (fraction is > 0 and < 1)
                yield return new CashDividend(row.LastDay, fraction, row.ReferencePrice * fraction);
            var ratio = UnitsRatio(next.SplitFactor / row.SplitFactor);
            if (ratio != 1)
                yield return new Split(row.LastDay, ratio);
        }
    }

    private static double UnitsRatio(double quotient)
    {
        for (var denominator = 1; denominator <= LargestDenominator; denominator++)
        {
            var (up, down) = (Math.Round(quotient * denominator), Math.Round(denominator / quotient));
            if (up > 0 && Math.Abs((up / denominator / quotient) - 1) < RatioTolerance)
                return up / denominator;
            if (down > 0 && Math.Abs((denominator / down / quotient) - 1) < RatioTolerance)
                return denominator / down;
        }
        return quotient;
    }
}
