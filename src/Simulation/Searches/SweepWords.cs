using Simulator.Robustness.Sweeps;

namespace Simulator.Searches;

/// <summary>What a sweep supports, in a sentence made from its figures by rules; worst news first.</summary>
public static class SweepWords
{
    private const double Confidence = 0.95;
    private const double MostOverfitting = 0.2;

    /// <summary>The sentence.</summary>
    public static string Of(SweepResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var runs = $"{SearchText.Count(result.Completed)} {(result.Completed == 1 ? "run" : "runs")}";
        if (result.Selection is not { } selection || result.Best.Count == 0)
            return $"Of {runs} none has a figure to rank by, so there is nothing to choose.";
        var partly = result.Stopped
            ? $" It was stopped after {runs} of {SearchText.Count(result.Planned)}, so a better choice may not have been tried."
            : "";
        if (!double.IsFinite(selection.DeflatedSharpe) || !(selection.Sharpe > 0))
            return $"The best of {runs} has no Sharpe ratio above zero: there is nothing to choose.{partly}";
        var deflated =
            $"the probability that its Sharpe ratio is above the best of {SearchText.Count(selection.Trials)} worthless "
            + $"trials is {SearchText.Percent(selection.DeflatedSharpe)}";
        if (selection.Overfitting is { } overfitting && overfitting.Probability > MostOverfitting)
            return $"The best choice does not hold up on other bars: in {SearchText.Percent(overfitting.Probability)} of the splits "
                + $"of these bars the best of one half was below the median in the other; {deflated}.{partly}";
        if (selection.DeflatedSharpe < Confidence)
            return $"The best of {runs} may be luck: {deflated}.{partly}";
        if (result.Neighbourhood is { IsPlateau: false })
            return $"The best of {runs} is more than luck would show, but it stands alone: its neighbours do much worse, so a small "
                + $"change of the market may end it. It has yet to be tested on the bars left for the test.{partly}";
        return $"The best of {runs} is more than luck would show on these bars: {deflated}. It has yet to be tested on the bars "
            + $"left for the test.{partly}";
    }
}
