using System.Globalization;
using Simulator.AgentComparisons;
using Simulator.Anomalies;
using Simulator.Checks;
using Simulator.Leaderboards;
using Simulator.MarketPaths;
using Simulator.Runs;

namespace Simulator.Web.Components.Words;

/// <summary>
/// Addresses of the pages and files, relative to the site: every link and every navigation is built here, with each name escaped once.
/// </summary>
public static class Addresses
{
    /// <summary>The list of simulations.</summary>
    public const string Simulations = "simulations";

    /// <summary>The list of series, with the import.</summary>
    public const string Data = "data";

    /// <summary>The form for a simulation.</summary>
    public const string New = "new";

    /// <summary>The form for a search.</summary>
    public const string Sweep = "sweep";

    /// <summary>Forecasters side by side.</summary>
    public const string Leaderboard = "leaderboard";

    /// <summary>Agents side by side.</summary>
    public const string Agents = "agents";

    /// <summary>The checks of an agent.</summary>
    public const string AgentCheck = "agents/check";

    /// <summary>The look for unusual rows.</summary>
    public const string Anomalies = "anomalies";

    /// <summary>The market generator.</summary>
    public const string Paths = "paths";

    /// <summary>Series from documents that are no prices.</summary>
    public const string Derive = "derive";

    /// <summary>The list of shared links.</summary>
    public const string Shared = "shared";

    /// <summary>A simulation, at one of its tabs where one is named.</summary>
    public static string Simulation(string id, string? tab = null) => $"{Simulations}/{Escaped(id)}{Query(("tab", tab))}";

    /// <summary>The result of a simulation, as a file.</summary>
    public static string ResultFile(string id) => $"api/simulations/{Escaped(id)}/result";

    /// <summary>A part of a report as a file, or its page for paper.</summary>
    public static string ReportFile(string id, string file) => $"{Simulations}/{Escaped(id)}/{file}";

    /// <summary>One series, at one of its sections where one is named.</summary>
    public static string Series(string symbol, string? section = null) =>
        $"{Data}/{Escaped(symbol)}{(section is null ? "" : $"#{Escaped(section)}")}";

    /// <summary>A series as the source of a chart.</summary>
    public static string ChartOfSeries(string symbol) => $"series/{Escaped(symbol)}";

    /// <summary>A finished simulation as the source of a chart.</summary>
    public static string ChartOfRun(string id) => $"runs/{Escaped(id)}";

    /// <summary>One asset of a finished simulation with several as the source of a chart.</summary>
    public static string ChartOfAsset(string id, string asset) => $"{ChartOfRun(id)}/assets/{Escaped(asset)}";

    /// <summary>A draft that a page holds as the source of a chart.</summary>
    public static string ChartOfPreview(string name) => $"previews/{Escaped(name)}";

    /// <summary>A new simulation that begins with the spec of another.</summary>
    public static string Fork(string id) => New + Query(("from", id));

    /// <summary>A new simulation on a series.</summary>
    public static string NewOn(string symbol) => New + Query(("target", symbol));

    /// <summary>A new simulation that begins with a preset.</summary>
    public static string NewLike(string preset) => New + Query(("preset", preset));

    /// <summary>A new simulation with a card of the gallery.</summary>
    public static string NewOf(string card) => New + Query(("card", card));

    /// <summary>A new simulation with a strategy that was saved by name.</summary>
    public static string NewSaved(string name) => New + Query(("saved", name));

    /// <summary>A new simulation with the parameters of one row of a search's list, counted from 0.</summary>
    public static string NewWith(string search, int choice) =>
        New + Query(("sweep", search), ("choice", choice.ToString(CultureInfo.InvariantCulture)));

    /// <summary>A new simulation with parameters of a search, as a cell of its map or one of its runs has them.</summary>
    public static string NewAt(string search, params (string Name, string Value)[] values) =>
        New + Query([("sweep", search), .. values.Select(v => ("cell", (string?)$"{v.Name}={v.Value}"))]);

    /// <summary>A new search over the rule of a simulation.</summary>
    public static string SweepFrom(string id) => Sweep + Query(("from", id));

    /// <summary>A look for unusual bars of a series.</summary>
    public static string AnomaliesOf(string symbol) => Anomalies + Query(("series", symbol));

    /// <summary>Agents side by side on the spec of a simulation.</summary>
    public static string AgentsFrom(string id) => Agents + Query(("from", id));

    /// <summary>Other histories of a series.</summary>
    public static string PathsOf(string symbol) => Paths + Query(("series", symbol));

    /// <summary>A search that runs or ended, with the simulation that it began from where there is one.</summary>
    public static string Search(string id, string? from = null) => Sweep + Query(("from", from), ("run", id));

    /// <summary>A report for whoever has its token.</summary>
    public static string SharedReport(string token) => $"s/{Escaped(token)}";

    /// <summary>The page of a job of any kind.</summary>
    public static string Job(string kind, string id) =>
        kind switch
        {
            SimulationKind.Word => Simulation(id),
            LeaderboardKind.Word => Leaderboard + Query(("run", id)),
            AgentComparisonKind.Word => Agents + Query(("run", id)),
            AgentCheckKind.Word => AgentCheck + Query(("run", id)),
            AnomalyKind.Word => Anomalies + Query(("run", id)),
            PathsKind.Word => Paths + Query(("run", id)),
            _ => Search(id),
        };

    /// <summary>What a job found, byte for byte.</summary>
    public static string JobResult(string id) => $"api/jobs/{Escaped(id)}/result";

    /// <summary>The paths that a job drew, a CSV file.</summary>
    public static string PathsFile(string id) => $"api/jobs/{Escaped(id)}/paths.csv";

    /// <summary>The log of a job, a text file.</summary>
    public static string JobLog(string id) => $"api/jobs/{Escaped(id)}/log";

    private static string Query(params ReadOnlySpan<(string Name, string? Value)> parts)
    {
        var query = "";
        foreach (var (name, value) in parts)
        {
            if (value is not null)
                query += $"{(query.Length == 0 ? '?' : '&')}{name}={Escaped(value)}";
        }
        return query;
    }

    private static string Escaped(string text) => Uri.EscapeDataString(text);
}
