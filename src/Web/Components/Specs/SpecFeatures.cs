using System.Globalization;
using System.Text.Json.Nodes;
using Simulator.Features;
using Simulator.Indicators;
using Simulator.Learners;

namespace Simulator.Web.Components.Specs;

/// <summary>Feature groups that the form turns on and off, and the fields of their windows and lags.</summary>
public static class SpecFeatures
{
    private const string FourierTrend = "fourierTrend";

    /// <summary>Every group offered.</summary>
    public static IReadOnlyList<Group> Offered { get; } =
    [
        new(null, "returns", null, null),
        .. FeatureCatalogue.All.Where(f => f.Kind == "indicator").Select(Indicator),
        new(null, "relatedReturns", null, null),
        new(null, FourierTrend, null, 3),
        new(null, FourierTrend, null, 6),
        new(null, FourierTrend, null, 9),
        .. LearnerTable.Features.Select(f => new Group(f.ShortTitle, f.Name, null, null) { IsLearned = true }),
    ];

    /// <summary>Every group offered, and trends with another number of components that the draft has.</summary>
    public static IEnumerable<Group> Of(SpecDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var own = (draft.Get("features") as JsonArray ?? [])
            .OfType<JsonObject>()
            .Where(f => !Offered.Any(g => g.Is(f)))
            .Select(f =>
                int.TryParse(Text(f["components"]), NumberStyles.None, CultureInfo.InvariantCulture, out var n)
                && Text(f["kind"]) == FourierTrend
                    ? n
                    : 0
            );
        return [.. Offered, .. own.Where(n => n > 0).Distinct().Select(n => new Group(null, FourierTrend, null, n))];
    }

    /// <summary>The fields of the draft's features, in their order.</summary>
    public static IEnumerable<Field> FieldsOf(SpecDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        return Enumerable
            .Range(0, (draft.Get("features") as JsonArray)?.Count ?? 0)
            .SelectMany(i => FieldsOf(draft, FormattableString.Invariant($"features[{i}]")));
    }

    private static IEnumerable<Field> FieldsOf(SpecDraft draft, string at)
    {
        switch (draft.GetText(at + ".kind"))
        {
            case "returns":
                yield return new(at + ".lagsBars", SpecsText.ReturnsOver, SpecsText.BarsAList, "numbers", "1, 5, 20");
                break;
            case "indicator"
                when draft.Get(at + ".parameters") is JsonObject && FeatureCatalogue.Find(draft.GetText(at + ".name")) is { } chosen:
                foreach (var p in chosen.Indicator?.Parameters ?? [])
                    yield return new(
                        FormattableString.Invariant($"{at}.parameters.{p.Name}"),
                        $"{chosen.Title}: {p.Name}",
                        p.Meaning,
                        "number",
                        p.DefaultText
                    );
                if (chosen.Indicator is { Input: IndicatorInput.Pair })
                    yield return new(
                        at + ".with",
                        SpecsText.FormatComparedWith(chosen.Title),
                        SpecsText.ComparedWithUnit,
                        "text",
                        SpecsText.EveryRelatedPrice
                    )
                    {
                        IsOptional = true,
                    };
                break;
            case "indicator" when FeatureCatalogue.Find(draft.GetText(at + ".name")) is { MinWindowBars: > 0 } indicator:
                yield return new(
                    at + ".windowBars",
                    Words(indicator.Name),
                    SpecsText.UnitBars,
                    "number",
                    indicator
                        .DefaultWindowsBars.Select(w => w.ToString(CultureInfo.InvariantCulture))
                        .Aggregate((some, last) => SpecsText.FormatListOf(some, last))
                );
                break;
            case var kind when LearnerTable.Find(LearnerRole.Feature, kind) is { } learned:
                foreach (var p in learned.Parameters)
                    yield return new(
                        FormattableString.Invariant($"{at}.{p.Name}"),
                        $"{learned.ShortTitle}: {p.Label}",
                        p.Unit,
                        LearnerParameterField.KindOf(learned, p),
                        ""
                    )
                    {
                        Options = LearnerParameterField.OptionsOf(learned, p),
                    };
                break;
            case FourierTrend:
                var components = draft.GetText(at + ".components");
                yield return new(at + ".components", SpecsText.FormatFourierTrend(components), SpecsText.FrequenciesKept, "number", "3");
                yield return new(at + ".windowBars", SpecsText.FormatItsWindow(components), SpecsText.UnitBars, "number", "256");
                break;
        }
    }

    /// <summary>Whether the draft has the group.</summary>
    public static bool Has(SpecDraft draft, Group group)
    {
        ArgumentNullException.ThrowIfNull(draft);
        return draft.Get("features") is JsonArray all && all.Any(group.Is);
    }

    /// <summary>Adds or takes out the group.</summary>
    public static void Set(SpecDraft draft, Group group, bool wanted)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var kept = (draft.Get("features") as JsonArray ?? []).Where(f => !group.Is(f)).Select(f => f?.DeepClone());
        draft.Set("features", new JsonArray([.. kept, .. wanted ? [group.ToJson()] : Array.Empty<JsonNode>()]));
    }

    // The usual ones stand first, by short names; the others under the headings of the catalogue.
    private static Group Indicator(FeatureDescription feature) =>
        feature.Indicator is { } definition && !feature.HasUsualColumns
            ? new(feature.Title, "indicator", feature.Name, null) { Under = IndicatorReference.Heading(definition.Group) }
            : new(Words(feature.Name), "indicator", feature.Name, null);

    private static string Words(string indicator) =>
        indicator switch
        {
            "macd" or "rsi" or "atr" or "ema" => indicator.ToUpperInvariant(),
            _ => char.ToUpperInvariant(indicator[0])
                + string.Concat(indicator.Skip(1).Select(c => char.IsUpper(c) ? " " + char.ToLowerInvariant(c) : c.ToString())),
        };

    private static string? Text(JsonNode? node) => node is JsonValue ? node.ToString() : null;

    /// <summary>A group: its kind, and its name or number of components where the kind has several.</summary>
    public sealed record Group(string? Title, string Kind, string? Name, int? Components)
    {
        /// <summary>Its name on the page.</summary>
        public string Words =>
            Title
            ?? Kind switch
            {
                FourierTrend => SpecsText.FormatFourierTrend(Components),
                "relatedReturns" => SpecsText.ChangesOfRelatedSeries,
                _ => SpecsText.Returns,
            };

        /// <summary>Heading under which it stands; null for those that stand first.</summary>
        public string? Heading => IsLearned ? SpecsText.LearnedFromThePast : Under;

        internal bool IsLearned { get; init; }

        internal string? Under { get; init; }

        /// <summary>What tells it from the others.</summary>
        public string Key => FormattableString.Invariant($"{Kind} {Name} {Components}");

        internal bool Is(JsonNode? feature) =>
            feature is JsonObject o
            && Text(o["kind"]) == Kind
            && (Name is null || Text(o["name"]) == Name)
            && (Components is null || Text(o["components"]) == Components.Value.ToString(CultureInfo.InvariantCulture));

        internal JsonNode ToJson()
        {
            var json = new JsonObject { ["kind"] = Kind };
            if (Name is not null)
                json["name"] = Name;
            if (Components is { } components)
                json["components"] = components;
            return json;
        }
    }

    /// <summary>A window, a list of lags, a number of components or another series.</summary>
    public sealed record Field(string Path, string Label, string Unit, string Kind, string Placeholder)
    {
        /// <summary>Whether it may be left empty.</summary>
        public bool IsOptional { get; init; }

        /// <summary>What can be chosen; null where it is no choice.</summary>
        public IEnumerable<(string, string)>? Options { get; init; }
    }
}
