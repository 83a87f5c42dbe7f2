using System.Globalization;
using Simulator.Backtesting;
using Simulator.Evaluation;
using Simulator.Evaluation.Rivals;
using Simulator.Forecasting;
using Simulator.Learners;
using Simulator.Markets;
using Simulator.Numerics;
using Simulator.Robustness.Resampling;
using Simulator.Runs;
using Simulator.Seeding;
using Simulator.Statistics;
using Simulator.Strategies;

namespace Simulator.AgentComparisons;

/// <summary>
/// Gathers the runs of agents and compares them with each other and with simpler ways to trade the same bars at the same costs.
/// </summary>
internal sealed class AgentAccounts(AgentComparisonRequest request, TimeProvider time, CancellationToken cancellation)
{
    private const int MostPoints = 300;
    private const int Digits = 5;

    private readonly List<Tested> _runs = [];
    private readonly Dictionary<string, ForecastTape?> _regressions = new(StringComparer.Ordinal);
    private BacktestResult? _held;
    private BacktestResult? _cash;

    /// <summary>Takes in one run.</summary>
    public void Add(AgentCell cell, FinishedRun run)
    {
        var tested = SeriesEvaluation.Traded(run, cancellation);
        _held ??= RunFacts.Held(tested);
        _cash ??= RunFacts.Baseline(tested, new HoldCash());
        // Features that are formulas are the same whatever the seed, and so is the regression on them.
        if (!_regressions.TryGetValue(run.Features.ContentHash, out var regression))
            _regressions[run.Features.ContentHash] = regression = SeriesEvaluation.Regression(run, time, cancellation);
        var account = new AccountFigures(tested.Series, tested.Result);
        var agent = run.Agent!.Value;
        _runs.Add(
            new Tested(
                cell,
                account,
                RivalRuns
                    .Singles(tested, _held, _cash, run.Tape?.Value, regression)
                    .ToDictionary(r => r.Kind, r => new AccountFigures(tested.Series, r.Result)),
                // Draw by draw the same moves for all trainings: what chance makes of the market is the same for them.
                RivalRuns.OfShifted(tested with { Seed = request.Spec.Seed }, agent.Decisions, RivalRuns.LogReturn),
                RivalRuns.WithoutCosts(tested, agent.Decisions),
                agent.Evidence
            )
        );
    }

    /// <summary>The comparison, when all runs are in.</summary>
    public AgentComparisonResult ToResult(ISeriesSource series, int earlierTrials)
    {
        var (first, points) = (_runs[0], Points());
        AgentStanding[] agents =
        [
            .. _runs.GroupBy(r => r.Cell.Agent).Select(g => Standing([.. g], points)).OrderByDescending(a => a.LogWealthPerYear.Value),
        ];
        var (from, to) = (first.Account.Result.FirstBar, first.Account.Result.LastBar);
        var bars = first.Account.Series;
        return new AgentComparisonResult
        {
            Sentence = Sentence(agents, earlierTrials),
            Target = bars.Symbol,
            From = bars.DayAt(from),
            To = bars.DayAt(to),
            Bars = to - from + 1,
            Trials = request.Agents.Count,
            EarlierTrials = earlierTrials,
            Agents = agents,
            // What depends on an agent's own positions is no baseline of all; it stands among its leads.
            Baselines = [.. first.Rivals.Where(r => r.Key != RivalKind.MatchedHold).Select(r => Baseline(r.Key, r.Value, points))],
            Days = [.. points.Select(p => bars.DayAt(from + p))],
            Data = new[] { request.Data.Target }.Concat(request.Data.Related).ToDictionary(s => s, s => series.Find(s)!.ContentHash),
        };
    }

    private AgentStanding Standing(Tested[] seeds, int[] points)
    {
        var runs = seeds.Select(Run).ToArray();
        var random = Seeds.Generator(request.Spec.Seed, "agents/" + seeds[0].Cell.Agent);
        var wealth = InterquartileMean.Of(runs.Select(r => r.LogWealthPerYear), random);
        double[][] curves = [.. points.Select(p => seeds.Select(s => Relative(s.Account, p)).ToArray())];
        return new AgentStanding
        {
            Name = seeds[0].Cell.Agent,
            Kind = LearnerTable.Of(request.Agents[seeds[0].Cell.Agent]).Name,
            LogWealthPerYear = new Bounded(wealth.Value, wealth.Lower95, wealth.Upper95),
            Return = Mean(runs, r => r.Return),
            ReturnWithoutCosts = Mean(runs, r => r.ReturnWithoutCosts),
            Sharpe = new Bounded(Mean(runs, r => r.Sharpe.Value), Mean(runs, r => r.Sharpe.Lower95), Mean(runs, r => r.Sharpe.Upper95)),
            MaximumDrawdown = Mean(runs, r => r.MaximumDrawdown),
            Turnover = Mean(runs, r => r.Turnover),
            Exposure = Mean(runs, r => r.Exposure),
            Decided = runs.Count(r => r.Decided),
            Leads = [.. Leads(seeds)],
            Runs = runs,
            Middle = [.. curves.Select(c => Rounded(Median.Of(c)))],
            Lowest = [.. curves.Select(c => Rounded(c.Min()))],
            Highest = [.. curves.Select(c => Rounded(c.Max()))],
        };
    }

    // A seed that has no such rival, as where it never takes a position, says nothing about it.
    private static IEnumerable<RivalLead> Leads(Tested[] seeds)
    {
        foreach (var kind in Enum.GetValues<RivalKind>())
        {
            double[][] differences =
            [
                .. seeds.Where(s => s.Rivals.ContainsKey(kind)).Select(s => RivalRuns.Differences(s.Account, s.Rivals[kind])),
            ];
            if (differences.Length > 0)
                yield return Lead(kind, LeadInterval.Of(differences, seeds[0].Account.PeriodsPerYear));
        }
        Tested[] moved = [.. seeds.Where(s => s.Shifted is not null)];
        if (moved.Length > 0)
            yield return Lead(
                RivalKind.ShiftedPositions,
                RivalRuns.Leads([.. moved.Select(s => RivalRuns.LogReturn(s.Account))], [.. moved.Select(s => s.Shifted!)])
            );
    }

    private static RivalLead Lead(RivalKind kind, LeadInterval lead) => new(kind, lead.Lead, lead.Lower95, lead.Upper95);

    private static AgentRun Run(Tested run) =>
        new()
        {
            Seed = run.Cell.Seed,
            LogWealthPerYear = RivalRuns.LogReturn(run.Account),
            Return = run.Account.TotalReturn,
            ReturnWithoutCosts = run.ReturnWithoutCosts,
            Sharpe = Sharpe(run.Account),
            MaximumDrawdown = Figure("maxDrawdown", run.Account),
            Turnover = Figure("turnover", run.Account),
            Exposure = Figure("exposure", run.Account),
            Evidence = run.Evidence?.Ratio ?? double.NaN,
            Decided = run.Evidence?.Decides ?? true,
            SpecHash = SpecJson.Hash(run.Cell.Spec),
        };

    private static BaselineStanding Baseline(RivalKind kind, AccountFigures account, int[] points) =>
        new()
        {
            Kind = kind,
            LogWealthPerYear = RivalRuns.LogReturn(account),
            Return = account.TotalReturn,
            Sharpe = Sharpe(account),
            MaximumDrawdown = Figure("maxDrawdown", account),
            Turnover = Figure("turnover", account),
            Exposure = Figure("exposure", account),
            Curve = [.. points.Select(p => Rounded(Relative(account, p)))],
        };

    private static Bounded Sharpe(AccountFigures account)
    {
        var found = SharpeConfidence.Of(account.Returns, account.PeriodsPerYear);
        return new Bounded(found.Sharpe, found.Lower95, found.Upper95);
    }

    private static double Figure(string key, AccountFigures account) => StatisticCatalogue.Find(key)!.Value(account);

    private static double Mean(AgentRun[] runs, Func<AgentRun, double> figure) =>
        InterquartileMean.Of([.. runs.Select(figure).Where(double.IsFinite)]);

    private static double Relative(AccountFigures account, int point) => account.Result.Equity[point] / account.Result.StartingCash;

    private static double Rounded(double value) => Math.Round(value, Digits);

    // Spread evenly: of a band over seeds no single bar's extreme is the point.
    private int[] Points()
    {
        var bars = _runs[0].Account.Result.Equity.Length;
        var points = Math.Min(bars, MostPoints);
        return points < 2
            ? [.. Enumerable.Range(0, points)]
            : [.. Enumerable.Range(0, points).Select(p => (int)((long)p * (bars - 1) / (points - 1)))];
    }

    private string Sentence(AgentStanding[] agents, int earlierTrials)
    {
        var best = agents[0];
        var answer = string.Create(
            CultureInfo.InvariantCulture,
            $"Does it beat the baselines? {Answer(best)} {best.Sentence} (95 % intervals over bars and seeds, of one at a time)."
        );
        var held =
            best.Decided > 0
                ? ""
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $" In none of its {best.Runs.Count} seeds was there enough on held-out bars to decide by: it holds its baseline."
                );
        var of = agents.Length == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" It is the best of {agents.Length} agents.");
        var trials = request.Agents.Count + earlierTrials;
        var tried =
            trials == 1
                ? ""
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $" {trials} were tried on these bars so far: the best of several looks better than it is."
                );
        return answer + held + of + tried;
    }

    private static string Answer(AgentStanding best) =>
        best.Leads.All(l => double.IsNaN(l.Lower95)) ? "There are too few bars to tell:"
        : best.AheadBeyondChance == best.Leads.Count ? "Yes:"
        : best.AheadBeyondChance > 0 ? "Some of them:"
        : best.BehindBeyondChance > 0 ? "No:"
        : "Not enough to tell from chance:";

    /// <summary>One run with what it is compared with.</summary>
    private sealed record Tested(
        AgentCell Cell,
        AccountFigures Account,
        IReadOnlyDictionary<RivalKind, AccountFigures> Rivals,
        double[]? Shifted,
        double ReturnWithoutCosts,
        AgentEvidence? Evidence
    );
}
