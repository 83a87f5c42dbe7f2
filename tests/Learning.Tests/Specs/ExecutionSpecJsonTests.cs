using Simulator.Backtesting;
using Simulator.Runs;

namespace Simulator.Tests.Learning.Specs;

/// <summary>The optional members of a spec's execution, as they are read from JSON.</summary>
public class ExecutionSpecJsonTests
{
    [Fact]
    public void Parse_EveryMember_IsRead()
    {
        var parse = Parse(
            """
            { "commission": { "rate": 0.0005, "makerRate": -0.0001, "perUnit": 0.005, "minimum": 1, "capFraction": 0.01 },
              "slippage": { "kind": "impact", "coefficient": 0.8, "windowBars": 30 }, "volumeShare": 0.1, "lotUnits": 100, "tickSize": 0.01,
              "financing": { "borrowRatePerYear": 0.03, "creditRatePerYear": 0.01, "debitRatePerYear": 0.06, "daysPerYear": 360 },
              "margin": { "maintenanceFraction": 0.25, "call": "close" } }
            """
        );

        Assert.Empty(parse.Errors);
        var execution = parse.Spec!.Execution;
        Assert.Equal(-0.0001, execution.Commission!.MakerRate);
        Assert.Equal(new ImpactSlippage { Coefficient = 0.8, WindowBars = 30 }, execution.Slippage);
        Assert.Equal((0.1, 100.0, 0.01), (execution.VolumeShare, execution.LotUnits, execution.TickSize));
        Assert.Equal((360, MarginCallFill.Close), (execution.Financing!.DaysPerYear, execution.Margin!.Call));
        Assert.Equal(SpecJson.Write(parse.Spec), SpecJson.Write(SpecJson.Parse(SpecJson.Write(parse.Spec)).Spec!));
    }

    [Fact]
    public void Hash_MembersLeftOutOrNull_IsThatOfBefore()
    {
        var hash = SpecJson.Hash(Parse("{ }").Spec!);

        Assert.Equal(hash, SpecJson.Hash(Parse("""{ "commission": null, "slippage": null, "volumeShare": null, "margin": null }""").Spec!));
        Assert.DoesNotContain("volumeShare", SpecJson.Write(Parse("{ }").Spec!), StringComparison.Ordinal);
        Assert.NotEqual(hash, SpecJson.Hash(Parse("""{ "volumeShare": 0.1 }""").Spec!));
    }

    [Fact]
    public void Parse_ManyFaults_ReportsEveryOneWithItsPath()
    {
        var errors = Parse(
            """
            { "commission": { "rate": 2, "maker": 0 }, "slippage": { "kind": "spred" }, "volumeShare": "all", "tickSize": -1,
              "margin": { "maintenanceFraction": 2, "call": "noon" } }
            """
        )
            .Errors.ToDictionary(e => e.Path, e => e.Message);

        Assert.Contains("was 2", errors["execution.commission.rate"], StringComparison.Ordinal);
        Assert.StartsWith("unknown member", errors["execution.commission.maker"], StringComparison.Ordinal);
        Assert.Equal("no 'spred' (did you mean 'spread'?); there are none, bps, spread, impact", errors["execution.slippage.kind"]);
        Assert.StartsWith("must be a number", errors["execution.volumeShare"], StringComparison.Ordinal);
        Assert.Contains("was -1", errors["execution.tickSize"], StringComparison.Ordinal);
        Assert.Contains("nextOpen, close", errors["execution.margin.call"], StringComparison.Ordinal);
        Assert.Contains("was 2", errors["execution.margin.maintenanceFraction"], StringComparison.Ordinal);
        Assert.Equal(7, errors.Count);
    }

    private static SpecParse Parse(string execution) =>
        SpecJson.Parse(
            $$"""{ "version": 1, "data": { "target": "GOOG" }, "strategy": { "kind": "buyAndHold" }, "execution": {{execution}} }"""
        );
}
