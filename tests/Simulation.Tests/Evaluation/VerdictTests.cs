using Simulator.Evaluation;
using Simulator.Scoring;

namespace Simulator.Tests.Simulation.Evaluation;

public sealed class VerdictTests
{
    private static readonly VerdictFacts s_facts = new()
    {
        From = new(2016, 4, 1),
        To = new(2018, 12, 31),
        AccountName = "agent (ppo)",
        Return = 0.12,
        BuyAndHoldReturn = 0.41,
        Periods = 690,
        Trades = 80,
        Trials = 1,
        Seeds = 5,
        DeflatedSharpe = 0.7,
        DeflatedSharpeOverBuyAndHold = 0.3,
    };

    [Fact]
    public void LessThanBuyAndHold_IsNoEvidence()
    {
        Assert.Equal(
            "From Apr 2016 to Dec 2018 the agent (ppo) returned 12.0\u00A0% after costs against 41.0\u00A0% "
                + "for buy-and-hold; with 1 trial and 5 trainings this is no evidence of skill.",
            Verdict.Sentence(s_facts)
        );
        Assert.Equal(Evidence.None, Verdict.Weigh(s_facts));
    }

    [Fact]
    public void OneMonth_IsToldByItsDays() =>
        Assert.StartsWith(
            "From 2014-05-05 to 2014-05-28 the ",
            Verdict.Sentence(s_facts with { From = new DateOnly(2014, 5, 5), To = new DateOnly(2014, 5, 28) }),
            StringComparison.Ordinal
        );

    [Fact]
    public void LessThanBuyAndHold_StaysNoEvidence_WhateverTheSharpe() =>
        Assert.Equal(Evidence.None, Verdict.Weigh(s_facts with { DeflatedSharpe = 0.999, DeflatedSharpeOverBuyAndHold = 0.999 }));

    [Fact]
    public void Portfolio_IsJudgedByItsOrders_AndByItsChoiceOfAssets()
    {
        var facts = s_facts with { Return = 0.6, IsPortfolio = true, DeflatedSharpe = 0.99, DeflatedSharpeOverBuyAndHold = 0.99 };

        Assert.Contains("on one choice of assets and one period only", Verdict.Sentence(facts), StringComparison.Ordinal);
        Assert.Contains(
            "with only 3 orders there is not enough data",
            Verdict.Sentence(facts with { Trades = 3 }),
            StringComparison.Ordinal
        );
        Assert.Contains("it made no order", Verdict.Sentence(facts with { Trades = 0 }), StringComparison.Ordinal);
    }

    [Fact]
    public void Loss_IsNoEvidence_EvenAboveBuyAndHold()
    {
        var facts = s_facts with { Return = -0.05, BuyAndHoldReturn = -0.3 };

        Assert.Equal(Evidence.None, Verdict.Weigh(facts));
        Assert.Contains(
            "lost 5.0\u00A0% after costs against a loss of 30.0\u00A0% for buy-and-hold",
            Verdict.Sentence(facts),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "lost 5.0\u00A0% after costs against a gain of 30.0\u00A0% for buy-and-hold",
            Verdict.Sentence(facts with { BuyAndHoldReturn = 0.3 }),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(0.94, 0.99)]
    [InlineData(0.99, 0.94)]
    [InlineData(double.NaN, 0.99)]
    public void MoreThanBuyAndHold_WithinLuck_IsNotEnoughData(double sharpe, double lead)
    {
        var facts = s_facts with { Return = 0.6, DeflatedSharpe = sharpe, DeflatedSharpeOverBuyAndHold = lead };

        Assert.Equal(Evidence.Inconclusive, Verdict.Weigh(facts));
        Assert.EndsWith(
            "with 1 trial and 5 trainings there is not enough data to tell skill from luck.",
            Verdict.Sentence(facts),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void MoreThanBuyAndHold_BeyondLuck_IsSomeEvidenceAndNoMore()
    {
        var facts = s_facts with { Return = 0.6, DeflatedSharpe = 0.97, DeflatedSharpeOverBuyAndHold = 0.96, Trials = 12, Seeds = 0 };

        Assert.Equal(Evidence.Some, Verdict.Weigh(facts));
        Assert.EndsWith(
            "with 12 trials this is more than luck would explain, on one market and one period only.",
            Verdict.Sentence(facts),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void FewTrades_CannotShowSkill()
    {
        var facts = s_facts with { Return = 0.6, DeflatedSharpe = 0.99, DeflatedSharpeOverBuyAndHold = 0.99, Trades = 3 };

        Assert.Equal(Evidence.Inconclusive, Verdict.Weigh(facts));
        Assert.EndsWith(
            "with only 3 trades there is not enough data to tell skill from luck.",
            Verdict.Sentence(facts),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void ShortPeriod_IsNotEnoughData()
    {
        var facts = s_facts with { Periods = 59, Return = 3, DeflatedSharpe = 1, DeflatedSharpeOverBuyAndHold = 1 };

        Assert.Equal(Evidence.NotEnoughData, Verdict.Weigh(facts));
        Assert.EndsWith(
            "over 59 trading days there is not enough data to tell skill from luck.",
            Verdict.Sentence(facts),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void NoTrade_LeavesNothingToJudge() =>
        Assert.EndsWith(
            "it made no trade, so there is nothing to judge.",
            Verdict.Sentence(s_facts with { Trades = 0, Return = 0 }),
            StringComparison.Ordinal
        );

    [Fact]
    public void BuyAndHoldItself_IsNoSkill() =>
        Assert.EndsWith(
            "it is buy-and-hold itself, so there is no skill to judge.",
            Verdict.Sentence(s_facts with { IsBuyAndHold = true }),
            StringComparison.Ordinal
        );

    [Fact]
    public void Liquidation_IsSaidFirst()
    {
        var facts = s_facts with { Liquidated = true, Return = -1 };

        Assert.Contains("lost the whole account after costs", Verdict.Sentence(facts), StringComparison.Ordinal);
        Assert.Equal(Evidence.None, Verdict.Weigh(facts));
    }

    [Fact]
    public void FailedCheck_OutweighsEveryFigure()
    {
        var facts = s_facts with { Return = 9, DeflatedSharpe = 1, DeflatedSharpeOverBuyAndHold = 1, FailedChecks = ["forecast cut-offs"] };

        Assert.Equal(Evidence.NotEnoughData, Verdict.Weigh(facts));
        Assert.EndsWith(
            "a check failed (forecast cut-offs), so these figures prove nothing.",
            Verdict.Sentence(facts),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void SyntheticData_IsSaidAtBothEnds()
    {
        var text = Verdict.Sentence(s_facts with { SyntheticData = true });

        Assert.StartsWith("On synthetic data, from Apr 2016", text, StringComparison.Ordinal);
        Assert.EndsWith("and it says nothing about real markets.", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.02, 0.01, 690, "Its forecasts were 2.0\u00A0% better than a random walk (CRPS).")]
    [InlineData(0.02, 0.20, 690, "Its forecasts could not be distinguished from a random walk.")]
    [InlineData(-0.03, 0.01, 690, "Its forecasts were 3.0\u00A0% worse than a random walk (CRPS).")]
    [InlineData(0.02, double.NaN, 690, "Its forecasts could not be distinguished from a random walk.")]
    [InlineData(0.5, 0.0, 20, "With 20 forecasts there is not enough data to tell whether they beat a random walk.")]
    public void Forecasts_AreJudgedAgainstTheRandomWalk(double skill, double p, int count, string expected) =>
        Assert.EndsWith(expected, Verdict.Sentence(s_facts with { Forecast = Scores(skill, p, count) }), StringComparison.Ordinal);

    private static ForecastScores Scores(double skill, double p, int count) =>
        new()
        {
            Count = count,
            Crps = 1 - skill,
            RandomWalkCrps = 1,
            Skill = skill,
            SkillPValue = p,
            Coverage50 = 0.5,
            Coverage80 = 0.8,
            Coverage95 = 0.95,
            DirectionalAccuracy = 0.5,
            BaseRateOfRise = 0.5,
            DirectionPValue = 0.5,
            DetectableAccuracy = 0.55,
            Curve = new ForecastCurve([], [], [], [], [], [], [], [], []),
        };
}
