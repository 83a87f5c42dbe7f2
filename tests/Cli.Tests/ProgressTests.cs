using Simulator.Cli.Progress;
using Simulator.Cli.Reports;
using Simulator.Stages;
using Simulator.Statistics;
using Spectre.Console;

namespace Simulator.Tests.Cli;

public sealed class ProgressTests
{
    private static readonly StageName[] s_stages = [StageName.Data, StageName.Forecaster];

    [Fact]
    public async Task PlainProgress_BetweenStages_SpeaksAtMostEveryTenSeconds()
    {
        using var writer = new StringWriter();
        var clock = new SteppedClock();
        await new PlainProgress(writer, clock).ShowAsync(
            s_stages,
            report =>
            {
                for (var second = 0; second < 25; second++)
                {
                    report(new StageEvent.Progressed(StageName.Forecaster, second / 25.0, "fold 1 of 2"));
                    clock.Seconds++;
                }
                report(new StageEvent.Completed(StageName.Forecaster, "key", "hash", false, 25));
                return 0;
            }
        );
        var lines = writer.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(
            ["forecaster 40% fold 1 of 2", "forecaster 80% fold 1 of 2", "forecaster done in 25.0 s"],
            lines.Select(l => l.TrimEnd())
        );
    }

    [Fact]
    public async Task PlainProgress_WhatAStageNotes_IsToldAtOnce()
    {
        using var writer = new StringWriter();
        await new PlainProgress(writer, new SteppedClock()).ShowAsync(
            s_stages,
            report =>
            {
                report(new StageEvent.Noted(StageName.Forecaster, "fold 1 of 2, epoch 7: mode collapse"));
                return 0;
            }
        );
        Assert.Equal("forecaster fold 1 of 2, epoch 7: mode collapse", writer.ToString().Trim());
    }

    [Fact]
    public async Task PlainProgress_StageDoneBefore_IsNamedAsSuch()
    {
        using var writer = new StringWriter();
        await new PlainProgress(writer, new SteppedClock()).ShowAsync(
            s_stages,
            report =>
            {
                report(new StageEvent.Completed(StageName.Forecaster, "key", "hash", true, 0));
                return 0;
            }
        );
        Assert.Contains("taken from an earlier run", writer.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task LiveProgress_TextWithBrackets_IsShownAsItStands()
    {
        using var writer = new StringWriter();
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Out = new AnsiConsoleOutput(writer),
                Ansi = AnsiSupport.Yes,
                Interactive = InteractionSupport.Yes,
            }
        );
        console.Profile.Width = 140;
        await new LiveProgress(console).ShowAsync(
            s_stages,
            report =>
            {
                report(new StageEvent.Started(StageName.Forecaster));
                report(new StageEvent.Progressed(StageName.Forecaster, 0.5, "fold [1] of 2"));
                Thread.Sleep(300); // several frames of the view's own clock
                return 0;
            }
        );
        Assert.Contains("fold [1] of 2", writer.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task View_WorkThatFails_PassesTheFailureOn() =>
        await Assert.ThrowsAsync<InvalidDataException>(() =>
            new PlainProgress(TextWriter.Null, new SteppedClock()).ShowAsync<int>(s_stages, _ => throw new InvalidDataException("x"))
        );

    [Theory]
    [InlineData(StatisticUnit.Fraction, 0.1234, "12.34 %")]
    [InlineData(StatisticUnit.Fraction, double.NaN, "—")]
    [InlineData(StatisticUnit.Money, 1234567.891, "1,234,567.89")]
    [InlineData(StatisticUnit.Count, 66, "66")]
    [InlineData(StatisticUnit.Ratio, double.PositiveInfinity, "—")]
    public void Figure_ByItsUnit_IsWrittenForReading(StatisticUnit unit, double value, string text) =>
        Assert.Equal(text, Figures.Of(unit, value));

    private sealed class SteppedClock : TimeProvider
    {
        public int Seconds { get; set; }

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => Seconds;
    }
}
