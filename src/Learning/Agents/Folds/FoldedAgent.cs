using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Simulator.Backtesting;
using Simulator.Decisions;
using Simulator.Environments;
using Simulator.Errors;
using Simulator.Learners;
using Simulator.Learning.Agents.Evidence;
using Simulator.Learning.Checkpoints;
using Simulator.Markets;
using Simulator.Runs;
using Simulator.Stages;

namespace Simulator.Learning.Agents.Folds;

/// <summary>
/// An agent on one series that does no harm by default, whatever it learns by. The bars before the test part are cut into folds; some
/// trainings of each fold learn on the rest, an embargo away, and decide together on what was held out. Where that shows no edge, the
/// baseline is held on the test part; else all trainings decide together, once. The first decision is that of the bar before the test
/// part, from a flat position; it is filled at the test part's first open. It trades under the fills and costs of the run, unless the
/// spec gives it a cost of its own. Networks of this size are faster on the processor than on any accelerator, so it runs there, whatever
/// the device.
/// </summary>
public abstract class FoldedAgent : IAgent
{
    private const double DaysPerYear = 365.25;
    private readonly IFoldedAgentSpec _spec;
    private readonly string _kind,
        _form;

    /// <summary>An agent of these hyper-parameters.</summary>
    /// <param name="spec">What all such agents have in common.</param>
    /// <param name="kind">Name of its row.</param>
    /// <param name="form">Version of what its trainings write into a checkpoint.</param>
    /// <exception cref="ArgumentOutOfRangeException">One of them cannot be trained with.</exception>
    private protected FoldedAgent(IFoldedAgentSpec spec, string kind, int form)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(spec.Seeds, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(spec.Folds, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(spec.Steps, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(spec.Environments, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(spec.EpisodeBars, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(spec.CostFraction ?? 0, 0);
        (_spec, _kind, _form) = (spec, kind, FormattableString.Invariant($"{kind} checkpoint {form}"));
    }

    /// <summary>A training at its beginning.</summary>
    private protected abstract IFoldTraining Begin(FoldPlace place);

    /// <inheritdoc/>
    /// <exception cref="SimulationException">The data cannot be learned on, or the training diverged; the text says what would
    /// help.</exception>
    /// <exception cref="InvalidDataException">The checkpoint is damaged or of another run; the text says what differs.</exception>
    public AgentOutcome Train(AgentInput input, StageContext context)
    {
        try
        {
            return Learn(input, context);
        }
        catch (ArgumentException e)
        {
            // The engine refuses terms that do not go with the series, such as a price step above a price.
            throw new SimulationException(e.Message, e);
        }
    }

    private AgentOutcome Learn(AgentInput input, StageContext context)
    {
        var market = Observe(input);
        var terms = _spec.CostFraction is { } own
            ? TradingTerms.OwnCost(own, input.AllowShort)
            : new TradingTerms(input.Execution, input.Capital);
        // The reward of the last decision lies before the embargo of the test part.
        var before = new BarStretch(market.FirstRow, market.TestStart - input.Split.EmbargoBars - 1);
        var plan = CrossFit.Folds(before, _spec.Folds, input.Split.EmbargoBars);
        var stamp = StampOf(market, terms, context);
        var folds = StageParts.Run(
            context,
            plan.Count,
            (k, part) =>
            {
                var fold = new AgentFold(_spec, Begin, market, terms, plan[k], plan.Count, stamp, part);
                fold.Run();
                return fold;
            },
            usesDevice: false
        );
        var evidence = EvidenceOf(market, plan, folds, input.Tape?.FirstBar ?? 0);
        // A fill at the close before the test part would lie before it.
        var first = terms.Execution.Fill == FillRule.SameClose ? market.TestStart : market.TestStart - 1;
        ObservedDecision decide = evidence.Decides
            ? new PolicyEnsemble([.. folds.SelectMany(f => f.Policies)]).Decide
            : _ => _spec.Baseline == AgentBaseline.Hold ? 1 : 0;
        var test = GreedyPass.Over(market, terms, decide, first, market.TestStart, market.BarCount - 1);
        return new AgentOutcome(
            new DecisionTape(first, test.Targets),
            [.. folds.Select((f, k) => new SeedOutcome(k, f.HeldOut.LogReturn, f.HeldOut.Turnover, f.Updates))],
            null
        )
        {
            Evidence = evidence,
        };
    }

    // Left out are a fold's first bar, on which its account enters at the open and the market counts from the close before, and bars that
    // have no forecast though the test's have.
    private AgentEvidence EvidenceOf(ObservedMarket market, IReadOnlyList<CrossFitFold> plan, AgentFold[] folds, int firstForecast)
    {
        var (own, held) = (new List<double>(), new List<double>());
        for (var k = 0; k < folds.Length; k++)
        {
            var (mine, hers) = (folds[k].HeldOut.LogReturns, MarketReturns.Of(market, plan[k].HeldOut));
            for (var i = 1; i < mine.Length; i++)
            {
                if (plan[k].HeldOut.First + i < firstForecast)
                    continue;
                own.Add(mine[i]);
                held.Add(hers[i]);
            }
        }
        var edge = HeldOutEdge.Of([.. own], [.. held]);
        var year = BarsPerYear(market.Target);
        return new AgentEvidence(
            edge.Bars,
            folds.Sum(f => f.Policies.Count),
            edge.PerBar * year,
            edge.Error * year,
            edge.Beta,
            _spec.Evidence,
            _spec.Baseline == AgentBaseline.Hold ? "hold" : "cash"
        );
    }

    private static double BarsPerYear(BarSeries series)
    {
        var days = TimeSpan.FromTicks(series.CloseTimeTicks[^1] - series.CloseTimeTicks[0]).TotalDays;
        return (series.Count - 1) / days * DaysPerYear;
    }

    private CheckpointStamp StampOf(ObservedMarket market, TradingTerms terms, StageContext context) =>
        LearnerStamp
            .Of(
                _form,
                _kind,
                JsonSerializer.Serialize(_spec, _spec.GetType(), SpecJson.Compact),
                context.Seed,
                market.ColumnNames,
                LearnerRuntime.Managed
            )
            .WithMembers("execution", JsonSerializer.Serialize(terms.Execution, SpecJson.Compact))
            .WithMembers("capital", JsonSerializer.Serialize(terms.Capital, SpecJson.Compact))
            .With("bars", market.BarCount)
            .With("cut-off", market.TrainingEnd)
            .WithHash("scaler", MemoryMarshal.AsBytes(market.Scaler))
            .WithHash("data", [.. Encoding.UTF8.GetBytes(market.Target.ContentHash), .. MemoryMarshal.AsBytes(market.Rows)]);

    private static ObservedMarket Observe(AgentInput input)
    {
        try
        {
            return ObservedMarket.Create(input.Target, input.Features, input.Tape, input.Split);
        }
        catch (InvalidDataException e)
        {
            throw new SimulationException(e.Message, e);
        }
    }
}
