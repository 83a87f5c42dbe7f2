using Simulator.Backtesting;
using Simulator.Environments;
using Simulator.Markets;

namespace Simulator.Tests.Simulation.Environments;

/// <summary>The trading environment where a decision is any weight. That the engine makes the same of them: the replay tests.</summary>
public sealed class DrivenTradingTests : EnvironmentContractTests
{
    private const int Bars = 1_000;
    private static readonly BarSeries s_series = RandomWalk.Series(Bars);
    private static readonly ObservedMarket s_market = Market(s_series, RandomWalk.Split);
    private static readonly TradingTerms s_terms = new(new ExecutionSpec { AllowShort = true }, new CapitalSpec());

    protected override IVectorEnvironment Create(params ulong[] seeds) =>
        new DrivenEnvironment(new TradingEnvironment(s_market, s_terms, s_market.FirstRow, s_market.TrainingEnd, 40, seeds));

    protected override (IVectorEnvironment Whole, IVectorEnvironment Cut, int Steps)? Truncated()
    {
        const int Cut = 700;
        var market = Market(s_series.Slice(0, Cut + 1), RandomWalk.Split with { TrainFraction = 600.0 / (Cut + 1) });
        Assert.Equal(s_market.TrainingEnd, market.TrainingEnd); // the same training part, so that the same scale
        return (Over(s_market, Bars - 1), Over(market, Cut), Cut - 60);

        static DrivenEnvironment Over(ObservedMarket market, int end) =>
            new(new TradingEnvironment(market, s_terms, 60, end, int.MaxValue, 1UL));
    }

    [Fact]
    public void Weight_OfAHalf_HoldsAboutHalfOfTheEquity()
    {
        var environment = Whole(TradingTerms.OwnCost(0, allowShort: true));
        Assert.Equal((-1f, 1f), (environment.ActionLow[0], environment.ActionHigh[0]));
        foreach (var weight in (float[])[0.5f, 0.25f, -0.75f])
        {
            environment.Drive([weight]);
            Assert.Equal(weight, environment.Held(0).Target);
            Assert.Equal(weight, environment.Held(0).Exposure, 0.05); // the price has moved since it was sized
        }
        environment.Drive([7]);
        Assert.Equal(1, environment.Held(0).Target);
        environment.Drive([0]);
        Assert.Equal(HeldPosition.Flat, environment.Held(0));
    }

    [Fact]
    public void Weight_WithoutShorting_IsAtLeastNothing()
    {
        var environment = Whole(TradingTerms.OwnCost(0, allowShort: false));
        Assert.Equal((0f, 1f), (environment.ActionLow[0], environment.ActionHigh[0]));
        environment.Drive([-0.5f]);
        Assert.Equal(HeldPosition.Flat, environment.Held(0));
    }

    [Fact]
    public void Weights_ThatArePickedOnes_DoWhatTheActionsDo()
    {
        var (picked, driven) = (Whole(s_terms), Whole(s_terms));
        for (var step = 0; step < 200; step++)
        {
            var action = step / 7 % 3;
            picked.Step([action]);
            driven.Drive([(float)s_terms.Exposures[action]]);
            Assert.True(picked.Observations.SequenceEqual(driven.Observations));
            Assert.Equal(picked.Rewards[0], driven.Rewards[0]);
        }
    }

    private static TradingEnvironment Whole(TradingTerms terms) =>
        new(s_market, terms, s_market.FirstRow, s_market.TrainingEnd, int.MaxValue, 1UL);

    private static ObservedMarket Market(BarSeries series, SplitSpec split) =>
        ObservedMarket.Create(series, RandomWalk.Features(series), RandomWalk.Tape(series, 20), split);
}
