using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Simulator.Indicators;
using Simulator.Rules.Language;
using Simulator.Text;

namespace Simulator.Rules;

/// <summary>Reads the members of a document one by one; an error in one does not stop the others.</summary>
internal sealed class RuleDocumentReader(JsonElement root, RuleErrors errors)
{
    private const int LongestName = 40;
    private const int MostBarsWaited = 10_000;

    /// <summary>The document, with everything that could be read.</summary>
    public RuleDocument Read()
    {
        var document = new RuleDocument();
        var versioned = false;
        foreach (var member in root.EnumerateObject())
        {
            versioned |= member.Name == "version";
            document = Member(document, member);
        }
        if (!versioned)
            errors.Add("version", "is missing; it is 1");
        if (document.EntryLong is null && document.EntryShort is null)
            errors.Add("entryLong", "is missing, and so is entryShort: without an entry the rules never trade");
        CheckNames(document);
        return document;
    }

    /// <summary>A value in a few words.</summary>
    public static string Describe(JsonElement value)
    {
        var text = value.GetRawText();
        return text.Length <= 60 ? text : text[..57] + "…";
    }

    private RuleDocument Member(RuleDocument document, JsonProperty member) =>
        member.Name switch
        {
            "version" => document with { Version = Version(member.Value) },
            "name" => document with { Name = Text(member.Name, member.Value, 200) ?? "" },
            "parameters" => document with { Parameters = Parameters(member.Value) },
            "let" => document with { Let = Definitions(member.Value) },
            "entryLong" => document with { EntryLong = Expression(member.Name, member.Value) },
            "exitLong" => document with { ExitLong = Expression(member.Name, member.Value) },
            "entryShort" => document with { EntryShort = Expression(member.Name, member.Value) },
            "exitShort" => document with { ExitShort = Expression(member.Name, member.Value) },
            "limit" => document with { Limit = Expression(member.Name, member.Value) },
            "stop" => document with { Stop = Expression(member.Name, member.Value) },
            "stopLoss" => document with { StopLoss = Expression(member.Name, member.Value) },
            "takeProfit" => document with { TakeProfit = Expression(member.Name, member.Value) },
            "trailing" => document with { Trailing = Expression(member.Name, member.Value) },
            "goodForBars" => document with { GoodForBars = Bars(member.Name, member.Value) },
            "size" => document with { Size = Size(member.Value) },
            _ => Unknown(document, member.Name),
        };

    private RuleDocument Unknown(RuleDocument document, string name)
    {
        errors.Add(
            name,
            $"unknown member{Suggestion.Hint(name, RuleDocumentJson.Members)}; available: {string.Join(", ", RuleDocumentJson.Members)}"
        );
        return document;
    }

    private int Version(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt32(out var version) || version != 1)
            errors.Add("version", $"must be 1, was {Describe(value)}");
        return 1;
    }

    private string? Text(string path, JsonElement value, int longest)
    {
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : null;
        if (text is null)
            errors.Add(path, $"must be a text, was {Describe(value)}");
        else if (text.Length > longest)
            errors.Add(path, FormattableString.Invariant($"must have at most {longest} characters, had {text.Length}"));
        return text?.Length <= longest ? text : null;
    }

    // A bare number or truth is an expression, too.
    private string? Expression(string path, JsonElement value)
    {
        if (value.ValueKind is JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False)
            return value.GetRawText();
        if (value.ValueKind == JsonValueKind.String)
            return value.GetString();
        errors.Add(path, $"must be an expression in quotes, was {Describe(value)}");
        return null;
    }

    private int Bars(string path, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var bars) && bars is >= 1 and <= MostBarsWaited)
            return bars;
        errors.Add(path, FormattableString.Invariant($"must be a whole number of bars from 1 to {MostBarsWaited}, was {Describe(value)}"));
        return 1;
    }

    private RuleSize Size(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
            return Expression("size", value) is { } fraction ? new RuleSize(RuleSizeKind.Fraction, fraction) : RuleSize.AllIn;
        var members = value.EnumerateObject().ToArray();
        if (members.Length != 1)
        {
            errors.Add(
                "size",
                $"must be an expression, or an object with one of {string.Join(", ", RuleSize.Members)}; it "
                    + $"has {members.Length.ToString(CultureInfo.InvariantCulture)} members"
            );
            return RuleSize.AllIn;
        }
        if (RuleSize.KindOf(members[0].Name) is not { } kind)
        {
            errors.Add(
                $"size.{members[0].Name}",
                $"unknown member{Suggestion.Hint(members[0].Name, RuleSize.Members)}; available: {string.Join(", ", RuleSize.Members)}"
            );
            return RuleSize.AllIn;
        }
        return Expression($"size.{members[0].Name}", members[0].Value) is { } expression ? new RuleSize(kind, expression) : RuleSize.AllIn;
    }

    private ImmutableArray<KeyValuePair<string, double>> Parameters(JsonElement value)
    {
        List<KeyValuePair<string, double>> parameters = [];
        foreach (var member in Each("parameters", value))
        {
            if (member.Value.ValueKind == JsonValueKind.Number && member.Value.TryGetDouble(out var number) && double.IsFinite(number))
                parameters.Add(new(member.Name, number));
            else
                errors.Add($"parameters.{Shown(member.Name)}", $"must be a number, was {Describe(member.Value)}");
        }
        return [.. parameters];
    }

    private ImmutableArray<KeyValuePair<string, string>> Definitions(JsonElement value)
    {
        List<KeyValuePair<string, string>> definitions = [];
        foreach (var member in Each("let", value))
        {
            if (Expression($"let.{Shown(member.Name)}", member.Value) is { } source)
                definitions.Add(new(member.Name, source));
        }
        return [.. definitions];
    }

    private IEnumerable<JsonProperty> Each(string path, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            errors.Add(path, $"must be an object {{ … }}, was {Describe(value)}");
            return [];
        }
        var members = value.EnumerateObject().ToArray();
        if (members.Length > RuleLimits.Definitions)
            errors.Add(path, FormattableString.Invariant($"must have at most {RuleLimits.Definitions} members, had {members.Length}"));
        return members.Take(RuleLimits.Definitions);
    }

    private void CheckNames(RuleDocument document)
    {
        var parameters = document.Parameters.Select(p => p.Key).ToArray();
        foreach (var name in parameters)
            CheckName("parameters", name);
        foreach (var (name, _) in document.Let)
        {
            CheckName("let", name);
            if (parameters.Contains(name))
                errors.Add($"let.{name}", "is already the name of a parameter");
        }
    }

    private void CheckName(string path, string name)
    {
        var at = $"{path}.{Shown(name)}";
        if (
            name.Length is 0 or > LongestName
            || !(char.IsAsciiLetter(name[0]) || name[0] == '_')
            || !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')
        )
            errors.Add(
                at,
                FormattableString.Invariant($"a name must have 1 to {LongestName} letters, digits or '_', and must not start with a digit")
            );
        else if (
            name is "and" or "or" or "not" or "true" or "false" or "forecast"
            || RuleNames.Find(name) is not null
            || RuleFunctions.Find(name) is not null
            || IndicatorCatalogue.Find(name) is not null
        )
            errors.Add(at, "is a reserved word; choose another name");
    }

    private static string Shown(string name) => name.Length <= LongestName ? name : name[..LongestName] + "…";
}
