using Microsoft.AspNetCore.Components;
using Simulator.Learning.Specs;
using Simulator.Specs;
using Simulator.Store.Series;
using Simulator.Store.Simulations;
using Simulator.Strategies;
using Simulator.Web.Sweeps;

namespace Simulator.Web.Components.Pages;

/// <summary>Sweeps the parameters of a rule. What is asked for and what runs stand in the address.</summary>
public sealed partial class SweepPage
{
    private static readonly (string Key, string Words)[] Ranks = [("sharpe", "Sharpe ratio"), ("returnFraction", "Return"), ("sortino", "Sortino ratio"), ("calmar", "Calmar ratio"), ("maxDrawdown", "Smallest drawdown")];
    private static readonly StrategyDescription[] Rules = [.. NamedStrategies.All.Where(r => !r.NeedsForecast && r.Parameters.Any(p => p.IsNumber))];

    private readonly Dictionary<string, string> _values = [];
    private SimulationSpec? _fork;
    private SimulationSpec? _base;
    private SweepJob? _job;
    private string _target = "";
    private string _rule = "smaCross";
    private string _where = "";
    private string _rank = "sharpe";
    private string? _error;
    private string? _begun;
    private long _runs;
    private bool _starting;
    private bool _forgotten;

    /// <summary>A simulation whose rule, costs and dates are taken.</summary>
    [SupplyParameterFromQuery] public string? From { get; set; }

    /// <summary>The series.</summary>
    [SupplyParameterFromQuery] public string? Target { get; set; }

    /// <summary>The rule.</summary>
    [SupplyParameterFromQuery] public string? Rule { get; set; }

    /// <summary>Parameters, <c>name=values</c> each.</summary>
    [SupplyParameterFromQuery] public string[]? Set { get; set; }

    /// <summary>A constraint.</summary>
    [SupplyParameterFromQuery] public string? Where { get; set; }

    /// <summary>The statistic ranked by.</summary>
    [SupplyParameterFromQuery] public string? Rank { get; set; }

    /// <summary>The sweep that runs or ended.</summary>
    [SupplyParameterFromQuery] public string? Run { get; set; }

    [Inject] private SweepBoard Board { get; set; } = null!;

    [Inject] private ISeriesLibrary Series { get; set; } = null!;

    [Inject] private ISimulationLibrary Simulations { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    private string RankWords => Ranks.FirstOrDefault(r => r.Key == (_job?.Request.RankBy ?? _rank)).Words ?? _rank;

    private bool LessIsBetter => _job?.Request.RankBy == "maxDrawdown";

    private int Percent => _job?.Progress is { Planned: > 0 } p ? (int)(100 * p.Done / p.Planned) : 0;

    /// <inheritdoc/>
    public void Dispose() => Follow(null);

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        var address = Navigation.Uri;
        if (_begun == address)
            return;
        _begun = address;
        _fork = From is { } id && await Simulations.SpecJsonAsync(id, CancellationToken.None) is { } json ? SpecJson.Parse(json).Spec : null;
        (_target, _rule) = (Target ?? (Series.Symbols.Count > 0 ? Series.Symbols[0] : ""), Rules.Any(r => r.Name == Rule) ? Rule! : "smaCross");
        (_where, _rank) = (Where ?? (Set is null && _fork is null && _rule == "smaCross" ? "fast<slow" : ""), Ranks.Any(r => r.Key == Rank) ? Rank! : "sharpe");
        TakeParameters();
        foreach (var pair in Set ?? [])
        {
            if (pair.IndexOf('=', StringComparison.Ordinal) is > 0 and var at && _values.ContainsKey(pair[..at]))
                _values[pair[..at]] = pair[(at + 1)..];
        }
        Follow(Run is null ? null : Board.Find(Run));
        _forgotten = Run is not null && _job is null;
        Rebuild();
    }

    private static string Whole(string sentence) => sentence.Replace(" %", "\u00A0%", StringComparison.Ordinal);

    private string Score(double value) => (_job?.Request.RankBy ?? _rank) is "returnFraction" or "maxDrawdown" ? Figures.Percent(value) : Figures.Signed(value);

    private void ChooseRule(ChangeEventArgs e)
    {
        (_rule, _where) = ((string)e.Value!, "");
        TakeParameters();
        Rebuild();
    }

    private void SetValue(string name, ChangeEventArgs e)
    {
        _values[name] = ((string?)e.Value ?? "").Trim();
        Rebuild();
    }

    // The parameters with their usual values, the first two of a new rule with a range around them.
    private void TakeParameters()
    {
        _values.Clear();
        _base = _fork ?? new SimulationSpec { Data = new DataSpec { Target = _target }, Strategy = new NamedStrategySpec { Name = _rule } };
        var numbers = 0;
        foreach (var (name, value) in SweepRequest.ParametersOf(_base.Strategy))
        {
            var whole = int.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, out var usual) && usual >= 4;
            _values[name] = whole && numbers++ < 2 ? FormattableString.Invariant($"{Math.Max(1, usual / 2)}:{usual * 2}:{Math.Max(1, usual / 4)}") : value;
        }
    }

    private void Rebuild()
    {
        (_error, _runs) = (null, 0);
        _base = _fork ?? new SimulationSpec { Data = new DataSpec { Target = _target }, Strategy = new NamedStrategySpec { Name = _rule } };
        try
        {
            _runs = Request().Space().GridSize;
        }
        catch (ArgumentException e)
        {
            _error = e.Message;
        }
    }

    private SweepRequest Request() => new(_base!, new Dictionary<string, string>(_values), [.. _where.Split([';', '&'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)], _rank);

    private async Task StartAsync()
    {
        if (_error is not null || _starting || _job is { HasEnded: false })
            return;
        _starting = true;
        try
        {
            var job = await Board.StartAsync(Request(), CancellationToken.None);
            Navigation.NavigateTo(Navigation.GetUriWithQueryParameters("sweep", new Dictionary<string, object?>
            {
                ["from"] = _fork is null ? null : From, ["target"] = _fork is null ? _target : null, ["rule"] = _fork is null ? _rule : null,
                ["set"] = _values.Select(v => $"{v.Key}={v.Value}").ToArray(), ["where"] = _where.Length == 0 ? null : _where, ["rank"] = _rank, ["run"] = job.Id,
            }));
        }
        catch (ArgumentException e)
        {
            _error = e.Message;
        }
        finally
        {
            _starting = false;
        }
    }

    private void Follow(SweepJob? job)
    {
        if (_job is not null)
            _job.Changed -= Redraw;
        _job = job;
        if (_job is not null)
            _job.Changed += Redraw;
    }

    private void Redraw() => _ = InvokeAsync(StateHasChanged);
}
