namespace Simulator.Derivation.News;

/// <summary>Says how good the news of a headline is.</summary>
public interface IHeadlineScorer : IDisposable
{
    /// <summary>What scores, for notes: the lexicon, or the model's folder.</summary>
    string Name { get; }

    /// <summary>Scores texts, each by itself.</summary>
    /// <param name="texts">[headline].</param>
    /// <returns>[headline] −1 (bad) … 1 (good), 0 for neither.</returns>
    double[] Score(IReadOnlyList<string> texts);
}
