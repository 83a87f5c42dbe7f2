namespace Simulator.Portfolios.Pairs;

/// <summary>Whether both assets of a pair are still there. One alone is no pair: what is held of it has to be closed.</summary>
internal static class PairLegs
{
    /// <summary>Whether both can be traded and have had bars lately.</summary>
    public static bool AreThere(PortfolioContext context, int first, int second) => IsThere(context, first) && IsThere(context, second);

    /// <summary>
    /// Closes what is left of a position in a pair of which one asset is gone, at the next open, and says so. What is held of the other
    /// waits for a bar of its own.
    /// </summary>
    public static void Close(PortfolioContext context, int first, int second, Span<double> weights)
    {
        var (gone, left) = IsThere(context, first) ? (second, first) : (first, second);
        if (IsThere(context, left))
            context.Note(
                $"{context.Symbols[gone]} {(context.IsTradable(gone) ? $"has had no bar since {context.LastDay(gone):yyyy-MM-dd}" : "was delisted")}: the position in {context.Symbols[left]} is closed"
            );
        weights.Clear();
        context.Target(weights);
    }

    private static bool IsThere(PortfolioContext context, int asset) => context.IsTradable(asset) && !context.IsSilent(asset);
}
