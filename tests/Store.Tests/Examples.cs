using Simulator.Jobs;
using Simulator.Kinds;
using Simulator.Markets;
using Simulator.Reporting;
using Simulator.Runs;
using Simulator.Searches;
using Simulator.Stages;
using Simulator.Store.Jobs;
using Simulator.Strategies;

namespace Simulator.Tests.Store;

/// <summary>Small, complete documents.</summary>
public static class Examples
{
    public static SimulationSpec Spec(string target = "GS", string name = "") =>
        new()
        {
            Name = name,
            Data = new DataSpec { Target = target },
            Strategy = new SmaCrossStrategySpec(),
        };

    public static SimulationResult Result(SimulationSpec spec, double totalReturn = 0.12, double sharpe = double.NaN) =>
        new()
        {
            Spec = spec,
            SpecHash = SpecJson.Hash(spec),
            ResultHash = "a1b2",
            Data = [new SeriesIdentity(spec.Data.Target, "c3", 3, Day(1), Day(3), "nyse", false)],
            Stages = [new StageRecord(StageName.Data, "k", "h", false, 0.5)],
            Seeds = new Dictionary<string, string> { ["split"] = "00ff" },
            Device = "cpu",
            CodeVersion = "1",
            Report = new PerformanceReport
            {
                Sentence = "It made less than holding.",
                From = Day(2),
                To = Day(3),
                Accounts = [Account("smaCross", totalReturn, sharpe), Account("buy and hold", 0.2, 1.1)],
                Prices = new PriceCurve([Day(2), Day(3)], [1, 2], [1, 2], [2, 3], [0.5, 1], [1.5, 2.5]),
                Trades = [],
                Honesty = new Honesty
                {
                    Trials = 1,
                    Seeds = 1,
                    ProbabilisticSharpe = double.NaN,
                    SyntheticData = false,
                    Checks = [],
                    Notes = [],
                },
            },
        };

    public static BarSeries Series(string symbol, params double[] closes) =>
        new(
            symbol,
            [.. closes.Select((_, i) => Day(i + 1).Ticks)],
            [.. closes],
            [.. closes.Select(c => c + 1)],
            [.. closes.Select(c => c - 1)],
            [.. closes],
            [.. closes.Select(_ => double.NaN)]
        );

    public static JobSubmission Submission(string target = "GS", string name = "") => Submission(Spec(target, name));

    public static JobSubmission Submission(SimulationSpec spec) =>
        new(BuiltInKinds.All[SimulationKind.Word], new SimulationRequest(spec)) { Device = "cpu" };

    public static JobOutcome Outcome(SimulationSpec spec, double totalReturn = 0.12, double sharpe = double.NaN) =>
        SimulationKind.OutcomeOf(Result(spec, totalReturn, sharpe), null);

    public static JobSubmission Sweep(string target = "GS") =>
        new(
            SearchKind.Sweep,
            new SearchRequest(
                Spec(target) with
                {
                    Strategy = new NamedStrategySpec { Name = "smaCross" },
                },
                new Dictionary<string, string> { ["fast"] = "4:16:4", ["slow"] = "30" },
                [],
                "sharpe",
                new SweepSearch()
            )
        );

    public static JobOutcome Found { get; } =
        new(
            "{}"u8.ToArray(),
            new JobFigures
            {
                ResultHash = "f0",
                Sentence = "It may be luck.",
                FigureKey = "sharpe",
                Figure = 0.7,
                Runs = 12,
                Trials = 12,
                BarsHash = "ba",
                CodeVersion = "1",
            }
        );

    public static AttemptStart Start { get; } = new("code", 0);

    public static JobEvent.Evaluated Point(int step, double loss = 0.5) =>
        new("forecaster", 0, step, new Dictionary<string, double> { ["criticLoss"] = loss });

    private static AccountReport Account(string name, double totalReturn, double sharpe) =>
        new(name, new Dictionary<string, double> { ["returnFraction"] = totalReturn, ["sharpe"] = sharpe }, [1, 2], [0, 0], [1, 1], "t");

    private static DateTime Day(int day) => new(2020, 1, day, 21, 0, 0, DateTimeKind.Utc);
}
