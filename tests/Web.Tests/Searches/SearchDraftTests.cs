using Simulator.Backtesting;
using Simulator.Markets;
using Simulator.Runs;
using Simulator.Searches;
using Simulator.Strategies;
using Simulator.Web.Searches;

namespace Simulator.Tests.Web.Searches;

/// <summary>What stands in the fields becomes a request, or says what is wrong; a request comes back into the fields.</summary>
public sealed class SearchDraftTests
{
    private readonly SearchDraft _draft = new(new InMemorySeries([Walk()]));

    public SearchDraftTests() => _draft.BeginWith(null, "A", "smaCross", null);

    [Fact]
    public void Begun_WithARule_HasRangesAroundItsUsualValues_AndCanBeStarted()
    {
        Assert.Equal(("5:20:2", "fast<slow", null), (_draft.Values["fast"], _draft.Where, _draft.Error));
        Assert.Equal(_draft.Request!.Space().GridSize, _draft.Runs);
    }

    [Theory]
    [InlineData("sweep", "fast", "5:x", "is not of the form")]
    [InlineData("sweep", "fast", "1:40000:1", "that is 280,000 runs")]
    [InlineData("walkForward", "train", "many", "train bars must be a whole number, was 'many'")]
    [InlineData("walkForward", "train", "900", "do not fit into 280 bars")]
    [InlineData("walkForward", "test", "2", "take larger steps, or longer tests")]
    [InlineData("crossValidation", "groups", "31", "must be 2 to 30")]
    [InlineData("crossValidation", "testGroups", "6", "test groups 6")]
    [InlineData("crossValidation", "slow", "2:500:1", "at most 1,000 choices")]
    public void Mistake_IsSaidAtOnce(string method, string field, string text, string words)
    {
        _draft.SetMethod(method);
        if (field == "test")
            _draft.SetValue("fast", "2:1200:1");
        if (field is "fast" or "slow")
            _draft.SetValue(field, text);
        else
            _draft.SetNumber(field, text);
        Assert.Null(_draft.Request);
        Assert.Contains(words, _draft.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Fields_LeftAlone_HaveTheMethodsUsualNumbers()
    {
        _draft.SetMethod("walkForward");
        Assert.Equal(new WalkForwardSearch { TrainBars = 93, TestBars = 46 }, _draft.Request!.Method);
        _draft.SetMethod("crossValidation");
        Assert.Equal(
            new CrossValidationSearch
            {
                Groups = 6,
                TestGroups = 2,
                PurgePeriods = 5,
                EmbargoPeriods = 5,
            },
            _draft.Request!.Method
        );
        _draft.SetNumber("embargo", "0");
        _draft.SetNumber("purge", "");
        Assert.Equal(
            new CrossValidationSearch
            {
                Groups = 6,
                TestGroups = 2,
                PurgePeriods = 5,
                EmbargoPeriods = 0,
            },
            _draft.Request!.Method
        );
    }

    [Fact]
    public void Request_PutBackIntoTheFields_MakesTheSameRequest()
    {
        _draft.SetMethod("walkForward");
        _draft.SetAnchored(true);
        _draft.SetNumber("embargo", "7");
        _draft.SetValue("slow", "20,40");
        _draft.SetRank("calmar");
        var other = new SearchDraft(new InMemorySeries([Walk()]));
        other.BeginWith(_draft.Request!);

        Assert.Equal(_draft.Request!.ToJson(), other.Request!.ToJson());
        Assert.Null(other.Fork);
    }

    [Fact]
    public void Request_OfASimulationsRule_KeepsItsCostsAndDates()
    {
        var spec = new SimulationSpec
        {
            Name = "Mine",
            Data = new DataSpec { Target = "A" },
            Strategy = new NamedStrategySpec { Name = "smaCross" },
            Execution = new ExecutionSpec { SlippageBps = 7 },
        };
        _draft.BeginWith(spec, null, null, null);
        _draft.SetValue("fast", "4:8:2");
        var other = new SearchDraft(new InMemorySeries([Walk()]));
        other.BeginWith(_draft.Request!);

        Assert.Equal(("Mine", 7), (other.Fork!.Name, other.Request!.Spec.Execution.SlippageBps));
    }

    private static BarSeries Walk()
    {
        var (close, times) = (new double[400], new long[400]);
        for (var i = 0; i < close.Length; i++)
            (close[i], times[i]) = (100 + Math.Sin(i), MarketCalendar.Crypto.CloseOf(new DateOnly(2015, 1, 2).AddDays(i)).Ticks);
        return new BarSeries("A", times, close, close, close, close, new double[400]) { Calendar = MarketCalendar.Crypto };
    }
}
