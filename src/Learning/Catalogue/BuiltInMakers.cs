using Simulator.Derivation;
using Simulator.Derivation.Fundamentals;
using Simulator.Derivation.News;
using Simulator.Learning.News;
using Simulator.OptionChains;

namespace Simulator.Learning.Catalogue;

/// <summary>The ways to make series from documents that come with the product.</summary>
public static class BuiltInMakers
{
    /// <summary>
    /// Adds them to <see cref="SeriesMakers"/>. Every program that makes series calls it first. It loads no tensor library.
    /// </summary>
    public static void Register()
    {
        SeriesMakers.Register(new NewsMaker(BertScorer.Load));
        SeriesMakers.Register(new OptionSeriesMaker());
        SeriesMakers.Register(new FundamentalsMaker());
    }
}
