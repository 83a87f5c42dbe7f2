namespace Simulator.Tests.Cli;

/// <summary>From documents that are no prices to stored series.</summary>
public sealed class DeriveTests : IDisposable
{
    private const string Headlines = """
        Headline,Time
        Profit beats estimates,2020-03-02 10:00
        Bank cuts dividend after loss,2020-03-03 17:30
        Nothing happens,2020-03-05 09:00

        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Headlines_BecomeAStoredScore_AfterTheCloseCountsOnTheNextDay()
    {
        var file = _folder.Write("news.csv", Headlines);
        string[] words = ["derive", "news", file, "--symbol", "NEWS", "--set", "timeZone=America/New_York", "--data", _folder.File("data")];

        var shown = await CommandRun.OfAsync(words);
        var stored = await CommandRun.OfAsync([.. words, "--accept"]);

        Assert.Equal((0, ""), (shown.ExitCode, shown.Error));
        Assert.Contains("NEWS: 4 values from 2020-03-02 to 2020-03-05", shown.Out, StringComparison.Ordinal);
        Assert.Contains("Nothing is stored yet", shown.Out, StringComparison.Ordinal);
        Assert.Equal((0, ""), (stored.ExitCode, stored.Error));
        Assert.Contains("Stored 1 series", stored.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Score_UnderTheNameOfStoredPrices_IsRefused()
    {
        var data = _folder.File("data");
        var prices = _folder.Write("GS.csv", "Date,Close\n2020-01-14,40\n2020-01-15,50\n2020-01-16,80\n");
        Assert.Equal(0, (await CommandRun.OfAsync("import", prices, "--data", data, "--accept")).ExitCode);

        var run = await CommandRun.OfAsync(
            "derive",
            "news",
            _folder.Write("news.csv", Headlines),
            "--symbol",
            "GS",
            "--set",
            "timeZone=America/New_York",
            "--data",
            data,
            "--accept"
        );

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains(
            "'GS' is stored as a series of prices, and this is one of scores; give another symbol",
            run.Error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Reports_BecomeStoredRatios()
    {
        var reports = _folder.Write("reports.csv", "periodEnd,published,eps\n2019-12-31,2020-01-15 17:00,4\n");
        var prices = _folder.Write("ACME.csv", "Date,Close\n2020-01-14,40\n2020-01-15,50\n2020-01-16,80\n2020-01-17,100\n");

        var run = await CommandRun.OfAsync(
            "derive",
            "fundamentals",
            reports,
            prices,
            "--symbol",
            "ACME",
            "--set",
            "perYear=1",
            "--set",
            "timeZone=America/New_York",
            "--data",
            _folder.File("data"),
            "--accept"
        );

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("ACME_PE: 2 values from 2020-01-16 to 2020-01-17, last 25", run.Out, StringComparison.Ordinal);
        Assert.Contains("Stored 3 series", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("KIND must be one of news, options, fundamentals", "weather", "FILE", "--symbol", "X")]
    [InlineData("--symbol is missing", "news", "FILE")]
    [InlineData("--set colour: news has scale", "news", "FILE", "--symbol", "X", "--set", "colour=red")]
    [InlineData("--set scale: must be one of", "news", "FILE", "--symbol", "X", "--set", "scale=wide")]
    [InlineData("no calendar 'MOON'", "news", "FILE", "--symbol", "X", "--calendar", "MOON")]
    [InlineData("absent.csv: cannot be read", "news", "absent.csv", "--symbol", "X")]
    [InlineData("news.csv", "options", "FILE", "--symbol", "X")]
    public async Task WhatCannotBeUsed_IsNamed(string error, params string[] words)
    {
        var file = _folder.Write("news.csv", Headlines);

        var run = await CommandRun.OfAsync(["derive", .. words.Select(w => w == "FILE" ? file : w)]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(error, run.Error, StringComparison.Ordinal);
    }
}
