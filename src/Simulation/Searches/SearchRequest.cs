using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Simulator.Artifacts;
using Simulator.Backtesting;
using Simulator.CorporateActions;
using Simulator.Errors;
using Simulator.Jobs;
using Simulator.Markets;
using Simulator.Parameters;
using Simulator.Robustness;
using Simulator.Robustness.Sweeps;
using Simulator.Rules;
using Simulator.Runs;
using Simulator.Strategies;
using Simulator.Text;

namespace Simulator.Searches;

/// <summary>
/// What to search: a simulation's spec, whose rule is run for every choice of parameters, on the bars before its test part only, whatever
/// the
/// method. The test stays unseen for the one that is chosen.
/// </summary>
/// <param name="Spec">Market, costs, capital, split, and the rule with its usual parameters.</param>
/// <param name="Values">Parameter → one value, <c>from:to:step</c>, or <c>a,b,c</c>.</param>
/// <param name="Where">Constraints such as <c>fast&lt;slow</c>.</param>
/// <param name="RankBy">Key of the statistic ranked by; a cross-validation always takes the Sharpe ratio.</param>
/// <param name="Method">How it is searched.</param>
public sealed record SearchRequest(
    SimulationSpec Spec,
    IReadOnlyDictionary<string, string> Values,
    IReadOnlyList<string> Where,
    string RankBy,
    SearchMethod Method
) : IJobRequest
{
    /// <inheritdoc/>
    [JsonIgnore]
    public DataSpec Data => Spec.Data;

    /// <inheritdoc/>
    [JsonIgnore]
    public string Strategy =>
        Spec.Strategy is NamedStrategySpec named ? named.Name
        : Spec.Strategy is RulesStrategySpec ? "rules"
        : "smaCross";

    /// <inheritdoc/>
    [JsonIgnore]
    public IReadOnlyList<(JobStage Stage, bool IsPart)> Stages => [(SearchKind.Of(Method).Stage, true)];

    /// <inheritdoc/>
    /// <remarks>Not the method: a walk-forward test over the choices of a sweep tries nothing new.</remarks>
    [JsonIgnore]
    public string TrialHash =>
        ColumnarBlob.Hash(
            JsonSerializer.SerializeToUtf8Bytes(
                new
                {
                    spec = SpecJson.Hash(Spec),
                    values = Values.OrderBy(v => v.Key, StringComparer.Ordinal),
                    where = Where,
                    rank = RankBy,
                }
            )
        );

    /// <summary>Names of the parameters that vary.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Varied => [.. Values.Where(v => Varies(v.Value)).Select(v => v.Key)];

    /// <summary>The rule in words, without parameters.</summary>
    [JsonIgnore]
    public string RuleName => Spec.Strategy is SmaCrossStrategySpec ? NamedStrategies.Find("smaCross")!.Title : Spec.StrategyName;

    /// <summary>What people call it: “Moving-average cross on DEMO: fast 4:16:4, slow 20,40,60”.</summary>
    [JsonIgnore]
    public string Title =>
        $"{(string.IsNullOrWhiteSpace(Spec.Name) ? $"{RuleName} on {Spec.Data.Target}" : Spec.Name.Trim())}: "
        + $"{string.Join(", ", Varied.Select(n => $"{n} {Values[n]}"))}";

    /// <summary>Parameters of a rule with their usual values; empty where the strategy has none that can be swept.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> ParametersOf(StrategySpec strategy) =>
        strategy switch
        {
            NamedStrategySpec named => named.Parameters.Pairs,
            SmaCrossStrategySpec cross => [new("fast", Text(cross.FastBars)), new("slow", Text(cross.SlowBars))],
            RulesStrategySpec written =>
            [
                .. written.Rules.Parameters.Select(p => KeyValuePair.Create(p.Key, p.Value.ToString(CultureInfo.InvariantCulture))),
            ],
            _ => [],
        };

    /// <summary>Whether a text is several values.</summary>
    public static bool Varies(string text) => text.Contains(':', StringComparison.Ordinal) || text.Contains(',', StringComparison.Ordinal);

    /// <summary>The strategy with parameters put in, for a spec.</summary>
    public static StrategySpec With(StrategySpec strategy, IEnumerable<KeyValuePair<string, string>> values) =>
        strategy switch
        {
            NamedStrategySpec named => named with { Parameters = new StrategyParameters([.. values]) },
            SmaCrossStrategySpec => new NamedStrategySpec { Name = "smaCross", Parameters = new StrategyParameters([.. values]) },
            RulesStrategySpec written => written with { Rules = written.Rules.With(Numbers(values)) },
            _ => strategy,
        };

    /// <summary>The request of a text that <see cref="ToJson"/> made, or null where this version does not know its form.</summary>
    public static SearchRequest? FromJson(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<SearchRequest>(json, PipelineJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>As it is stored.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, PipelineJson.Options);

    /// <inheritdoc/>
    public IReadOnlyList<SpecError> Check(ISeriesSource series)
    {
        try
        {
            Method.RunsOf(Plan(series, 0));
            return [];
        }
        catch (ArgumentException e)
        {
            return [new SpecError("", e.Message)];
        }
    }

    /// <inheritdoc/>
    /// <remarks>A run of the engine is a pass over the bars; a rule in words takes a few times as long as a ready one.</remarks>
    public JobEstimate Estimate(Func<string, int> barsOf)
    {
        double bars = barsOf(Spec.Data.Target) + Spec.Data.Related.Sum(r => (double)barsOf(r));
        var runs = Math.Min(SearchMethod.MostRuns, Math.Max(1, (double)Space().GridSize));
        var secondsPerBar = Spec.Strategy is RulesStrategySpec ? 4e-7 : 1e-7;
        return new(120e6 + (400 * bars) + (400 * runs), 1 + (runs * barsOf(Spec.Data.Target) * secondsPerBar));
    }

    /// <summary>The space of the choices.</summary>
    /// <exception cref="ArgumentException">A range, value or constraint that is not one; the message says which.</exception>
    public ParameterSpace Space()
    {
        var varied = Values.Where(v => Varies(v.Value)).Select(v => RangeText.Parse($"{v.Key}={v.Value}")).ToArray();
        if (varied.Length == 0)
            throw new ArgumentException("nothing varies; give at least one parameter several values, such as 5:30:5");
        var space = new ParameterSpace(varied, Where, Values.Where(v => !Varies(v.Value)).ToDictionary(v => v.Key, v => v.Value));
        return space.GridSize > 0
            ? space
            : throw new ArgumentException("an interval without a step has no end of values; give a step: from:to:step");
    }

    /// <summary>The plan over the series at hand.</summary>
    /// <param name="source">Where the series are.</param>
    /// <param name="earlierTrials">Trials of the target before.</param>
    /// <exception cref="ArgumentException">Something that cannot be swept; the message says why.</exception>
    public SweepPlan Plan(ISeriesSource source, int earlierTrials)
    {
        var space = Space();
        var whole =
            source.Find(Spec.Data.Target)
            ?? throw new ArgumentException($"no series '{Spec.Data.Target}'{Suggestion.Hint(Spec.Data.Target, source.Symbols)}");
        var target = PriceTreatments.Adjusted(whole.Between(Spec.Data.From, Spec.Data.To), Spec.Data.Prices);
        var last = Spec.Split.TestStart(target.Count) - 1;
        if (last < 20)
            throw new ArgumentException(
                FormattableString.Invariant($"{target.Symbol} has {last + 1} bars before the test part, too few to choose by")
            );
        return new SweepPlan
        {
            Setup = new RunSetup
            {
                Series = target,
                FirstBar = 0,
                LastBar = last,
                Execution = Spec.Execution,
                Capital = Spec.Capital,
            },
            Make = Maker(source, target),
            Space = space,
            RankBy = RankBy,
            Keep = 10,
            EarlierTrials = earlierTrials,
            Seed = Spec.Seed,
        };
    }

    private StrategyMaker Maker(ISeriesSource source, BarSeries target)
    {
        var others = Spec
            .Data.Related.Select(r => source.Find(r))
            .OfType<BarSeries>()
            .Select(s => PriceTreatments.Adjusted(s.Between(null, Spec.Data.To), Spec.Data.Prices))
            .ToArray();
        switch (Spec.Strategy)
        {
            case RulesStrategySpec written:
                var (program, market) = (RuleProgram.Compile(written.Rules), new RuleMarket(target, others));
                return (set, _) => program.With(Numbers(set.ToDictionary())).Bind(market);
            case NamedStrategySpec or SmaCrossStrategySpec:
                var name = Spec.Strategy is NamedStrategySpec named ? named.Name : "smaCross";
                return (set, series) => NamedStrategies.Create(name, set.ToDictionary(), new StrategyInputs(series));
            default:
                throw new ArgumentException("only rules can be swept: an agent is trained, and buy-and-hold has no parameters");
        }
    }

    private static Dictionary<string, double> Numbers(IEnumerable<KeyValuePair<string, string>> values) =>
        values.ToDictionary(
            v => v.Key,
            v =>
                double.TryParse(v.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                    ? number
                    : throw new ArgumentException($"{v.Key} must be a number, was '{v.Value}'")
        );

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
