using System.Globalization;
using System.Text;
using Simulator.Derivation.Publication;
using Simulator.Markets;

namespace Simulator.Derivation.News;

/// <summary>
/// The score of each trading day: the sum of its headlines' scores over their number and <c>shrink</c> more, so that one headline alone
/// says less than ten that agree.
/// </summary>
/// <param name="Days">The trading days, without a gap.</param>
/// <param name="Values">[day] on the scale that was chosen.</param>
/// <param name="Counts">[day] headlines that count.</param>
/// <param name="Repeated">Headlines that say again what another said on the same day.</param>
/// <param name="Silent">Headlines that count and have a score of 0.</param>
/// <param name="Neutral">The value of a day without news.</param>
internal sealed record DailyScores(DateOnly[] Days, double[] Values, int[] Counts, int Repeated, int Silent, double Neutral)
{
    /// <summary>Scores headlines, whatever their order.</summary>
    public static DailyScores Of(IReadOnlyList<Headline> headlines, PublicationDays days, IHeadlineScorer scorer, NewsChoices choices)
    {
        var counted = headlines
            .Select(h => (Day: days.Of(h.Time), Key: KeyOf(h.Text), Text: TextOf(h, choices)))
            .OrderBy(h => h.Day)
            .ThenBy(h => h.Key, StringComparer.Ordinal)
            .ThenBy(h => h.Text, StringComparer.Ordinal)
            .DistinctBy(h => (h.Day, h.Key))
            .ToList();
        var texts = counted.Select(h => h.Text).Distinct(StringComparer.Ordinal).ToList();
        var scores = texts.Zip(scorer.Score(texts)).ToDictionary(s => s.First, s => s.Second, StringComparer.Ordinal);
        DateOnly[] all = [.. days.Between(counted[0].Day, counted[^1].Day)];
        var (sums, counts) = (new double[all.Length], new int[all.Length]);
        var (at, silent) = (0, 0);
        foreach (var (day, _, text) in counted)
        {
            while (all[at] != day)
                at++;
            sums[at] += scores[text];
            counts[at]++;
            silent += scores[text] == 0 ? 1 : 0;
        }
        var values = sums.Select((sum, i) => Scaled(counts[i] == 0 ? 0 : sum / (counts[i] + choices.Shrink), choices)).ToArray();
        return new DailyScores(all, values, counts, headlines.Count - counted.Count, silent, Scaled(0, choices));
    }

    /// <summary>The scores as a series, each known at the close of its day.</summary>
    public BarSeries ToSeries(string symbol, MarketCalendar calendar)
    {
        var none = new double[Values.Length];
        Array.Fill(none, double.NaN);
        return new BarSeries(symbol, [.. Days.Select(d => calendar.CloseOf(d).Ticks)], Values, Values, Values, Values, none)
        {
            Calendar = calendar,
            Kind = SeriesKind.Score,
            HasOhlc = false,
        };
    }

    /// <summary>What the series is made of, in a sentence.</summary>
    public string Note(string symbol, IHeadlineScorer scorer)
    {
        var headlines = Counts.Sum();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{symbol}: {headlines:N0} headlines on {Counts.Count(c => c > 0):N0} of {Days.Length:N0} trading days from "
                + $"{Days[0]:yyyy-MM-dd} to {Days[^1]:yyyy-MM-dd}; the other days are {Neutral}. "
                + $"{Repeated:N0} repeated another of their day. "
                + $"Scored by {scorer.Name}, which is neutral on {100.0 * Silent / headlines:0} %"
        );
    }

    // Agencies differ in case, quotes and spaces.
    private static string KeyOf(string text)
    {
        var key = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.IsLetterOrDigit(c) || c is '%' or '+' or '-')
                key.Append(char.ToLowerInvariant(c));
        }
        return key.ToString();
    }

    private static string TextOf(Headline headline, NewsChoices choices) =>
        choices.WithDescription && headline.Description.Length > 0 ? $"{headline.Text}. {headline.Description}" : headline.Text;

    private static double Scaled(double score, NewsChoices choices) => choices.IsZeroToOne ? (1 + score) / 2 : score;
}
