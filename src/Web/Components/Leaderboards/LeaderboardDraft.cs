using System.Globalization;
using System.Text.Json.Nodes;
using Simulator.Errors;
using Simulator.Leaderboards;
using Simulator.Learners;
using Simulator.Store.Series;

namespace Simulator.Web.Components.Leaderboards;

/// <summary>What stands in the form of a leaderboard, as it stands in the page's address.</summary>
/// <param name="Targets">Series that are forecast.</param>
/// <param name="Seen">Series that they see besides each other.</param>
/// <param name="Forecasters">Kinds of forecasters, each with its usual parameters.</param>
/// <param name="Seeds">Seeds, as typed.</param>
public sealed record LeaderboardDraft(
    IReadOnlyList<string> Targets,
    IReadOnlyList<string> Seen,
    IReadOnlyList<string> Forecasters,
    string Seeds
)
{
    private const int MostSeeds = 20;
    private const string ImpliedVolatility = "VIX";
    private const long FirstSeed = 1719;

    /// <summary>What is wrong with the seeds; null where nothing is.</summary>
    public string? SeedsError => CountOfSeeds is null ? LeaderboardsText.SeedsError : null;

    private int? CountOfSeeds =>
        int.TryParse(Seeds, NumberStyles.None, CultureInfo.InvariantCulture, out var seeds) && seeds is >= 1 and <= MostSeeds
            ? seeds
            : null;

    /// <summary>Forecasters that can run with their defaults: a table of one's own forecasts has none.</summary>
    public static IEnumerable<LearnerDescription> Kinds => LearnerTable.Forecasters.Where(f => !f.Faults(f.DefaultSpec).Any());

    /// <summary>The form before anything is chosen: the first series, and every forecaster that trains in seconds.</summary>
    public static LeaderboardDraft Usual(IReadOnlyList<string> symbols) =>
        new([.. symbols.Take(1)], [], [.. Kinds.Where(f => !f.UsesDevice).Select(f => f.Name)], "3");

    /// <summary>With a value chosen or left.</summary>
    public static IReadOnlyList<string> With(IReadOnlyList<string> chosen, (string Value, bool Wanted) change) =>
        change.Wanted ? [.. chosen.Where(v => v != change.Value), change.Value] : [.. chosen.Where(v => v != change.Value)];

    /// <summary>The request; null with a sentence where it cannot be made.</summary>
    public (LeaderboardRequest? Request, string? Error) Read(ISeriesLibrary series)
    {
        if (Targets.Count == 0)
            return (null, LeaderboardsText.ChooseSeries);
        if (Forecasters.Count == 0)
            return (null, LeaderboardsText.ChooseForecasters);
        if (CountOfSeeds is not { } seeds)
            return (null, null); // said at the field
        var parse = new LeaderboardKind().Parse(Json(seeds).ToJsonString());
        IReadOnlyList<SpecError> errors = parse.Request is { } sound ? sound.Check(series) : parse.Errors;
        return errors.Count == 0
            ? ((LeaderboardRequest)parse.Request!, null)
            : (null, string.Join(' ', errors.Take(3).Select(e => e.ToString())));
    }

    private JsonObject Json(int seeds)
    {
        var (related, forecasters) = (new JsonArray(), new JsonObject());
        foreach (var symbol in Targets.Skip(1).Concat(Seen))
            related.Add(symbol);
        foreach (var kind in Forecasters)
            forecasters[LearnerTable.Find(LearnerRole.Forecaster, kind)?.ShortTitle ?? kind] = new JsonObject { ["kind"] = kind };
        return new JsonObject
        {
            ["spec"] = new JsonObject
            {
                ["version"] = 1,
                ["seed"] = FirstSeed,
                ["data"] = new JsonObject { ["target"] = Targets[0], ["related"] = related },
                ["features"] = Features(related.Count > 0),
            },
            ["targets"] = new JsonArray([.. Targets.Select(t => (JsonNode)t)]),
            ["forecasters"] = forecasters,
            ["seeds"] = seeds,
        };
    }

    // Returns, and the level of volatility against the one that forecasts are measured in.
    private JsonArray Features(bool hasRelated)
    {
        var features = new JsonArray(
            new JsonObject { ["kind"] = "returns" },
            Indicator("ewmaRatio", "decay", 0.8),
            Indicator("ewmaRatio", "decay", 0.99)
        );
        if (hasRelated)
            features.Add(new JsonObject { ["kind"] = "relatedReturns" });
        if (Seen.Contains(ImpliedVolatility))
            features.Add(
                new JsonObject
                {
                    ["kind"] = "indicator",
                    ["name"] = "impliedRatio",
                    ["with"] = ImpliedVolatility,
                }
            );
        return features;
    }

    private static JsonObject Indicator(string name, string parameter, double value) =>
        new()
        {
            ["kind"] = "indicator",
            ["name"] = name,
            ["parameters"] = new JsonObject { [parameter] = value },
        };
}
