using System.Text.Json.Nodes;
using Simulator.Web.Components.Specs;

namespace Simulator.Tests.Web.Components;

/// <summary>Nothing typed is lost: other choices wait on the shelf, steps are taken back and brought back.</summary>
public sealed class DraftTests
{
    private readonly StoppedTime _time = new();

    [Fact]
    public void Exchange_AndBack_BringsBackWhatWasWritten()
    {
        var draft = new SpecDraft("""{ "version": 1, "data": { "target": "A" }, "strategy": { "kind": "smaCross", "fastBars": 7 } }""");
        draft.Exchange("strategy", "smaCross", "cash", () => JsonNode.Parse("""{ "kind": "named", "name": "cash" }"""));
        Assert.Equal("cash", draft.GetText("strategy.name"));
        draft.Exchange("strategy", "cash", "smaCross", () => throw new InvalidOperationException("it was kept"));
        Assert.Equal("7", draft.GetText("strategy.fastBars"));
    }

    [Fact]
    public void Shelf_WrittenAndRead_HoldsTheSame_AndOddTextIsAnEmptyOne()
    {
        var shelf = new DraftShelf();
        shelf.Put("group agent", JsonNode.Parse("""{ "steps": 12345 }"""));
        Assert.Equal("12345", DraftShelf.Read(shelf.Write()).Find("group agent")!["steps"]!.ToJsonString());
        Assert.Null(DraftShelf.Read("{ \"cut").Find("group agent"));
    }

    [Fact]
    public void Undo_GoesBackStepByStep_AndAChangeGivesUpWhatWasUndone()
    {
        var history = new DraftHistory(_time);
        foreach (var (text, place) in new[] { ("a", ""), ("b", "x"), ("c", "y") })
            history.Note(text, place);
        Assert.Equal(("b", "a", null), (history.Undo(), history.Undo(), history.Undo()));
        Assert.Equal("b", history.Redo());
        history.Note("d", "z");
        Assert.False(history.CanRedo);
        Assert.Equal("b", history.Undo());
    }

    [Fact]
    public void TypingAtOnePlace_IsOneStep_UntilAPause()
    {
        var history = new DraftHistory(_time);
        history.Note("", "");
        foreach (var text in new[] { "c", "cl", "clo" })
            history.Note(text, "rules");
        _time.Advance(TimeSpan.FromSeconds(5));
        history.Note("clos", "rules");
        Assert.Equal(("clo", ""), (history.Undo(), history.Undo()));
    }

    [Fact]
    public void Readable_WritesCharactersThemselves_AndLeavesBrokenTextAlone()
    {
        Assert.Contains("GAN → PPO", SpecDraft.Readable("""{ "name": "GAN \u2192 PPO" }"""), StringComparison.Ordinal);
        Assert.Equal("{ \"name\": ", SpecDraft.Readable("{ \"name\": "));
    }

    [Fact]
    public void ErrorsOnTheData_StandWithTheOthers_UntilTheNextChange()
    {
        var draft = new SpecDraft("""{ "version": 1, "data": { "target": "A" }, "strategy": { "kind": "buyAndHold" } }""");
        draft.Judge([new("data.from", "no bars")]);
        Assert.Equal(["no bars"], draft.ErrorsAt("data.from"));
        draft.Set("name", "B");
        Assert.Empty(draft.Errors);
    }

    private sealed class StoppedTime : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        public void Advance(TimeSpan span) => _now += span.Ticks;
    }
}
