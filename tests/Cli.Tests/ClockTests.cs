using System.Text.Json.Nodes;

namespace Simulator.Tests.Cli;

/// <summary>Every command reads a clock as import does, and guesses none beside another series.</summary>
public sealed class ClockTests : IDisposable
{
    /// <summary>Buys when the hour will end higher than the minute: worthless unless the hour is known too early.</summary>
    private const string HourRule = """{ "version": 1, "name": "hour", "entryLong": "H.close > close", "exitLong": "H.close < close" }""";

    private const string DayRule = """{ "version": 1, "name": "day", "entryLong": "H.close > close", "exitLong": "H.close < close" }""";

    private static readonly string[] s_commands =
    [
        "backtest",
        "sweep --range x=0,1",
        "walkforward --range x=0,1",
        "crossvalidate --range x=0,1",
        "robustness --draws 10",
    ];

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Commands { get; } = [.. s_commands];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task HourlyFileBesideMinutes_OfUnknownStamps_IsRefusedWithTheOptionThatSaysIt(string command)
    {
        var run = await BesideAsync(command, new SessionFile(5));

        Assert.Equal((2, ""), (run.ExitCode, run.Out));
        Assert.Contains("h.csv: the file does not show whether its times are the starts or the ends", run.Error, StringComparison.Ordinal);
        Assert.Contains("give --stamps H=open (or close)", run.Error, StringComparison.Ordinal);
        Assert.Contains("give --time-zone H=America/New_York (or ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HourlyFileBesideMinutes_StampedAtStarts_TeachesTheRuleNothing()
    {
        var run = await BesideAsync("backtest --fractional", new SessionFile(20), "--stamps", "open", "--time-zone", "America/New_York");

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.DoesNotContain("note:", run.Error, StringComparison.Ordinal);
        Assert.InRange((double)JsonNode.Parse(run.Out)!["equity_final"]!, 5_000, 15_000);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task HourlyFileBesideMinutes_WithStampsSaidWrong_IsToldByEveryCommand(string command)
    {
        var run = await BesideAsync(command, new SessionFile(8), WrongStamps);

        Assert.True(run.ExitCode == 0, run.Error);
        var note = Assert.Single(run.ErrorLines, l => l.StartsWith("note: H shows prices 1 h too early: M,", StringComparison.Ordinal));
        Assert.Equal(note["note: ".Length..], (string)Assert.Single(JsonNode.Parse(run.Out)!["dataNotes"]!.AsArray())!);
    }

    [Fact]
    public async Task LookAheadCheck_OfStampsSaidWrong_IsNotClean()
    {
        var run = await BesideAsync("robustness --draws 10", new SessionFile(4), WrongStamps);

        var result = JsonNode.Parse(run.Out)!;
        Assert.Equal("seriesLooksAhead", (string)result["lookAhead"]!["verdict"]!);
        Assert.Contains("a check failed (another series looks ahead)", (string)result["sentence"]!, StringComparison.Ordinal);
        var time = Assert.Single(result["otherSeries"]!["times"]!.AsArray())!;
        Assert.Equal(("H", "M", "01:00:00"), ((string)time["early"]!, (string)time["witness"]!, (string)time["ahead"]!));
        var delay = Assert.Single(result["otherSeries"]!["delays"]!.AsArray())!;
        Assert.True((bool)delay["livesOnUndelayed"]!);
        Assert.InRange((double)delay["return"]!, 0.1, 10);
        Assert.InRange((double)delay["delayedReturn"]!, -0.5, 0.05);
    }

    [Fact]
    public async Task LookAheadCheck_OfStampsSaidRight_IsClean()
    {
        var run = await BesideAsync("robustness --draws 10", new SessionFile(4), "--stamps", "open", "--time-zone", "America/New_York");

        var result = JsonNode.Parse(run.Out)!;
        Assert.Equal("clean", (string)result["lookAhead"]!["verdict"]!);
        Assert.Empty(result["otherSeries"]!["times"]!.AsArray());
        Assert.False((bool)result["otherSeries"]!["delays"]![0]!["livesOnUndelayed"]!);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task DailyTokyoBesideHours_OfNoCalendar_IsRefusedOrRight(string command)
    {
        var run = await TokyoAsync(command, "--stamps", "M=open");
        if (run.ExitCode == 0)
            Assert.DoesNotContain("shows prices", run.Error, StringComparison.Ordinal);
        else
            Assert.Contains("give --calendar H=ID", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DailyTokyoBesideHours_OfTokyosCalendar_IsKnownAtItsClose()
    {
        var run = await TokyoAsync("robustness --draws 10", "--stamps", "M=open", "--calendar", "tse");

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal("clean", (string)JsonNode.Parse(run.Out)!["lookAhead"]!["verdict"]!);
    }

    [Fact]
    public async Task DailyTokyoBesideHours_KnownADayEarly_IsFound()
    {
        var session = new SessionFile(40);
        var run = await RunAsync(
            "robustness --draws 10",
            ("M.csv", session.Bars(60, "+09:00")),
            ("h.csv", session.Days(daysEarly: 1)),
            DayRule,
            ["--stamps", "M=open", "--calendar", "tse"]
        );

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal("seriesLooksAhead", (string)JsonNode.Parse(run.Out)!["lookAhead"]!["verdict"]!);
    }

    [Fact]
    public async Task OneFileAlone_OfUnknownClock_IsReadAsImportReadsItAndSaysSo()
    {
        var run = await CommandRun.OfAsync(
            "backtest",
            "--bars",
            _folder.Write("M.csv", new SessionFile(5).Bars(60)),
            "--strategy",
            "buyAndHold",
            "--json"
        );

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Collection(
            run.ErrorLines,
            l => Assert.Matches("^note: M.csv: the file does not state its time zone: America/New_York is assumed .*--time-zone", l),
            l => Assert.Matches("^note: M.csv: the file does not show whether its times are the starts .*starts are assumed .--stamps", l)
        );
    }

    [Fact]
    public async Task StampsOfTheCommand_MoveTheHourOfTheBar()
    {
        var file = _folder.Write("M.csv", new SessionFile(5).Bars(60));
        var rule = _folder.Write("rule.json", """{ "version": 1, "entryLong": "hour == 10", "exitLong": "hour == 12" }""");
        async Task<int> FirstEntryAsync(params string[] options)
        {
            var run = await CommandRun.OfAsync([
                "backtest",
                "--bars",
                file,
                "--strategy",
                rule,
                "--conventions",
                "standard",
                "--json",
                .. options,
            ]);
            Assert.True(run.ExitCode == 0, run.Error);
            return (int)JsonNode.Parse(run.Out)!["trades"]![0]!["EntryBar"]!;
        }

        // The bar of 09:00 is known at 10:00; taken as an end, the bar of 10:00 is.
        Assert.Equal((1, 2), (await FirstEntryAsync("--stamps", "open"), await FirstEntryAsync("--stamps", "close")));
    }

    [Theory]
    [InlineData("--stamps X=open", "--stamps X=open: no series is called 'X'; there are M")]
    [InlineData("--stamps later", "--stamps must be open or close, was 'later'")]
    [InlineData("--stamps M=later", "--stamps must be open or close, was 'later'")]
    [InlineData("--time-zone Tokio", "--time-zone must be an IANA name such as America/New_York, was 'Tokio'")]
    [InlineData("--column Cloze=close", "--column Cloze=close: no file has a column 'Cloze' (did you mean 'Close'?)")]
    [InlineData("--column Close", "--column must be a heading and what it is")]
    [InlineData("--decimal-mark M=;", "--decimal-mark must be '.' or ',', was ';'")]
    [InlineData("--calendar M=nysee", "--calendar must be nyse, cboe")]
    public async Task WrongAnswer_IsNamedWithWhatItMustBe(string options, string message)
    {
        var file = _folder.Write("M.csv", new SessionFile(5).Bars(60));
        var run = await CommandRun.OfAsync(["backtest", "--bars", file, "--strategy", "buyAndHold", .. options.Split(' ')]);

        Assert.Equal((2, ""), (run.ExitCode, run.Out));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SpecWithARelatedFile_OfUnknownStamps_IsRefused_AndToldWhereTheyAreSaidWrong()
    {
        var session = new SessionFile(8);
        string[] words =
        [
            "simulate",
            _folder.Write(
                "spec.json",
                """
                { "version": 1, "data": { "target": "M", "related": ["H"] }, "split": { "trainFraction": 0.1, "validationFraction": 0.1 },
                  "strategy": { "kind": "rules",
                    "rules": { "version": 1, "entryLong": "H.close > close", "exitLong": "H.close < close" } } }
                """
            ),
            "--bars",
            $"M={_folder.Write("m.csv", session.Bars(1))}",
            "--bars",
            $"H={_folder.Write("h.csv", session.Bars(60))}",
            "--data",
            _folder.File("data"),
            "--json",
        ];
        var guessed = await CommandRun.OfAsync(words);
        Assert.Equal((2, ""), (guessed.ExitCode, guessed.Out));
        Assert.Contains("give --stamps H=open (or close)", guessed.Error, StringComparison.Ordinal);

        var wrong = await CommandRun.OfAsync([.. words, .. WrongStamps]);
        Assert.True(wrong.ExitCode == 0, wrong.Error);
        Assert.Contains("note: H shows prices 1 h too early: M,", wrong.Error, StringComparison.Ordinal);
        var check = JsonNode.Parse(wrong.Out)!["report"]!["honesty"]!["checks"]!
            .AsArray()
            .Single(c => (string)c!["name"]! == "Related series were known at the decision")!;
        Assert.False((bool)check["passed"]!);
        Assert.Contains("H shows prices 1 h too early: M", (string)check["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PortfolioOfIntradayFiles_OfUnknownClocks_IsRefused()
    {
        var (a, b) = (_folder.Write("a.csv", new SessionFile(8).Bars(60)), _folder.Write("b.csv", new SessionFile(8, 10).Bars(30)));
        string[] words = ["portfolio", "--bars", $"A={a}", "--bars", $"B={b}", "--method", "equal"];
        var guessed = await CommandRun.OfAsync(words);
        Assert.Equal((2, ""), (guessed.ExitCode, guessed.Out));
        Assert.Contains("give --stamps A=open", guessed.Error, StringComparison.Ordinal);
        Assert.Contains("give --time-zone B=America/New_York", guessed.Error, StringComparison.Ordinal);

        var said = await CommandRun.OfAsync([.. words, "--stamps", "open", "--time-zone", "America/New_York"]);
        Assert.True(said.ExitCode == 0, said.Error);
    }

    [Fact]
    public async Task Import_OfSeveralFiles_TakesAnswersByName()
    {
        var (a, b) = (_folder.Write("AA.csv", new SessionFile(3).Bars(60)), _folder.Write("BB.csv", new SessionFile(3).Bars(60)));

        var run = await CommandRun.OfAsync("import", a, b, "--stamps", "AA=close", "--time-zone", "Asia/Tokyo", "--stamps", "BB=open");

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Matches("(?s)AA.csv.*timestamps are bar ends in Asia/Tokyo.*BB.csv.*timestamps are bar starts in Asia/Tokyo", run.Out);
    }

    private static string[] WrongStamps => ["--stamps", "M=open", "--stamps", "H=close", "--time-zone", "America/New_York"];

    private Task<CommandRun> BesideAsync(string command, SessionFile session, params string[] options) =>
        RunAsync(command, ("M.csv", session.Bars(1)), ("h.csv", session.Bars(60)), HourRule, options);

    private Task<CommandRun> TokyoAsync(string command, params string[] options)
    {
        var session = new SessionFile(40);
        return RunAsync(command, ("M.csv", session.Bars(60, "+09:00")), ("h.csv", session.Days("+09:00")), DayRule, options);
    }

    private async Task<CommandRun> RunAsync(
        string command,
        (string Name, string Text) traded,
        (string Name, string Text) other,
        string rule,
        string[] options
    ) =>
        await CommandRun.OfAsync([
            .. command.Split(' '),
            "--bars",
            _folder.Write(traded.Name, traded.Text),
            "--other",
            $"H={_folder.Write(other.Name, other.Text)}",
            "--strategy",
            _folder.Write("rule.json", WithParameter(rule)),
            "--conventions",
            "standard",
            .. command.StartsWith("backtest", StringComparison.Ordinal) ? Array.Empty<string>() : ["--data", _folder.File("data")],
            .. options,
            "--json",
        ]);

    // Searches need something to vary.
    private static string WithParameter(string rule) =>
        rule.Replace("\"version\": 1,", "\"version\": 1, \"parameters\": { \"x\": 0 },", StringComparison.Ordinal)
            .Replace("H.close > close", "H.close > close + 0 * x", StringComparison.Ordinal);
}
