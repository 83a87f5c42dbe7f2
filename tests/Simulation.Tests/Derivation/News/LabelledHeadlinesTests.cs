using System.Globalization;
using System.Text;
using Simulator.Derivation.News;
using Simulator.Import;
using Xunit.Abstractions;

namespace Simulator.Tests.Derivation.News;

/// <summary>
/// The lexicon on headlines that people labelled. No word was chosen by them: what the file says is measured as it is, and printed.
/// </summary>
public sealed class LabelledHeadlinesTests(ITestOutputHelper output)
{
    [SkippableFact]
    public void Lexicon_OnLabelledGoldHeadlines_IsBetterThanTheMajority()
    {
        var rows = Rows("data/news/gold_commodity_headlines_sinha_khandait.csv", (byte)'\t', text: 2, label: 9);
        var measured = Measured.Of(
            rows.Select(r =>
                (
                    LexiconScorer.ScoreOf(r.Text),
                    r.Label switch
                    {
                        "positive" => 1,
                        "negative" => -1,
                        _ => 0,
                    }
                )
            )
        );
        output.WriteLine(measured.ToString());
        Assert.True(measured.Accuracy > measured.Majority, measured.ToString());
        Assert.True(measured.MacroF1 > 0.5, measured.ToString());
    }

    [SkippableFact]
    public void Lexicon_OnLabelledTweets_IsBetterThanTheMajority()
    {
        var rows = Rows("data/news/twitter_financial_news_sent_train.csv", (byte)',', text: 0, label: 1);
        var measured = Measured.Of(
            rows.Select(r =>
                (
                    LexiconScorer.ScoreOf(r.Text),
                    r.Label switch
                    {
                        "1" => 1,
                        "0" => -1,
                        _ => 0,
                    }
                )
            )
        );
        output.WriteLine(measured.ToString());
        Assert.True(measured.MacroF1 > 0.5, measured.ToString());
    }

    private static List<(string Text, string Label)> Rows(string file, byte separator, int text, int label)
    {
        var joined = QuotedLines.Of(File.ReadAllBytes(SharedFiles.Require(file)), separator, (byte)'\n');
        var reader = new RowReader(joined.Utf8, separator, (byte)'\n');
        var rows = new List<(string, string)>();
        reader.Read();
        while (reader.Read())
        {
            if (!reader.IsBlank)
                rows.Add(
                    (
                        Encoding.UTF8.GetString(reader[text]).Replace("\"\"", "\"", StringComparison.Ordinal),
                        Encoding.UTF8.GetString(reader[label])
                    )
                );
        }
        return rows;
    }

    /// <summary>How well the signs of scores are those of labels; the mean of F1 over the three classes.</summary>
    private sealed record Measured(int Count, double Accuracy, double MacroF1, double Majority, double MajorityF1, string Table)
    {
        public static Measured Of(IEnumerable<(double Score, int Label)> rows)
        {
            var table = new int[3, 3]; // [label, said]
            foreach (var (score, label) in rows)
                table[label + 1, Math.Sign(score) + 1]++;
            int Label(int c) => Enumerable.Range(0, 3).Sum(s => table[c, s]);
            int Said(int c) => Enumerable.Range(0, 3).Sum(l => table[l, c]);
            var count = Enumerable.Range(0, 3).Sum(Label);
            var largest = Enumerable.Range(0, 3).Max(Label);
            var f1 = Enumerable.Range(0, 3).Select(c => 2.0 * table[c, c] / Math.Max(1, Label(c) + Said(c))).ToArray();
            return new(
                count,
                Enumerable.Range(0, 3).Sum(c => table[c, c]) / (double)count,
                f1.Average(),
                largest / (double)count,
                2.0 * largest / (count + largest) / 3,
                string.Join("; ", Enumerable.Range(0, 3).Select(l => string.Join(' ', Enumerable.Range(0, 3).Select(s => table[l, s]))))
            );
        }

        public override string ToString() =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Count} headlines: accuracy {Accuracy:0.0000}, macro F1 {MacroF1:0.0000}; majority class {Majority:0.0000}, its macro F1 "
                    + $"{MajorityF1:0.0000}; rows bad, neutral, good by what is said: {Table}"
            );
    }
}
