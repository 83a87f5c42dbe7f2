using System.Globalization;
using Simulator.Markets;
using Simulator.Robustness.Sweeps;
using Simulator.Runs;
using Simulator.Searches;
using Simulator.Store.Database;
using Simulator.Strategies;

namespace Simulator.Web.Searches;

/// <summary>A search while it is put together: what stands in the fields, the request that it makes, or why it makes none.</summary>
public sealed class SearchDraft(ISeriesSource series)
{
    /// <summary>Rules that can be searched from the page's own list.</summary>
    public static IReadOnlyList<StrategyDescription> Rules { get; } =
    [.. NamedStrategies.All.Where(r => !r.NeedsForecast && r.Parameters.Any(p => p.IsNumber))];

    private readonly Dictionary<string, string> _values = [];
    private readonly Dictionary<string, string> _numbers = [];
    private readonly Dictionary<string, string> _faults = [];
    private int _bars;

    /// <summary>Raised when something changed.</summary>
    public event Action? Changed;

    /// <summary>A spec whose rule, costs and dates are taken; null for a ready rule on a series.</summary>
    public SimulationSpec? Fork { get; private set; }

    /// <summary>The series.</summary>
    public string Target { get; private set; } = "";

    /// <summary>The ready rule.</summary>
    public string Rule { get; private set; } = "smaCross";

    /// <summary>The constraint.</summary>
    public string Where { get; private set; } = "";

    /// <summary>The statistic ranked by.</summary>
    public string Rank { get; private set; } = "sharpe";

    /// <summary>Word of the method.</summary>
    public string Method { get; private set; } = SweepSearch.Word;

    /// <summary>Whether a walk is anchored.</summary>
    public bool Anchored { get; private set; }

    /// <summary>Parameter → one value or several, in the rule's order.</summary>
    public IReadOnlyDictionary<string, string> Values => _values;

    /// <summary>What it asks for; null where it asks for nothing that can be run.</summary>
    public SearchRequest? Request { get; private set; }

    /// <summary>Runs that it takes, at most.</summary>
    public long Runs { get; private set; }

    /// <summary>What is wrong with it.</summary>
    public string? Error { get; private set; }

    /// <summary>What is wrong with one field; null where nothing is.</summary>
    public string? ErrorAt(string field) => _faults.GetValueOrDefault(field);

    /// <summary>The spec tests its whole series, so that a search has to hold a part back itself.</summary>
    public bool HoldsNothingBack { get; private set; }

    /// <summary>What stands in the fields, as it stands in addresses.</summary>
    public IReadOnlyDictionary<string, object?> Query =>
        new Dictionary<string, object?>
        {
            ["target"] = Fork is null ? Target : null,
            ["rule"] = Fork is null ? Rule : null,
            ["set"] = _values.Select(v => $"{v.Key}={v.Value}").ToArray(),
            ["where"] = Where,
            ["rank"] = Rank,
            ["method"] = Method,
            ["number"] = _numbers.Select(n => $"{n.Key}={n.Value}").ToArray(),
            ["anchored"] = Anchored ? true : null,
        };

    /// <summary>Begins with a spec's rule.</summary>
    public void BeginWith(SimulationSpec? fork, string? target, string? rule, string? where)
    {
        HoldsNothingBack = fork is { Split: { TrainFraction: 0, ValidationFraction: 0 } };
        (Fork, Target, Rule) = (
            HoldsNothingBack ? fork! with { Split = new SplitSpec() } : fork,
            target ?? (series.Symbols.Count > 0 ? series.Symbols[0] : ""),
            Rules.Any(r => r.Name == rule) ? rule! : "smaCross"
        );
        Where = where ?? (fork is null && Rule == "smaCross" ? "fast<slow" : "");
        TakeParameters();
    }

    /// <summary>Begins with what was searched before.</summary>
    public void BeginWith(SearchRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var ready = request.Spec.Strategy as NamedStrategySpec;
        var own =
            ready is not null
            && Rules.Any(r => r.Name == ready.Name)
            && SpecJson.Hash(Ready(request.Spec.Data.Target, ready.Name)) == SpecJson.Hash(request.Spec);
        BeginWith(own ? null : request.Spec, request.Spec.Data.Target, ready?.Name, string.Join("; ", request.Where));
        foreach (var (name, values) in request.Values)
            SetValue(name, values);
        (Rank, Method) = (request.RankBy, request.Method.Key);
        TakeMethod(request.Method);
        Check();
    }

    /// <summary>Another series.</summary>
    public void SetTarget(string target) => Change(() => Target = target);

    /// <summary>Another ready rule, with its own parameters.</summary>
    public void SetRule(string rule) =>
        Change(() =>
        {
            (Rule, Where) = (rule, "");
            TakeParameters();
        });

    /// <summary>A parameter's values; a name that the rule does not have is left out.</summary>
    public void SetValue(string name, string values) =>
        Change(() =>
        {
            if (_values.ContainsKey(name))
                _values[name] = values.Trim();
        });

    /// <summary>Another constraint.</summary>
    public void SetWhere(string where) => Change(() => Where = where);

    /// <summary>Another statistic.</summary>
    public void SetRank(string rank) => Change(() => Rank = rank);

    /// <summary>Another method.</summary>
    public void SetMethod(string method) =>
        Change(() => Method = method is WalkForwardSearch.Word or CrossValidationSearch.Word ? method : SweepSearch.Word);

    /// <summary>Whether a walk is anchored.</summary>
    public void SetAnchored(bool anchored) => Change(() => Anchored = anchored);

    /// <summary>A number of the method, by its field; null for its usual one.</summary>
    public void SetNumber(string field, string? text) =>
        Change(() =>
        {
            if (string.IsNullOrWhiteSpace(text))
                _numbers.Remove(field);
            else
                _numbers[field] = text.Trim();
        });

    /// <summary>What stands in a field of the method: as typed, or its usual number.</summary>
    public string Number(string field) => _numbers.GetValueOrDefault(field) ?? Usual(field).ToString(CultureInfo.InvariantCulture);

    private static SimulationSpec Ready(string target, string rule) =>
        new()
        {
            Data = new DataSpec { Target = target },
            Strategy = new NamedStrategySpec { Name = rule },
        };

    private void Change(Action change)
    {
        change();
        Check();
        Changed?.Invoke();
    }

    // The parameters with their usual values, the first two of a new rule with a range around them.
    private void TakeParameters()
    {
        _values.Clear();
        var numbers = 0;
        foreach (var (name, value) in SearchRequest.ParametersOf((Fork ?? Ready(Target, Rule)).Strategy))
        {
            var whole = int.TryParse(value, CultureInfo.InvariantCulture, out var usual) && usual >= 4;
            _values[name] =
                whole && numbers++ < 2
                    ? FormattableString.Invariant($"{Math.Max(1, usual / 2)}:{usual * 2}:{Math.Max(1, usual / 4)}")
                    : value;
        }
        Check();
    }

    private void TakeMethod(SearchMethod method)
    {
        (string Field, int Value)[] numbers = method switch
        {
            WalkForwardSearch w =>
            [
                (SearchFields.Train, w.TrainBars),
                (SearchFields.Test, w.TestBars),
                (SearchFields.Purge, w.PurgeBars),
                (SearchFields.Embargo, w.EmbargoBars),
            ],
            CrossValidationSearch c =>
            [
                (SearchFields.Groups, c.Groups),
                (SearchFields.TestGroups, c.TestGroups),
                (SearchFields.Purge, c.PurgePeriods),
                (SearchFields.Embargo, c.EmbargoPeriods),
            ],
            _ => [],
        };
        _numbers.Clear();
        foreach (var (field, value) in numbers)
            _numbers[field] = value.ToString(CultureInfo.InvariantCulture);
        Anchored = method is WalkForwardSearch { Anchored: true };
    }

    private int Usual(string field) =>
        field switch
        {
            SearchFields.Train => Math.Max(2, _bars / 3),
            SearchFields.Test => Math.Max(2, _bars / 6),
            SearchFields.Groups => 6,
            SearchFields.TestGroups => 2,
            _ => Method == CrossValidationSearch.Word ? 5 : 0,
        };

    private int Whole(string field) =>
        int.TryParse(Number(field), NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new ArgumentException($"{SearchFields.NameOf(field)} must be a whole number, was '{Number(field)}'");

    private SearchMethod Chosen() =>
        Method switch
        {
            WalkForwardSearch.Word => new WalkForwardSearch
            {
                TrainBars = Whole(SearchFields.Train),
                TestBars = Whole(SearchFields.Test),
                Anchored = Anchored,
                PurgeBars = Whole(SearchFields.Purge),
                EmbargoBars = Whole(SearchFields.Embargo),
            },
            CrossValidationSearch.Word => new CrossValidationSearch
            {
                Groups = Whole(SearchFields.Groups),
                TestGroups = Whole(SearchFields.TestGroups),
                PurgePeriods = Whole(SearchFields.Purge),
                EmbargoPeriods = Whole(SearchFields.Embargo),
            },
            _ => new SweepSearch(),
        };

    private void Check()
    {
        (Request, Error, Runs) = (null, null, 0);
        _faults.Clear();
        foreach (var (name, values) in _values.Where(v => SearchRequest.Varies(v.Value)))
            At(name, () => RangeText.Parse($"{name}={values}"));
        try
        {
            var request = new SearchRequest(
                Fork ?? Ready(Target, Rule),
                new Dictionary<string, string>(_values),
                [.. Where.Split([';', '&'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)],
                Rank,
                new SweepSearch()
            );
            var plan = request.Plan(series, 0);
            _bars = plan.Setup.BarCount;
            foreach (var field in SearchFields.Of(Method))
                At(field, () => Whole(field));
            request = request with { Method = Chosen() };
            (Runs, Request) = (request.Method.RunsOf(plan), request);
        }
        catch (Exception e) when (e is ArgumentException or StoreException)
        {
            Error = e.Message;
            if (_faults.Count == 0 && FieldOf(e.Message) is { } field)
                _faults[field] = e.Message;
        }
    }

    private void At(string field, Action check)
    {
        try
        {
            check();
        }
        catch (ArgumentException e)
        {
            _faults[field] = e.Message;
        }
    }

    // Messages begin with what they speak of; the alert below the form tells those that speak of nothing here.
    private string? FieldOf(string message) =>
        message.StartsWith("constraint", StringComparison.Ordinal) ? SearchFields.Where
        : message.Contains("series", StringComparison.Ordinal) && Fork is null ? SearchFields.Target
        : _values.Keys.FirstOrDefault(name => message.Contains($" {name} ", StringComparison.Ordinal));
}
