using System.Text;
using Simulator.Import;

namespace Simulator.Tests.Simulation.Import.Formats;

/// <summary>Numbers that JSON holds as text.</summary>
public sealed class JsonTextNumberTests
{
    [Theory]
    [InlineData("\"1.234,56\"", "\"1.000\"", 1234.56, 1000)]
    [InlineData("\"14,212\"", "\"15210\"", 14.212, 15210)]
    [InlineData("\"14,5\"", "\"15.210\"", 14.5, 15210)]
    [InlineData("\"1,234.56\"", "\"1,000\"", 1234.56, 1000)]
    [InlineData("\"1234.56\"", "\"1000\"", 1234.56, 1000)]
    [InlineData("\"1.234,56\"", "1234.5", 1234.56, 1234.5)]
    [InlineData("\"12,5 €\"", "\"1,2 Mio\"", 12.5, 1200000)]
    [InlineData("14.212", "980", 14.212, 980)]
    public void Numbers_AreReadAsTheyAreWritten(string close, string volume, double price, double shares)
    {
        var imported = Read(close, volume);

        Assert.Equal((price, shares), (imported.Series[0].Series.Close[0], imported.Series[0].Series.Volume[0]));
        Assert.DoesNotContain(imported.Preview.Questions, q => q.Topic == QuestionTopic.DecimalMark);
        Assert.Equal(new DateTime(2024, 3, 4), imported.Series[0].Series.LocalAt(0));
    }

    [Fact]
    public void Numbers_ThatMayBeEither_AreAsked_AndTheAnswerIsTaken()
    {
        var asked = Read("\"14,212\"", "\"980\"");
        var answered = Read("\"14,212\"", "\"980\"", ',');

        Assert.Equal("--decimal-mark", Assert.Single(asked.Preview.Questions, q => q.Topic == QuestionTopic.DecimalMark).Option);
        Assert.Equal(14212, asked.Series[0].Series.Close[0]);
        Assert.DoesNotContain(answered.Preview.Questions, q => q.Topic == QuestionTopic.DecimalMark);
        Assert.Equal(14.212, answered.Series[0].Series.Close[0]);
    }

    [Fact]
    public void Columns_OfText_AreReadToo()
    {
        var text = """{"date":["04.03.2024","05.03.2024"],"close":["1.234,5","1.235,5"],"note":["a \"b\", c","d"]}""";

        var series = CsvImport.Read(Encoding.UTF8.GetBytes(text), "x.json").Series[0].Series;

        Assert.Equal([1234.5, 1235.5], series.Close);
        Assert.Equal(new DateTime(2024, 3, 4), series.LocalAt(0));
    }

    private static ImportedFile Read(string close, string volume, char? mark = null)
    {
        var rows = Enumerable.Range(4, 5).Select(d => $$"""{"date":"2024-03-0{{d}}","close":{{close}},"volume":{{volume}}}""");
        return CsvImport.Read(Encoding.UTF8.GetBytes($"[{string.Join(',', rows)}]"), "x.json", new ImportOptions { DecimalMark = mark });
    }
}
