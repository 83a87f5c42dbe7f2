namespace Simulator.Portfolios.Pairs;

/// <summary>Whether both assets of a pair can still be traded. A position in one leg alone must be closed.</summary>
internal static class PairLegs
{
    /// <summary>Whether both can be traded and have had bars lately.</summary>
    public static bool AreThere(PortfolioContext context, int first, int second) => IsThere(context, first) && IsThere(context, second);

    /// <summary>
    /// When one asset of a pair is gone, closes the position in the other at its next open, with a note.
    /// </summary>
    public static void Close(PortfolioContext context, int first, int second, Span<double> weights)
    {
        var (gone, left) = IsThere(context, first) ? (second, first) : (first, second);
        if (IsThere(context, left))
        {
            var cause = context.IsTradable(gone) ? $"has had no bar since {context.LastDay(gone):yyyy-MM-dd}" : "was delisted";
            context.Note($"{context.Symbols[gone]} {cause}: the position in {context.Symbols[left]} is closed");
        }
        weights.Clear();
        context.Target(weights);
    }

    private static bool IsThere(PortfolioContext context, int asset) => context.IsTradable(asset) && !context.IsSilent(asset);
}
